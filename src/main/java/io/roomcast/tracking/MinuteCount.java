package io.roomcast.tracking;

import java.time.InstantSource;
import java.util.Arrays;

/** How often something happened during the last 60 seconds, second by second. Thread-safe. */
public final class MinuteCount {

    private static final int SECONDS = 60;

    private final InstantSource clock;
    private final long[] counts = new long[SECONDS];
    private long latestSecond;

    public MinuteCount(InstantSource clock) {
        this.clock = clock;
        this.latestSecond = now();
    }

    /** It happened. */
    public synchronized void increment() {
        advance();
        counts[slot(latestSecond)]++;
    }

    /** How often it has happened. */
    public synchronized long lastMinute() {
        advance();
        return Arrays.stream(counts).sum();
    }

    /** Empties the seconds that have gone by since the last call. */
    private void advance() {
        long now = now();
        if (now < latestSecond - SECONDS) {
            Arrays.fill(counts, 0);
            latestSecond = now;
        }
        for (long second = Math.max(latestSecond, now - SECONDS) + 1; second <= now; second++) {
            counts[slot(second)] = 0;
        }
        latestSecond = Math.max(latestSecond, now);
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
