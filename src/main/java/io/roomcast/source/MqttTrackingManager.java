package io.roomcast.source;

import io.roomcast.config.Settings;
import io.roomcast.config.TrackingSource;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.metrics.Metrics;
import io.roomcast.mqtt.ClientId;
import io.roomcast.source.MqttGateway.Platform;
import io.roomcast.start.ApplicationStarting;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ExternalTracker;
import io.roomcast.tracking.TrackingManager;
import io.roomcast.tracking.WebSocketApiStatus;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;

/** The tracking manager when it is somebody else's, heard over MQTT. It does nothing unless the settings choose it. */
@ApplicationScoped
@Typed(MqttTrackingManager.class)
public class MqttTrackingManager implements TrackingManager {

    private static final InstantSource CLOCK = InstantSource.system();

    private final Settings settings;
    private final Metrics metrics;
    private final Event<ComponentReport> reports;
    private final Instance<WebSocketApiStatus.Source> api;
    private final ExternalTracker tracker;
    private volatile Optional<MqttGateway> gateway = Optional.empty();

    @Resource
    private ManagedExecutorService executor;
    @Resource
    private ManagedScheduledExecutorService timer;
    @Resource
    private ManagedThreadFactory threads;

    /** For the container's proxy only. */
    protected MqttTrackingManager() {
        settings = null;
        metrics = null;
        reports = null;
        api = null;
        tracker = null;
    }

    /** @param api looked up when it is asked for: it needs a tracking manager itself */
    @Inject
    public MqttTrackingManager(Settings settings, Metrics metrics, Event<Announcement> announcements,
            Event<ComponentReport> reports, Instance<WebSocketApiStatus.Source> api) {
        this.settings = settings;
        this.metrics = metrics;
        this.reports = reports;
        this.api = api;
        this.tracker = new ExternalTracker(settings.home().rooms(), CLOCK, announcements::fire);
    }

    /** Starts to listen, in the background. Stops the deployment's start only if the settings cannot be used. */
    synchronized void start(@Observes @Priority(40) ApplicationStarting event) {
        if (settings.trackingSource() != TrackingSource.MQTT) {
            return;
        }
        MqttGateway made = new MqttGateway(settings.mqtt(), ClientId.of(settings.mqtt(), settings.directories()), tracker,
                metrics, new Platform(executor, timer, threads, CLOCK), reports::fire);
        gateway = Optional.of(made);
        made.start();
    }

    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) Shutdown event) {
        stop();
    }

    @PreDestroy
    synchronized void stop() {
        gateway.ifPresent(MqttGateway::close);
        gateway = Optional.empty();
    }

    @Override
    public String source() {
        return "mqtt";
    }

    @Override
    public boolean isAtWork() {
        return gateway.map(MqttGateway::isTrackerUp).orElse(false);
    }

    @Override
    public Collection<Room> rooms() {
        return tracker.rooms();
    }

    @Override
    public Optional<Room> room(RoomId id) {
        return tracker.room(id);
    }

    @Override
    public SortedMap<RoomId, Double> modelAccuracy() {
        return tracker.modelAccuracy();
    }

    @Override
    public long predictionsPerMinute() {
        return tracker.predictionsPerMinute();
    }

    @Override
    public WebSocketApiStatus getWebSocketApiStatus() {
        return api.get().webSocketApiStatus();
    }
}
