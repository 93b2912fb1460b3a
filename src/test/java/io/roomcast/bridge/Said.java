package io.roomcast.bridge;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a tracking manager may announce. */
final class Said {

    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    static final Room KITCHEN = Room.named(new RoomId("kitchen"));
    static final Room HALL = Room.named(new RoomId("hall"));

    private Said() {
    }

    static Prediction prediction(Room room, double confidence) {
        return new Prediction("p", room, NOON, NOON.plus(Duration.ofMinutes(25)), Occupancy.OCCUPIED, confidence, Occupancy.VACANT,
                "ensemble", "1", List.of(new Prediction.Alternative(NOON.plus(Duration.ofMinutes(55)), 0.2)), OptionalInt.of(25),
                Optional.empty(), Optional.empty(), List.of(new Prediction.ForecastPoint(15, 0.25), new Prediction.ForecastPoint(30, 0.5)),
                OptionalDouble.of(0.6), Map.of("survival_forest", 1.0));
    }

    static StateChange state(Room room, Occupancy now) {
        return new StateChange(room, Occupancy.UNKNOWN, now, NOON, "sensor");
    }

    static Alert alert(String id) {
        return new Alert(id, Alert.Type.SYSTEM_ERROR, Alert.Severity.WARNING, "Something is wrong", Optional.empty(), Optional.empty(),
                NOON, List.of());
    }

    static Drift drift(String id) {
        return new Drift(id, KITCHEN, Drift.Severity.HIGH, 0.7, List.of(Drift.Type.PATTERN_DRIFT), Map.of(), Optional.empty(),
                Optional.empty(), true, NOON);
    }

    static SystemStatus status() {
        return new SystemStatus(SystemStatus.Health.HEALTHY, 60, 3, 5, Collections.emptySortedMap(),
                new SystemStatus.Database(true, OptionalDouble.empty()), new SystemStatus.Mqtt(true, 7),
                new SystemStatus.HomeAssistant(false, 0, Optional.empty()), "embedded", new SystemStatus.Memory(10, 20),
                OptionalDouble.empty(), Map.of("database", ComponentState.UP), NOON);
    }
}
