package io.roomcast.ops;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Makes one run of many requests: the first one has the work done after a short while, and those that come until then are
 * covered by it. A request that comes while the work is being done causes another run, so nothing is missed. Thread-safe.
 */
final class Coalescer {

    private final Runnable work;
    private final Duration delay;
    private final BiConsumer<Runnable, Duration> later;
    private final AtomicBoolean waiting = new AtomicBoolean();

    /**
     * @param work  what to do
     * @param delay how long to wait for more requests
     * @param later runs a task after a delay
     */
    Coalescer(Runnable work, Duration delay, BiConsumer<Runnable, Duration> later) {
        this.work = work;
        this.delay = delay;
        this.later = later;
    }

    /** Asks for the work to be done. */
    void request() {
        if (waiting.compareAndSet(false, true)) {
            later.accept(this::run, delay);
        }
    }

    private void run() {
        waiting.set(false);
        work.run();
    }
}
