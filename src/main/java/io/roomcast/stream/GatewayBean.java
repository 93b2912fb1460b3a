package io.roomcast.stream;

import io.roomcast.access.Bans;
import io.roomcast.access.KeyRing;
import io.roomcast.concurrent.PeriodicTasks;
import io.roomcast.config.WebSocketSettings;
import io.roomcast.metrics.Metrics;
import io.roomcast.start.ApplicationStarting;
import io.roomcast.time.SteadyClock;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.TrackingManager;
import io.roomcast.tracking.WebSocketApiStatus;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes the one gateway, brings it the announcements, keeps its time, and closes it. */
@ApplicationScoped
public class GatewayBean {

    private static final Logger LOG = Logger.getLogger(GatewayBean.class.getPackageName());
    /** The contract gives sockets five seconds to be closed when the server stops. */
    private static final Duration CLOSING = Duration.ofSeconds(4);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    /** A database that hangs holds up each access for as long as its driver waits. */
    private static final Duration STORE_PATIENCE = Duration.ofMinutes(5);

    private final Gateway gateway;
    /** A server that is told to end by a signal may drop its sockets before it stops its applications. */
    private final Thread farewell;
    private final PeriodicTasks periodic;
    private final List<Runnable> repetitions = new ArrayList<>();

    @Resource
    private ManagedExecutorService executor;

    /** For the container's proxy only. */
    protected GatewayBean() {
        gateway = null;
        farewell = null;
        periodic = null;
    }

    @Inject
    public GatewayBean(WebSocketSettings settings, KeyRing keys, Bans bans, TrackingManager tracking, AlertStore store,
            Metrics metrics, PeriodicTasks periodic) {
        this.periodic = periodic;
        gateway = new Gateway(settings, keys, bans, tracking, store, metrics, InstantSource.system(), SteadyClock.system(),
                task -> executor.execute(task));
        farewell = new Thread(this::sayGoodbye, "roomcast-farewell");
    }

    /** Only under its own type: as a source of the status it is produced below, and twice would be ambiguous. */
    @Produces
    @Dependent
    @Typed(Gateway.class)
    public Gateway gateway() {
        return gateway;
    }

    /** The source of the API's status, under the name the tracking manager knows it by. */
    @Produces
    @Dependent
    public WebSocketApiStatus.Source status() {
        return gateway;
    }

    void announce(@Observes Announcement announcement) {
        gateway.announce(announcement);
    }

    void start(@Observes @Priority(30) ApplicationStarting event) {
        repetitions.add(periodic.repeat("looking after the sockets", SECOND, SECOND, gateway::tick));
        repetitions.add(periodic.repeat("sending alerts again", SECOND, SECOND, STORE_PATIENCE, gateway::redeliver));
        Runtime.getRuntime().addShutdownHook(farewell);
        repetitions.add(periodic.repeat("letting alerts lapse", SWEEP, SWEEP, STORE_PATIENCE, gateway::sweep));
    }

    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) Shutdown event) {
        close();
    }

    @PreDestroy
    void close() {
        repetitions.forEach(Runnable::run);
        repetitions.clear();
        sayGoodbye();
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException ending) {
            LOG.log(Level.FINE, "The server is ending, and its sockets have been told", ending);
        }
    }

    private void sayGoodbye() {
        gateway.stop();
        try {
            if (!gateway.awaitClosed(CLOSING)) {
                LOG.warning("Some sockets did not close in time and are left to the server");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
