package io.roomcast.mqtt;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time up to a limit, blurred so that many nodes that lost the same broker
 * do not come back all at once. Not thread-safe.
 */
public final class Backoff {

    private final Duration first;
    private final Duration plateau;
    private final Duration plateauEnd;
    private final Duration max;
    private final double jitter;
    private final RandomGenerator random;
    private Duration next;
    private Duration waited = Duration.ZERO;

    /**
     * @param first  the first wait, before it is blurred; more than 0
     * @param max    the longest wait, before it is blurred; not less than the first
     * @param jitter by what share a wait may be longer or shorter, 0 to less than 1
     * @param random where the blur comes from
     */
    public Backoff(Duration first, Duration max, double jitter, RandomGenerator random) {
        this(first, max, Duration.ZERO, max, jitter, random);
    }

    /**
     * A back-off that stays at an intermediate wait for a while, so that what comes back soon is found soon.
     *
     * @param plateau    the longest wait until {@code plateauEnd} was waited in all; from {@code first} to {@code max}
     * @param plateauEnd after how much waiting the waits grow on to {@code max}
     */
    public Backoff(Duration first, Duration plateau, Duration plateauEnd, Duration max, double jitter,
            RandomGenerator random) {
        if (first.isNegative() || first.isZero() || max.compareTo(first) < 0 || !(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("a back-off needs 0 < first <= max and 0 <= jitter < 1");
        }
        this.first = first;
        this.plateau = plateau;
        this.plateauEnd = plateauEnd;
        this.max = max;
        this.jitter = jitter;
        this.random = Objects.requireNonNull(random, "random");
        this.next = first;
    }

    /** The wait before the next try. */
    public Duration next() {
        Duration wait = next;
        waited = waited.plus(wait);
        Duration longest = waited.compareTo(plateauEnd) < 0 ? plateau : max;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        double factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofNanos(Math.round(wait.toNanos() * factor));
    }

    /** Something went well: the next wait is a first one again. */
    public void reset() {
        next = first;
        waited = Duration.ZERO;
    }
}
