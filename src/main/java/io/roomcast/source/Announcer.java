package io.roomcast.source;

import io.roomcast.metrics.Metrics.Counter;
import io.roomcast.mqtt.Backoff;
import io.roomcast.mqtt.SerialExecutor;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.CriticalAnnouncement;
import io.roomcast.tracking.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Passes announcements on: what is only ever the latest at once, on the thread that brings it; what has to be stored elsewhere, one after
 * the other, and again until it is stored. One that fails for another reason than that the store is away is given up after
 * {@link Attempts#MOST} attempts. Thread-safe.
 */
final class Announcer implements Consumer<Announcement>, AutoCloseable {

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

    /** Whether what failed is not done with: it is tried again unless this is closed. */
    private synchronized boolean waits(RuntimeException failed) {
        if (!closed && !attempts.another(failed)) {
            return false;
        }
        if (!closed) {
            LOG.log(Level.WARNING, "An alert could not be stored; it waits, and is tried again: {0}",
                    failed instanceof StoreUnavailableException ? failed.getMessage() : failed);
            retry = Optional.of(timer.schedule(() -> storing.execute(this::storeAll), backoff.next().toMillis(), TimeUnit.MILLISECONDS));
        }
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

    /** Nothing that waits is tried again. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        retry.ifPresent(task -> task.cancel(false));
    }
}
