package io.roomcast.store;

import io.roomcast.concurrent.PeriodicTasks;
import io.roomcast.config.EventSettings;
import io.roomcast.start.ApplicationStarting;
import io.roomcast.tracking.EventStore;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;

/** Has old sensor events forgotten, a minute after the start and then every hour. */
@ApplicationScoped
class EventSweeper {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PERIOD = Duration.ofHours(1);

    private final EventRetention retention;
    private final PeriodicTasks periodic;
    private Runnable endRepetition = () -> { };

    /** For the container's proxy only. */
    protected EventSweeper() {
        this.retention = null;
        this.periodic = null;
    }

    @Inject
    EventSweeper(EventStore store, EventSettings settings, PeriodicTasks periodic) {
        this.retention = new EventRetention(store, settings.retention(), InstantSource.system());
        this.periodic = periodic;
    }

    synchronized void onStart(@Observes @Priority(12) ApplicationStarting event) {
        endRepetition = periodic.repeat("forgetting old sensor events", FIRST, PERIOD, retention::sweep);
    }

    @PreDestroy
    synchronized void stop() {
        endRepetition.run();
    }
}
