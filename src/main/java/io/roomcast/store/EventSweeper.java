package io.roomcast.store;

import io.roomcast.config.EventSettings;
import io.roomcast.tracking.EventStore;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Has old sensor events forgotten, a minute after the start and then every hour. */
@ApplicationScoped
class EventSweeper {

    private static final Logger LOG = Logger.getLogger(EventSweeper.class.getPackageName());
    private static final long FIRST_MINUTES = 1;
    private static final long PERIOD_MINUTES = 60;

    private final EventRetention retention;
    private Optional<ScheduledFuture<?>> schedule = Optional.empty();

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /** For the container's proxy only. */
    protected EventSweeper() {
        this.retention = null;
    }

    @Inject
    EventSweeper(EventStore store, EventSettings settings) {
        this.retention = new EventRetention(store, settings.retention(), InstantSource.system());
    }

    synchronized void onStart(@Observes @Priority(12) Startup event) {
        schedule = Optional.of(scheduler.scheduleWithFixedDelay(this::sweep, FIRST_MINUTES, PERIOD_MINUTES, TimeUnit.MINUTES));
    }

    @PreDestroy
    synchronized void stop() {
        schedule.ifPresent(scheduled -> scheduled.cancel(true));
        schedule = Optional.empty();
    }

    /** A failure is logged and does not end the repetition. */
    private void sweep() {
        try {
            retention.sweep();
        } catch (RuntimeException unexpected) {
            LOG.log(Level.SEVERE, "A failure while forgetting old sensor events", unexpected);
        }
    }
}
