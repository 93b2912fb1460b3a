package io.roomcast.stream;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.SystemStatus;
import io.roomcast.tracking.TrainingProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a tracking manager may have to say, with as little written down as a test needs. */
final class Announcements {

    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private Announcements() {
    }

    static Room room(String id) {
        return Room.named(new RoomId(id));
    }

    static Prediction prediction(String room) {
        return prediction(room, "p", 0.8, Occupancy.OCCUPIED);
    }

    static Prediction prediction(String room, String predictionId) {
        return prediction(room, predictionId, 0.8, Occupancy.OCCUPIED);
    }

    static Prediction prediction(String room, String predictionId, double confidence, Occupancy to) {
        return new Prediction(predictionId, room(room), NOON, NOON.plus(Duration.ofMinutes(25)), to, confidence,
                to == Occupancy.VACANT ? Occupancy.OCCUPIED : Occupancy.VACANT, "ensemble", "1", List.of(), OptionalInt.empty(),
                Optional.empty(), Optional.empty(), List.of(), OptionalDouble.empty(), Map.of());
    }

    static StateChange state(String room, Occupancy to) {
        return new StateChange(room(room), Occupancy.UNKNOWN, to, NOON, "sensor");
    }

    static AccuracyReport accuracy(String room) {
        return new AccuracyReport(room(room), 0.9, OptionalDouble.empty(), OptionalDouble.empty(), 10, 24, 15, NOON);
    }

    static TrainingProgress training(long done) {
        return new TrainingProgress(Optional.empty(), "fitting", done, 100, OptionalLong.empty(), NOON);
    }

    static SystemStatus status(String... roomsWithAccuracy) {
        SortedMap<RoomId, Double> accuracy = new TreeMap<>();
        List.of(roomsWithAccuracy).forEach(room -> accuracy.put(new RoomId(room), 0.9));
        return new SystemStatus(SystemStatus.Health.HEALTHY, 60, 3, 5, accuracy,
                new SystemStatus.Database(true, OptionalDouble.of(1)), new SystemStatus.Mqtt(true, 7),
                new SystemStatus.HomeAssistant(false, 0, Optional.empty()), "mqtt", new SystemStatus.Memory(10, 20),
                OptionalDouble.empty(), Map.of("database", ComponentState.UP), NOON);
    }

    static Alert alert(String id) {
        return alert(id, Optional.empty(), Alert.Type.SYSTEM_ERROR, Alert.Severity.CRITICAL);
    }

    static Alert alert(String id, String room) {
        return alert(id, Optional.of(room), Alert.Type.SENSOR_UNAVAILABLE, Alert.Severity.WARNING);
    }

    static Alert alert(String id, Optional<String> room, Alert.Type type, Alert.Severity severity) {
        return new Alert(id, type, severity, "Something is wrong", room.map(RoomId::new), Optional.empty(), NOON, List.of());
    }

    static Drift drift(String id, String room) {
        return drift(id, room, Drift.Severity.HIGH);
    }

    static Drift drift(String id, String room, Drift.Severity severity) {
        return new Drift(id, room(room), severity, 0.7, List.of(Drift.Type.FEATURE_DRIFT), Map.of("psi", 0.3),
                Optional.empty(), Optional.empty(), true, NOON);
    }
}
