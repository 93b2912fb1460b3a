package io.roomcast.concurrent;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One turn of a task that is repeated, with a record of when the last turn ended. A turn never throws: whatever it
 * fails with, an {@link Error} included, is logged, so that the scheduler does not end the repetition. Thread-safe.
 */
final class PeriodicTask implements Runnable {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class.getPackageName());

    private final String activity;
    private final Runnable action;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final AtomicLong lastTurn;

    /**
     * @param activity what the task does, such as {@code reading the API keys}
     * @param patience how long after the end of a turn the end of the next one may be missing
     * @param nanoTime monotonic nanoseconds, such as {@link System#nanoTime()}
     */
    PeriodicTask(String activity, Runnable action, Duration patience, LongSupplier nanoTime) {
        this.activity = Objects.requireNonNull(activity, "activity");
        this.action = Objects.requireNonNull(action, "action");
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.lastTurn = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public void run() {
        try {
            action.run();
        } catch (Throwable failure) {
            LOG.log(Level.SEVERE, failure, () -> "A failure while " + activity + "; it is tried again");
        } finally {
            lastTurn.set(nanoTime.getAsLong());
        }
    }

    String activity() {
        return activity;
    }

    /** Whether no turn has ended for longer than the patience; the making of the task counts as a turn. */
    boolean isOverdue() {
        return nanoTime.getAsLong() - lastTurn.get() > patience.toNanos();
    }
}
