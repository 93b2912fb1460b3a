package io.roomcast.bridge;

import io.roomcast.bridge.Bridge.Figures;
import io.roomcast.bridge.Bridge.Platform;
import io.roomcast.bridge.Discovery.Origin;
import io.roomcast.config.MqttSettings;
import io.roomcast.config.Settings;
import io.roomcast.config.TrackingSource;
import io.roomcast.config.WebSocketSettings;
import io.roomcast.metrics.Metrics;
import io.roomcast.mqtt.ClientId;
import io.roomcast.mqtt.PublishedMessages;
import io.roomcast.start.ApplicationStarting;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.TrackingManager;
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
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/** Makes the bridge where one is wanted, brings it the announcements, and closes it. */
@ApplicationScoped
public class BridgeBean {

    private static final InstantSource CLOCK = InstantSource.system();
    /** After those who store alerts: what could not be stored is announced again, and is not to be published twice. */
    private static final int AFTER_THE_STORE = 3_000;

    private final Settings settings;
    private final TrackingManager tracking;
    private final Figures figures;
    private final Event<ComponentReport> reports;
    private volatile Optional<Bridge> bridge = Optional.empty();

    @Resource
    private ManagedExecutorService executor;
    @Resource
    private ManagedScheduledExecutorService timer;
    @Resource
    private ManagedThreadFactory threads;

    /** For the container's proxy only. */
    protected BridgeBean() {
        settings = null;
        tracking = null;
        figures = null;
        reports = null;
    }

    @Inject
    public BridgeBean(Settings settings, TrackingManager tracking, Metrics metrics, PublishedMessages published,
            Event<ComponentReport> reports) {
        this.settings = settings;
        this.tracking = tracking;
        this.figures = new Figures(metrics, published);
        this.reports = reports;
    }

    /** Before the tracking manager starts, so that nothing it says is missed. Stops the deployment only if the settings cannot be used. */
    synchronized void start(@Observes @Priority(35) ApplicationStarting event) {
        if (settings.bridge().enabled()) {
            Bridge made = make();
            bridge = Optional.of(made);
            made.start();
        } else if (settings.trackingSource() == TrackingSource.EMBEDDED) {
            reports.fire(new ComponentReport("mqtt", ComponentState.DISABLED,
                    "the tracking manager is the built-in one, and nothing is published: mqtt.broker is not set, or mqtt.bridge is false"));
        }
    }

    private Bridge make() {
        MqttSettings mqtt = settings.mqtt();
        Origin origin = new Origin(tracking.getWebSocketApiStatus().apiVersion(), () -> page(settings.webSocket()));
        Discovery discovery = new Discovery(settings.bridge(), new Topics(mqtt.topicPrefix()),
                Ids.of(mqtt.topicPrefix(), MqttSettings.defaults().topicPrefix()), origin, tracking::mayBeArea);
        return new Bridge(mqtt, ClientId.of(mqtt, settings.directories()), discovery,
                new Presence.Rooms(tracking::predictedRooms, tracking::knowsAllRooms), settings.webSocket().alertRetention(), figures,
                new Platform(executor, timer, threads, CLOCK, new Random()), reports::fire);
    }

    private static String page(WebSocketSettings api) {
        return "http://" + (api.host().matches("\\*|0\\.0\\.0\\.0|::|\\[::]") ? ownName() : api.host()) + ":" + api.port() + "/";
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    void announce(@Observes @Priority(AFTER_THE_STORE) Announcement announcement) {
        bridge.ifPresent(made -> made.announce(announcement));
    }

    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) Shutdown event) {
        stop();
    }

    @PreDestroy
    synchronized void stop() {
        bridge.ifPresent(Bridge::close);
        bridge = Optional.empty();
    }
}
