package io.roomcast.wire;

/** How long something still takes, as people say it: {@code 45s}, {@code 25m}, {@code 1h 15m}, {@code 2h}, {@code 1d 4h}. */
public final class HumanDuration {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private HumanDuration() {
    }

    /**
     * The two largest units that are not zero, the smaller one rounded down.
     *
     * @param seconds a duration in seconds; what is negative counts as 0
     */
    public static String of(long seconds) {
        if (seconds < MINUTE) {
            return Math.max(0, seconds) + "s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + "m";
        }
        return seconds < DAY
                ? pair(seconds / HOUR, "h", seconds % HOUR / MINUTE, "m")
                : pair(seconds / DAY, "d", seconds % DAY / HOUR, "h");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
