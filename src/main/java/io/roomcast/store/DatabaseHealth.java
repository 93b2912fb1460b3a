package io.roomcast.store;

import io.roomcast.concurrent.PeriodicTasks;
import io.roomcast.start.ApplicationStarting;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.SystemStatus;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalDouble;
import javax.sql.DataSource;

/**
 * How the database is doing, probed every five seconds. Fires a {@link ComponentReport} named {@value #COMPONENT} at the first
 * probe and at every change. Thread-safe.
 */
@ApplicationScoped
public class DatabaseHealth {

    /** The component's name in reports. */
    public static final String COMPONENT = "database";

    /** The data source that everything is kept in. */
    static final String DATA_SOURCE = "java:comp/DefaultDataSource";

    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Event<ComponentReport> reports;
    private final WriteGuard guard;
    private final PeriodicTasks periodic;

    @Resource
    private ManagedExecutorService executor;

    /** Guarded by this; null before the start. */
    private HealthWatch watch;

    /** Guarded by this. */
    private Runnable endRepetition = () -> { };

    /** For the container's proxy only. */
    protected DatabaseHealth() {
        this.reports = null;
        this.guard = null;
        this.periodic = null;
    }

    @Inject
    DatabaseHealth(Event<ComponentReport> reports, WriteGuard guard, PeriodicTasks periodic) {
        this.reports = reports;
        this.guard = guard;
        this.periodic = periodic;
    }

    /** What the last probe found; not connected while there has been none. */
    public synchronized SystemStatus.Database current() {
        return watch == null ? new SystemStatus.Database(false, OptionalDouble.empty()) : watch.current();
    }

    synchronized void onStart(@Observes @Priority(11) ApplicationStarting event) {
        DataSource dataSource = ServerDataSource.ofTheServer().find();
        watch = new HealthWatch(new DatabaseProbe(dataSource, guard)::probe, executor, PERIOD, reports::fire);
        endRepetition = periodic.repeat("probing the database", Duration.ZERO, PERIOD, watch::tick);
    }

    @PreDestroy
    synchronized void stop() {
        endRepetition.run();
    }
}
