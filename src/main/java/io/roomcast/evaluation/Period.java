package io.roomcast.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which time an evaluation is about. Times are in milliseconds since 1970 by the recording's own wall clock.
 *
 * @param midnight before the first event
 * @param start    when questions begin to count
 * @param end      the last event; what was after it nobody knows
 */
record Period(long midnight, long start, long end) {

    static final long MINUTE = 60_000;
    static final long QUARTER = 15 * MINUTE;
    static final long DAY = 1_440 * MINUTE;

    static Period of(Instant first, Instant last, int trainDays) {
        long midnight = first.truncatedTo(ChronoUnit.DAYS).toEpochMilli();
        return new Period(midnight, midnight + trainDays * DAY, last.toEpochMilli());
    }

    /** How many days are only learned from. */
    double trainDays() {
        return (double) (start - midnight) / DAY;
    }

    /** How long it is altogether. */
    Duration length() {
        return Duration.ofMillis(end - midnight);
    }
}
