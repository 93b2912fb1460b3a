package io.roomcast.source.homeassistant;

import io.roomcast.home.Home;
import io.roomcast.home.SensorEvent;
import io.roomcast.tracking.SensorSource.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings to the sink, one after the other and elsewhere, what it is to know, so that a sink that takes its time holds up no conversation.
 * What comes while it is busy comes to it all at once. What it fails to take it is told again after {@link #RETRY}. Thread-safe.
 */
final class Delivery implements AutoCloseable {

    static final Duration RETRY = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Delivery.class.getPackageName());

    private final Sink sink;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    /** Both guarded by this; the first of these is being told when somebody is at work. */
    private final Deque<Step> steps = new ArrayDeque<>();
    private boolean atWork;
    private volatile boolean closed;

    Delivery(Sink sink, Executor executor, ScheduledExecutorService timer) {
        this.sink = sink;
        this.executor = executor;
        this.timer = timer;
    }

    /** Something to be told at once. */
    private abstract static class Step {

        final CompletableFuture<Void> taken = new CompletableFuture<>();

        abstract void tell();
    }

    private final class Events extends Step {

        private final List<SensorEvent> events = new ArrayList<>();
        private boolean begun;

        @Override
        void tell() {
            synchronized (Delivery.this) {
                begun = true;
            }
            if (!events.isEmpty()) {
                sink.accept(List.copyOf(events));
            }
        }
    }

    /** Tells the home, and brings the moment of the latest event that is kept of it. */
    CompletableFuture<Optional<Instant>> home(Home home) {
        CompletableFuture<Optional<Instant>> since = new CompletableFuture<>();
        add(new Step() {
            @Override
            void tell() {
                since.complete(sink.home(home));
            }
        });
        return since;
    }

    /** Tells what has happened, and comes when that is taken. */
    CompletableFuture<Void> events(List<SensorEvent> events) {
        Events step;
        synchronized (this) {
            if (steps.peekLast() instanceof Events last && !last.begun) {
                last.events.addAll(events);
                return last.taken;
            }
            step = new Events();
            step.events.addAll(events);
        }
        add(step);
        return step.taken;
    }

    /** Tells that all of the past is told. */
    void caughtUp() {
        add(new Step() {
            @Override
            void tell() {
                sink.caughtUp();
            }
        });
    }

    /** The moment of the first event that has not been taken yet. */
    synchronized Optional<Instant> firstWaiting() {
        return steps.stream()
                .filter(Events.class::isInstance)
                .flatMap(step -> ((Events) step).events.stream())
                .findFirst()
                .map(SensorEvent::at);
    }

    private void add(Step step) {
        synchronized (this) {
            steps.add(step);
            if (atWork) {
                return;
            }
            atWork = true;
        }
        execute();
    }

    private void execute() {
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.FINE, "The server takes no more work", stopping);
        }
    }

    private void work() {
        for (Optional<Step> step = next(); step.isPresent(); step = next()) {
            try {
                step.get().tell();
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "What Home Assistant says could not be passed on; it is tried again", failed);
                timer.schedule(this::execute, RETRY.toMillis(), TimeUnit.MILLISECONDS);
                return;
            }
            done(step.get());
        }
    }

    private synchronized Optional<Step> next() {
        Optional<Step> step = closed ? Optional.empty() : Optional.ofNullable(steps.peekFirst());
        atWork = step.isPresent();
        return step;
    }

    private void done(Step step) {
        synchronized (this) {
            steps.removeFirst();
        }
        step.taken.complete(null);
    }

    /** Nothing more is told. */
    @Override
    public void close() {
        closed = true;
    }
}
