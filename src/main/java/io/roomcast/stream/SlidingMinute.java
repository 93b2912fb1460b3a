package io.roomcast.stream;

/**
 * Counts what happened during the last 60 seconds, by whole seconds and in constant memory. Time never runs backwards here: an
 * earlier second counts as the latest one seen. Not thread-safe.
 */
final class SlidingMinute {

    private static final int SECONDS = 60;

    private final int[] counts = new int[SECONDS];
    private long latest = Long.MIN_VALUE;
    private int total;

    /**
     * Counts one.
     *
     * @return the count of the minute that ends with that second
     */
    int add(long second) {
        advance(second);
        counts[slot(latest)]++;
        return ++total;
    }

    /** The count of the minute that ends with that second. */
    int countAt(long second) {
        advance(second);
        return total;
    }

    /** The second of the oldest event that still counts; that second itself when none does. */
    long oldest(long second) {
        advance(second);
        for (long candidate = latest - SECONDS + 1; candidate <= latest; candidate++) {
            if (counts[slot(candidate)] > 0) {
                return candidate;
            }
        }
        return latest;
    }

    private void advance(long second) {
        if (latest == Long.MIN_VALUE) {
            latest = second;
        }
        long passed = Math.min(SECONDS, second - latest);
        for (long step = 1; step <= passed; step++) {
            int slot = slot(second - passed + step);
            total -= counts[slot];
            counts[slot] = 0;
        }
        latest = Math.max(latest, second);
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
