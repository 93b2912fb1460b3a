package io.roomcast.source;

import io.roomcast.config.Settings;
import io.roomcast.config.TrackingSource;
import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.metrics.Metrics;
import io.roomcast.source.EmbeddedTracking.Platform;
import io.roomcast.start.ApplicationStarting;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.EventStore;
import io.roomcast.tracking.HomeReport;
import io.roomcast.tracking.MinuteCount;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.RoomFigures;
import io.roomcast.tracking.SensorSource;
import io.roomcast.tracking.SystemStatus;
import io.roomcast.tracking.TrackingManager;
import io.roomcast.tracking.TrainingRequest;
import io.roomcast.tracking.WebSocketApiStatus;
import io.roomcast.tracking.embedded.ModelStore;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The tracking manager that is built in. It does nothing unless the settings choose it. */
@ApplicationScoped
@Typed(EmbeddedTrackingManager.class)
public class EmbeddedTrackingManager implements TrackingManager {

    private static final InstantSource CLOCK = InstantSource.system();

    private final Settings settings;
    private final EventStore events;
    private final ModelStore models;
    private final Metrics metrics;
    private final Event<Announcement> announcements;
    private final Event<ComponentReport> reports;
    private final Instance<WebSocketApiStatus.Source> api;
    private final MinuteCount predictions = new MinuteCount(CLOCK);
    private volatile Optional<EmbeddedTracking> tracking = Optional.empty();

    @Resource
    private ManagedExecutorService executor;
    @Resource
    private ManagedScheduledExecutorService timer;

    /** For the container's proxy only. */
    protected EmbeddedTrackingManager() {
        settings = null;
        events = null;
        models = null;
        metrics = null;
        announcements = null;
        reports = null;
        api = null;
    }

    /** @param api looked up when it is asked for: it needs a tracking manager itself */
    @Inject
    public EmbeddedTrackingManager(Settings settings, EventStore events, ModelStore models, Metrics metrics,
            Event<Announcement> announcements, Event<ComponentReport> reports, Instance<WebSocketApiStatus.Source> api) {
        this.settings = settings;
        this.events = events;
        this.models = models;
        this.metrics = metrics;
        this.announcements = announcements;
        this.reports = reports;
        this.api = api;
    }

    /** Starts to follow the home, in the background. */
    synchronized void start(@Observes @Priority(40) ApplicationStarting event) {
        if (settings.trackingSource() != TrackingSource.EMBEDDED) {
            return;
        }
        SensorSource source = SensorSources.of(settings, CLOCK, executor, timer, reports::fire);
        EmbeddedTracking made = new EmbeddedTracking(source, settings.prediction().interval(), events, models,
                new Platform(executor, timer, metrics), this::announce, reports::fire);
        tracking = Optional.of(made);
        made.start();
    }

    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) Shutdown event) {
        stop();
    }

    @PreDestroy
    synchronized void stop() {
        tracking.ifPresent(EmbeddedTracking::close);
        tracking = Optional.empty();
    }

    private void announce(Announcement announcement) {
        if (announcement instanceof Prediction) {
            predictions.increment();
        }
        announcements.fire(announcement);
    }

    @Override
    public String source() {
        return "embedded";
    }

    @Override
    public boolean isAtWork() {
        return tracking.map(EmbeddedTracking::isAtWork).orElse(false);
    }

    @Override
    public boolean knowsAllRooms() {
        return tracking.map(EmbeddedTracking::knowsAllRooms).orElse(false);
    }

    @Override
    public Optional<HomeReport> home() {
        return tracking.map(EmbeddedTracking::report);
    }

    @Override
    public Collection<Room> rooms() {
        return tracking.map(EmbeddedTracking::furnished).map(Home::rooms).orElse(List.of()).stream()
                .sorted(Comparator.comparing(Room::id)).toList();
    }

    @Override
    public Collection<Room> predictedRooms() {
        return tracking.map(EmbeddedTracking::furnished).map(Home::sensedRooms).orElse(List.of()).stream()
                .sorted(Comparator.comparing(Room::id)).toList();
    }

    @Override
    public Optional<Room> room(RoomId id) {
        return tracking.map(EmbeddedTracking::furnished).flatMap(home -> home.room(id));
    }

    @Override
    public boolean mayBeArea(RoomId id) {
        return tracking.map(following -> following.mayBeArea(id)).orElse(true);
    }

    @Override
    public SortedMap<RoomId, Double> modelAccuracy() {
        return tracking.map(EmbeddedTracking::accuracy).orElse(Collections.emptySortedMap());
    }

    @Override
    public List<RoomFigures> figures() {
        return tracking.map(EmbeddedTracking::figures).orElse(List.of());
    }

    @Override
    public Optional<SystemStatus.HomeAssistant> homeAssistant() {
        return tracking.flatMap(EmbeddedTracking::homeAssistant);
    }

    @Override
    public long predictionsPerMinute() {
        return predictions.lastMinute();
    }

    @Override
    public TrainingRequest requestTraining() {
        return tracking.map(EmbeddedTracking::requestTraining).orElse(TrainingRequest.NOT_POSSIBLE);
    }

    @Override
    public boolean cancelTraining() {
        return tracking.map(EmbeddedTracking::cancelTraining).orElse(false);
    }

    @Override
    public WebSocketApiStatus getWebSocketApiStatus() {
        return api.get().webSocketApiStatus();
    }
}
