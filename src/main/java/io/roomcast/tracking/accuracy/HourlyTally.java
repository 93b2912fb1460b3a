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

    /**
     * What was counted.
     *
     * @param hours hours since 1970 in which there was anything
     * @param asked how many in each
     * @param right how many of these were right
     */
    record TallyState(long[] hours, long[] asked, long[] right) {

        /**
         * @throws IllegalArgumentException if these do not fit together
         */
        TallyState {
            if (asked.length != hours.length || right.length != hours.length) {
                throw new IllegalArgumentException("columns of " + hours.length + " hours do not fit together");
            }
        }
    }

    TallyState state() {
        return new TallyState(hours.keySet().stream().mapToLong(Long::longValue).toArray(),
                hours.values().stream().mapToLong(Count::asked).toArray(), hours.values().stream().mapToLong(Count::right).toArray());
    }

    /** Goes on from what was counted before. */
    void restore(TallyState state) {
        for (int i = 0; i < state.hours.length; i++) {
            hours.put(state.hours[i], new Count(state.asked[i], state.right[i]));
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
