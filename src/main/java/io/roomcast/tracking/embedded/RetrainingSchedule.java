package io.roomcast.tracking.embedded;

import java.time.Duration;
import java.time.Instant;

/**
 * When a home's models are learned anew by the clock. The first time comes early, so that the members' weights and the calibration gather
 * experience while there is little to lose. Afterwards a young home, whose every day is a large part of what is known of it, is learned
 * daily, an old one less and less often: it takes longer, and a day more changes less. Immutable.
 *
 * @param first   how much has to be known of a home before it is learned for the first time; more than zero
 * @param atLeast how long a model is used at least; more than zero
 * @param growth  by which share of its age more has to be known of a home before it is learned again; not negative
 */
public record RetrainingSchedule(Duration first, Duration atLeast, double growth) {

    /**
     * @throws IllegalArgumentException if a duration is not positive, or the growth is negative or no number
     */
    public RetrainingSchedule {
        requirePositive(first);
        requirePositive(atLeast);
        if (!(growth >= 0) || Double.isInfinite(growth)) {
            throw new IllegalArgumentException("a home cannot have to grow by " + growth);
        }
    }

    /** The schedule that serves: from two days on, daily, and from twenty days on whenever a twentieth has been added. */
    public static RetrainingSchedule standard() {
        return new RetrainingSchedule(Duration.ofDays(2), Duration.ofDays(1), 0.05);
    }

    /** When a home is learned for the first time of which the first was known at that moment. */
    public Instant first(Instant began) {
        return began.plus(first);
    }

    /** When that home is learned again after it was learned at another moment, not before the first. */
    public Instant next(Instant began, Instant learned) {
        Duration grown = Duration.ofMillis(Math.round(Duration.between(began, learned).toMillis() * growth));
        return learned.plus(grown.compareTo(atLeast) > 0 ? grown : atLeast);
    }

    private static void requirePositive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a schedule needs durations longer than nothing, not " + duration);
        }
    }
}
