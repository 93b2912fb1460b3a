package io.roomcast.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Measures how long something takes: begins with the time of day, and from then on goes forward as time does, whatever the
 * computer's clock is set to. So what it says is never to be told or stored, only compared with what it said before. While the
 * machine sleeps it may stand still. Thread-safe.
 */
public final class SteadyClock implements InstantSource {

    private final Instant start;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /**
     * @param start    what it says now
     * @param nanoTime monotonic nanoseconds, such as {@link System#nanoTime()}
     */
    SteadyClock(Instant start, LongSupplier nanoTime) {
        this.start = start;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** One that begins now. */
    public static SteadyClock system() {
        return new SteadyClock(InstantSource.system().instant(), System::nanoTime);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanoTime.getAsLong() - startNanos);
    }
}
