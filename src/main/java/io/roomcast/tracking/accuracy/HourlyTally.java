package io.roomcast.tracking.accuracy;

import io.roomcast.prediction.scoring.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Counts answers hour by hour, for those that are too many to be kept one by one. */
final class HourlyTally {

    private static final long SECONDS = 3600;

    private final TreeMap<Long, Count> hours = new TreeMap<>();
    private final Duration kept;

    HourlyTally(Duration kept) {
        this.kept = kept;
    }

    /**
     * Answers counted.
     *
     * @param asked how many
     * @param right how many of them were right within {@link Scores#THRESHOLD_MINUTES}
     */
    record Count(long asked, long right) {

        private static final Count NONE = new Count(0, 0);

        private Count plus(Count other) {
            return new Count(asked + other.asked, right + other.right);
        }
    }

    void add(Instant at, boolean wasRight) {
        hours.merge(hour(at), new Count(1, wasRight ? 1 : 0), Count::plus);
        Map.Entry<Long, Count> oldest = hours.firstEntry();
        while (oldest != null && oldest.getKey() < hour(at.minus(kept))) {
            hours.remove(oldest.getKey());
            oldest = hours.firstEntry();
        }
    }

    /** All that were counted since, to the hour. */
    Count since(Instant from) {
        return hours.tailMap(hour(from), true).values().stream().reduce(Count.NONE, Count::plus);
    }

    private static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS);
    }
}
