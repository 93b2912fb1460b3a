package io.roomcast.ops;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Tells whether something that should beat regularly still does. Rests on a monotonic time, because a clock that is set
 * forward must not look like a standstill. Thread-safe.
 */
final class Pulse {

    private final LongSupplier nanoTime;
    private final Duration patience;
    private final AtomicLong lastBeat;

    /**
     * @param nanoTime monotonic nanoseconds, such as {@link System#nanoTime()}
     * @param patience how long a beat may be away
     */
    Pulse(LongSupplier nanoTime, Duration patience) {
        this.nanoTime = nanoTime;
        this.patience = patience;
        this.lastBeat = new AtomicLong(nanoTime.getAsLong());
    }

    void beat() {
        lastBeat.set(nanoTime.getAsLong());
    }

    /** How long ago the last beat was; the making of the pulse counts as one. */
    Duration sinceLastBeat() {
        return Duration.ofNanos(nanoTime.getAsLong() - lastBeat.get());
    }

    boolean isAlive() {
        return sinceLastBeat().compareTo(patience) <= 0;
    }
}
