package io.roomcast.source;

import io.roomcast.metrics.Metrics.Counter;
import io.roomcast.mqtt.Backoff;
import io.roomcast.mqtt.SerialExecutor;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.CriticalAnnouncement;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Passes announcements on: what is only ever the latest at once, on the thread that brings it; what has to be stored elsewhere, one after
 * the other, and again until it is stored. One that fails for another reason than that the store is away is given up after
 * {@link Attempts#MOST} attempts. Thread-safe.
 */
final class Announcer implements Consumer<Announcement> {

    /** So many wait to be stored at most; further ones are lost, and that is logged. */
    static final int MOST = 1_000;

    private static final Logger LOG = Logger.getLogger(Announcer.class.getPackageName());

    private final Consumer<? super Announcement> everybody;
    private final Executor storing;
    private final ScheduledExecutorService timer;
    private final Backoff backoff;
    private final Counter lost;
    /** These are guarded by this. */
    private final Deque<CriticalAnnouncement> waiting = new ArrayDeque<>();
    private final Attempts attempts = new Attempts();
    private Optional<Future<?>> retry = Optional.empty();
    private boolean closed;

    /**
     * @param everybody who is told
     * @param threads   where what has to be stored is announced
     * @param timer     when it is tried again
     * @param backoff   how long to wait before
     * @param lost      counts what has to be stored and never was
     */
    Announcer(Consumer<? super Announcement> everybody, Executor threads, ScheduledExecutorService timer, Backoff backoff, Counter lost) {
        this.everybody = everybody;
        this.storing = new SerialExecutor(threads);
        this.timer = timer;
        this.backoff = backoff;
        this.lost = lost;
    }

    @Override
    public void accept(Announcement announcement) {
        if (announcement instanceof CriticalAnnouncement critical) {
            enqueue(critical);
        } else {
            tell(announcement);
        }
    }

    private synchronized void enqueue(CriticalAnnouncement critical) {
        if (closed) {
            lost.increment();
            LOG.warning(() -> "The server stops; this alert comes too late and is lost: " + critical);
            return;
        }
        if (waiting.size() == MOST) {
            lost.increment();
            LOG.severe(() -> MOST + " alerts wait to be stored; this one is lost: " + critical);
            return;
        }
        waiting.addLast(critical);
        if (waiting.size() == 1) {
            storing.execute(this::storeAll);
        }
    }

    private void storeAll() {
        for (Optional<CriticalAnnouncement> next = first(); next.isPresent(); next = first()) {
            try {
                everybody.accept(next.get());
            } catch (RuntimeException failed) {
                if (waits(failed)) {
                    return;
                }
                giveUp(next.get(), failed);
            }
            done();
        }
    }

    private synchronized Optional<CriticalAnnouncement> first() {
        return Optional.ofNullable(waiting.peekFirst());
    }

    private synchronized void done() {
        waiting.pollFirst();
        backoff.reset();
        attempts.reset();
    }

    /** Whether what failed is not done with. At the end nothing is tried again; only when the store is away nothing else need be tried. */
    private synchronized boolean waits(RuntimeException failed) {
        if (closed) {
            return failed instanceof StoreUnavailableException;
        }
        if (!attempts.another(failed)) {
            return false;
        }
        LOG.log(Level.WARNING, "An alert could not be stored; it waits, and is tried again: {0}",
                failed instanceof StoreUnavailableException ? failed.getMessage() : failed);
        retry = Optional.of(timer.schedule(() -> storing.execute(this::storeAll), backoff.next().toMillis(), TimeUnit.MILLISECONDS));
        return true;
    }

    private void giveUp(CriticalAnnouncement critical, RuntimeException failed) {
        lost.increment();
        LOG.log(Level.SEVERE, failed, () -> "The alert " + critical.alertId() + " could not be announced and is given up: " + critical);
    }

    /** What goes wrong with one who is told must not stop the others, nor what is to come. */
    private void tell(Announcement announcement) {
        try {
            everybody.accept(announcement);
        } catch (RuntimeException failed) {
            LOG.log(Level.SEVERE, failed, () -> "Not everybody could be told: " + announcement);
        }
    }

    /** Tries once more to store what waits; what cannot be stored within that time is lost, and that is logged. */
    void close(Duration atMost) {
        boolean idle;
        synchronized (this) {
            closed = true;
            retry.ifPresent(task -> task.cancel(false));
            idle = waiting.isEmpty();
        }
        if (!idle) {
            storeLast(atMost);
            loseTheRest();
        }
    }

    private void storeLast(Duration atMost) {
        FutureTask<?> last = new FutureTask<>(this::storeAll, null);
        try {
            storing.execute(last);
            last.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | TimeoutException | ExecutionException notStored) {
            LOG.log(Level.FINE, "The last attempt came to nothing", notStored);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void loseTheRest() {
        if (!waiting.isEmpty()) {
            lost.add(waiting.size());
            LOG.severe(() -> waiting.size() + " alerts could not be stored before the server stopped and are lost: "
                    + waiting.stream().map(CriticalAnnouncement::alertId).collect(Collectors.joining(", ")));
            waiting.clear();
        }
    }
}
