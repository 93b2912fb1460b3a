package io.roomcast.ops;

import io.roomcast.concurrent.PeriodicTasks;
import io.roomcast.config.WebSocketSettings;
import io.roomcast.mqtt.PublishedMessages;
import io.roomcast.start.ApplicationStarting;
import io.roomcast.store.DatabaseHealth;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.TrackingManager;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Announces the status of the node: at the start, regularly, and when a component changed. Changes that come together, as when
 * a network goes, make one announcement.
 */
@ApplicationScoped
public class StatusReporter {

    private static final Logger LOG = Logger.getLogger(StatusReporter.class.getPackageName());
    private static final Duration COALESCING = Duration.ofMillis(250);
    /** Who observes the status may wait for the database. */
    private static final Duration STATUS_PATIENCE = Duration.ofMinutes(5);

    private final StatusComposer composer;
    private final Event<Announcement> announcements;
    private final Duration interval;
    private final Coalescer onChange;
    private final PeriodicTasks periodic;

    @Resource
    private ManagedScheduledExecutorService scheduler;
    private volatile Phase phase = Phase.STARTING;
    private volatile Runnable endRepetition = () -> { };

    private enum Phase { STARTING, RUNNING, STOPPING }

    /** For the container's proxy only. */
    protected StatusReporter() {
        composer = null;
        announcements = null;
        interval = null;
        onChange = null;
        periodic = null;
    }

    @Inject
    public StatusReporter(WebSocketSettings settings, ComponentBoard board, TrackingManager tracker,
            DatabaseHealth database, PublishedMessages published, Event<Announcement> announcements,
            PeriodicTasks periodic) {
        this.composer = new StatusComposer(InstantSource.system(), board, tracker, database::current, published::count);
        this.announcements = announcements;
        this.periodic = periodic;
        this.interval = settings.statusInterval();
        this.onChange = new Coalescer(this::announce, COALESCING,
                (task, delay) -> scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether the node has started and does not stop yet. */
    public boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    /** Whether the node is on its way down. */
    public boolean isStopping() {
        return phase == Phase.STOPPING;
    }

    void start(@Observes @Priority(50) ApplicationStarting event) {
        phase = Phase.RUNNING;
        announcements.fire(composer.compose(false));
        endRepetition = periodic.repeat("announcing the status", interval, interval, STATUS_PATIENCE.plus(interval),
                this::announce);
    }

    /** Before the others stop, so that no report of theirs looks like a failure. */
    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(1) Shutdown event) {
        stop();
    }

    @PreDestroy
    void stop() {
        phase = Phase.STOPPING;
        endRepetition.run();
    }

    void changed(@Observes ComponentChange change) {
        if (isRunning()) {
            onChange.request();
        }
    }

    /** A failure is logged rather than thrown, since it may be run on a thread of the scheduler's. */
    private void announce() {
        if (phase != Phase.RUNNING) {
            return;
        }
        try {
            announcements.fire(composer.compose(false));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the status could not be announced", e);
        }
    }
}
