package io.roomcast.ops;

import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.SystemStatus;
import io.roomcast.tracking.SystemStatus.Database;
import io.roomcast.tracking.SystemStatus.HomeAssistant;
import io.roomcast.tracking.SystemStatus.Mqtt;
import io.roomcast.tracking.TrackingManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Puts the status of the node together from what the others tell. Thread-safe. */
final class StatusComposer {

    private static final HomeAssistant NO_HOME_ASSISTANT = new HomeAssistant(false, 0, Optional.empty());

    private final InstantSource clock;
    private final Instant startedAt;
    private final ComponentBoard board;
    private final TrackingManager tracker;
    private final Supplier<Database> database;
    private final LongSupplier published;

    /**
     * @param clock     tells the time; the uptime counts from the moment this is made
     * @param database  what the last probe of the store found
     * @param published how many messages the broker has taken
     */
    StatusComposer(InstantSource clock, ComponentBoard board, TrackingManager tracker, Supplier<Database> database,
            LongSupplier published) {
        this.clock = clock;
        this.startedAt = clock.instant();
        this.board = board;
        this.tracker = tracker;
        this.database = database;
        this.published = published;
    }

    /** The status as of now. */
    SystemStatus compose(boolean stopping) {
        Instant now = clock.instant();
        SortedMap<String, ComponentState> components = board.states();
        return new SystemStatus(
                SystemHealth.of(components, tracker.source(), stopping),
                Math.max(0, Duration.between(startedAt, now).toSeconds()),
                tracker.getWebSocketApiStatus().activeConnections(),
                tracker.predictionsPerMinute(),
                tracker.modelAccuracy(),
                database.get(),
                new Mqtt(isUp(components, SystemHealth.MQTT), published.getAsLong()),
                tracker.homeAssistant().orElse(NO_HOME_ASSISTANT),
                tracker.source(),
                Machine.memory(),
                Machine.cpuLoad(),
                components,
                now);
    }

    private static boolean isUp(SortedMap<String, ComponentState> components, String name) {
        return components.get(name) == ComponentState.UP;
    }
}
