package io.roomcast.evaluation;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of answers, by their confidence and by the hour of the day at which they were asked for. Not thread-safe.
 *
 * @param byConfidence a tally for each tenth of confidence
 * @param byHour       a tally for each hour on the wall clock
 */
record Breakdown(List<Tally> byConfidence, List<Tally> byHour) {

    private static final int BINS = 10;
    private static final int HOURS = 24;
    private static final long HOUR = 60 * Period.MINUTE;

    Breakdown() {
        this(Stream.generate(Tally::new).limit(BINS).toList(), Stream.generate(Tally::new).limit(HOURS).toList());
    }

    /** Counts an answer. */
    void add(long askedAt, double confidence, boolean wasRight, boolean const15WasRight) {
        byConfidence.get(Math.min((int) (confidence * BINS), BINS - 1)).add(confidence, wasRight, const15WasRight);
        byHour.get((int) (Math.floorMod(askedAt, Period.DAY) / HOUR)).add(confidence, wasRight, const15WasRight);
    }

    /** Counts all of another. */
    void add(Breakdown other) {
        for (int bin = 0; bin < BINS; bin++) {
            byConfidence.get(bin).add(other.byConfidence.get(bin));
        }
        for (int hour = 0; hour < HOURS; hour++) {
            byHour.get(hour).add(other.byHour.get(hour));
        }
    }
}
