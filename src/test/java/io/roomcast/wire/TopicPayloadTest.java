package io.roomcast.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.SystemStatus;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The payloads of topics stand for both: what sockets get, and what an existing tracking manager publishes. */
class TopicPayloadTest {

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    private static final Prediction PREDICTION = new Prediction("p", Room.named(new RoomId("kitchen")), NOW, NOW.plus(Duration.ofMinutes(25)),
            Occupancy.OCCUPIED, 0.8, Occupancy.VACANT, "ensemble", "1",
            List.of(new Prediction.Alternative(NOW.plus(Duration.ofMinutes(55)), 0.2)), OptionalInt.of(25), Optional.empty(),
            Optional.empty(), List.of(new Prediction.ForecastPoint(30, 0.5)), OptionalDouble.of(0.6), Map.of("survival_forest", 1.0));

    private final AnnouncementReader reader = new AnnouncementReader(() -> NOW);

    private static JsonObject parse(String text) {
        try (var json = Json.createReader(new StringReader(text))) {
            return json.readObject();
        }
    }

    @Test
    void aPredictionHasAllThatSocketsGetAndAllThatAnExistingTrackingManagerSays() {
        JsonObject socket = parse(AnnouncementWriter.data(PREDICTION, NOW, room -> true));

        JsonObject topic = parse(AnnouncementWriter.payload(PREDICTION, NOW));

        assertThat(topic.keySet()).containsAll(socket.keySet()).contains("predicted_time", "transition_type", "confidence_score",
                "time_until_seconds", "time_until_human", "model_type", "model_version", "prediction_made_at", "room_id", "room_name",
                "base_predictions", "model_weights", "alternatives", "prediction_reliability", "features_count");
        assertThat(topic.getInt("time_until_seconds")).isEqualTo(1_500);
        assertThat(topic.getString("prediction_reliability")).isEqualTo("high");
        assertThat(topic.getInt("features_count")).isEqualTo(25);
        assertThat(topic.getJsonNumber("occupied_within_30_minutes").doubleValue()).isEqualTo(0.6);
        assertThat(socket).doesNotContainKey("occupied_within_30_minutes");
        assertThat(topic.getJsonArray("alternatives").getJsonObject(0).getInt("time_until_seconds")).isEqualTo(3_300);
        assertThat(socket.getJsonArray("alternatives").getJsonObject(0)).containsOnlyKeys("predicted_time", "confidence");
    }

    @Test
    void itReadsAsWhatItWas() throws PayloadException {
        Prediction read = reader.prediction(PREDICTION.room().id(), AnnouncementWriter.payload(PREDICTION, NOW.plusSeconds(60)));

        assertThat(read).isEqualTo(PREDICTION);
    }

    @Test
    void theStatusIsUnderstoodAsThatOfATrackingManager() throws PayloadException {
        SystemStatus status = new SystemStatus(SystemStatus.Health.DEGRADED, 60, 3, 5, Collections.emptySortedMap(),
                new SystemStatus.Database(false, OptionalDouble.empty()), new SystemStatus.Mqtt(true, 7),
                new SystemStatus.HomeAssistant(false, 0, Optional.empty()), "embedded", new SystemStatus.Memory(10, 20),
                OptionalDouble.empty(), Map.of("database", ComponentState.DOWN), NOW);

        String payload = AnnouncementWriter.payload(status, NOW);

        assertThat(parse(payload).keySet()).containsAll(parse(AnnouncementWriter.data(status, NOW, room -> true)).keySet());
        assertThat(parse(payload).getString("system_status")).isEqualTo("degraded");
        assertThat(parse(payload).getBoolean("database_connected")).isFalse();
        assertThat(parse(payload).getBoolean("mqtt_connected")).isTrue();
        assertThat(reader.trackerStatus(payload)).isEqualTo(TrackerStatus.DEGRADED);
    }
}
