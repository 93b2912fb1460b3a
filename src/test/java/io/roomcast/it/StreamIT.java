package io.roomcast.it;

import static jakarta.json.Json.createObjectBuilder;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From a tracker's message at the broker to what clients get. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class StreamIT {

    private static final Tracker TRACKER = new Tracker();

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard().api("status_interval_seconds", 2).broker(TRACKER.port()));
    }

    @AfterAll
    static void stopTheTracker() {
        TRACKER.close();
    }

    @BeforeEach
    void theTrackerIsHeard() {
        Api.awaitBroker(true);
    }

    @Test
    void thePythonSystemsPredictionBecomesOneOfTheContract() {
        var predicted = Instant.now().plusSeconds(4_500).truncatedTo(ChronoUnit.MICROS);
        try (var client = subscribed("/ws/predictions")) {
            TRACKER.publish(Payloads.topic("living_room", "prediction"),
                    Payloads.pythonPrediction("living_room", "The Living Room", predicted, 0.87).build().toString());

            var message = live(client, "living_room");

            assertThat(Api.status().getBoolean("tracking_manager_integrated")).isTrue();
            assertThat(message.keySet()).containsExactly(
                    "message_id", "message_type", "timestamp", "endpoint", "room_id", "requires_ack", "data");
            assertThat(message.getBoolean("requires_ack")).isFalse();
            assertThat(message.getString("endpoint")).isEqualTo("/ws/predictions");
            var data = message.getJsonObject("data");
            assertThat(data.keySet()).contains("prediction_id", "room_id", "room_name", "predicted_time", "transition_type",
                    "confidence_score", "time_until_seconds", "time_until_human", "current_state", "model_type",
                    "model_version", "alternatives", "features_used", "prediction_metadata");
            assertThat(data.getString("room_id")).isEqualTo("living_room");
            assertThat(data.getString("room_name")).as("the configured one").isEqualTo("Living Room");
            assertThat(data.getString("predicted_time")).isEqualTo(milliseconds(predicted));
            assertThat(data.getString("transition_type")).isEqualTo("occupied");
            assertThat(data.getJsonNumber("confidence_score").doubleValue()).isEqualTo(0.87);
            assertThat(data.getInt("time_until_seconds")).isBetween(4_400, 4_500);
            assertThat(data.getString("time_until_human")).matches("1h 1[3-5]m");
            assertThat(data.getString("current_state")).isIn("unknown", "vacant", "occupied");
            assertThat(data.getString("model_type")).isEqualTo("ensemble");
            assertThat(data.getString("model_version")).isEqualTo("2.1.0");
            assertThat(data.getInt("features_used")).isEqualTo(25);
            var alternatives = data.getJsonArray("alternatives").getValuesAs(JsonObject.class);
            assertThat(alternatives).extracting(each -> each.getJsonNumber("confidence").doubleValue()).containsExactly(0.63, 0.41);
            assertThat(alternatives.get(0).getString("predicted_time")).isEqualTo(milliseconds(predicted.plusSeconds(900)));
            assertThat(data.getJsonObject("prediction_metadata").getString("certainty_level")).isEqualTo("high");
            assertThat(data.getJsonObject("prediction_metadata")).doesNotContainKeys("prediction_interval", "occupancy_forecast");
            assertThat(data.getJsonObject("prediction_metadata").getJsonObject("model_weights").keySet()).containsExactly("lstm", "xgboost");
        }
    }

    @Test
    void timesUntilAreReckonedAnewAndIntervalAndForecastPassedOn() {
        var predicted = Instant.now().plusSeconds(600);
        try (var client = subscribed("/ws/predictions")) {
            TRACKER.publish(Payloads.topic("kitchen", "prediction"),
                    Payloads.pythonPrediction("kitchen", "Kitchen", predicted, 0.5)
                            .add("time_until_seconds", 99_999).add("time_until_human", "27 hours")
                            .add("prediction_metadata", createObjectBuilder().add("pattern_match", "weekday_evening")
                                    .add("prediction_interval", createObjectBuilder().add("from", predicted.minusSeconds(60).toString())
                                            .add("to", predicted.plusSeconds(60).toString()).add("probability", 0.8))
                                    .add("occupancy_forecast", Json.createArrayBuilder()
                                            .add(createObjectBuilder().add("minutes", 15).add("probability", 0.12))))
                            .build().toString());

            var data = live(client, "kitchen").getJsonObject("data");

            assertThat(data.getInt("time_until_seconds")).isBetween(500, 600);
            assertThat(data.getString("time_until_human")).matches("(8|9|10)m");
            var metadata = data.getJsonObject("prediction_metadata");
            assertThat(metadata.getString("certainty_level")).isEqualTo("medium");
            assertThat(metadata.getString("pattern_match")).isEqualTo("weekday_evening");
            assertThat(metadata.getJsonObject("prediction_interval").keySet()).containsExactly("from", "to", "probability");
            assertThat(metadata.getJsonArray("occupancy_forecast").getJsonObject(0).getInt("minutes")).isEqualTo(15);
        }
    }

    @Test
    void statesAndAccuracyComeOnThePredictionsAndOnTheRoom() {
        try (var client = subscribed("/ws/room/bedroom"); var general = subscribed("/ws/predictions")) {
            TRACKER.publish(Payloads.topic("bedroom", "state"), Payloads.state("vacant", "occupied"));
            TRACKER.publish(Payloads.topic("bedroom", "accuracy"), Payloads.accuracy(0.75));

            var state = client.next("room_state_update");
            assertThat(state.getString("endpoint")).isEqualTo("/ws/room/bedroom");
            assertThat(state.getJsonObject("data").keySet()).containsExactly(
                    "room_id", "room_name", "previous_state", "current_state", "changed_at", "source");
            assertThat(state.getJsonObject("data").getString("current_state")).isEqualTo("occupied");
            var accuracy = client.next("accuracy_update").getJsonObject("data");
            assertThat(accuracy.keySet()).contains("room_id", "accuracy", "previous_accuracy", "mean_error_minutes",
                    "validated_predictions", "window_hours", "threshold_minutes");
            assertThat(accuracy.getJsonNumber("accuracy").doubleValue()).isEqualTo(0.75);
            general.next("room_state_update", message -> isOf(message, "bedroom"));
            general.next("accuracy_update", message -> isOf(message, "bedroom"));
        }
    }

    @Test
    void theStateOfARoomIsPartOfItsNextPrediction() {
        try (var client = subscribed("/ws/predictions")) {
            TRACKER.publish(Payloads.topic("office", "state"), Payloads.state("vacant", "occupied"));
            client.next("room_state_update", message -> isOf(message, "office"));
            TRACKER.publish(Payloads.topic("office", "prediction"),
                    Payloads.prediction(0.5, "occupied_to_vacant", Instant.now().plusSeconds(60)));

            var data = live(client, "office").getJsonObject("data");

            assertThat(data.getString("transition_type")).isEqualTo("vacant");
            assertThat(data.getString("current_state")).isEqualTo("occupied");
        }
    }

    @ParameterizedTest
    @CsvSource({"offline, degraded, DOWN", "online, healthy, UP"})
    void theTrackersOwnStatusIsPartOfTheSystems(String said, String health, String component) {
        try (var client = subscribed("/ws/system-status")) {
            TRACKER.publish(Payloads.TRACKER_STATUS, createObjectBuilder().add("system_status", said)
                    .add("uptime_seconds", 12).add("total_predictions_made", 7).add("database_connected", true)
                    .add("mqtt_connected", true).add("active_alerts", 0).build().toString());

            var data = client.next("system_status_update", message ->
                    message.getJsonObject("data").getJsonObject("components").getString("tracker", "").equals(component))
                    .getJsonObject("data");

            assertThat(data.getString("system_health")).isEqualTo(health);
        }
    }

    @Test
    void theStatusHasItsMembers() {
        try (var client = subscribed("/ws/system-status")) {
            var message = client.next("system_status_update",
                    status -> status.getJsonObject("data").getJsonObject("mqtt_status").getBoolean("connected"));

            assertThat(message).doesNotContainKey("room_id");
            assertThat(message.getJsonObject("data").keySet()).contains("system_health", "uptime_seconds",
                    "active_connections", "predictions_per_minute", "model_accuracy", "database_status", "mqtt_status",
                    "home_assistant_status", "tracking_source", "memory", "components");
            assertThat(message.getJsonObject("data").getString("tracking_source")).isEqualTo("mqtt");
            assertThat(message.getJsonObject("data").getJsonObject("database_status").getBoolean("connected")).isTrue();
        }
    }

    static Stream<Arguments> badPayloads() {
        var soon = Instant.now().plusSeconds(600);
        var room = "kitchen";
        return Stream.of(
                Arguments.of(room, "prediction", "not JSON"),
                Arguments.of(room, "prediction", "[]"),
                Arguments.of(room, "prediction", "{}"),
                Arguments.of(room, "prediction", "\u0000\u0001"),
                Arguments.of(room, "prediction", Payloads.prediction(7, "occupied", soon)),
                Arguments.of(room, "prediction", Payloads.prediction(-0.1, "occupied", soon)),
                Arguments.of(room, "prediction", Payloads.prediction(0.5, "levitating", soon)),
                Arguments.of(room, "prediction", "{\"predicted_time\":\"tea time\",\"transition_type\":\"occupied\","
                        + "\"confidence_score\":0.5,\"prediction_made_at\":\"2026-01-01T00:00:00Z\"}"),
                Arguments.of("no-room-id", "prediction", Payloads.prediction(0.5, "occupied", soon)),
                Arguments.of(room, "state", Payloads.state("vacant", "asleep")),
                Arguments.of(room, "accuracy", Payloads.accuracy(1.5)),
                Arguments.of(room, "drift", "[1, 2]"),
                Arguments.of(room, "prediction", "[".repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource("badPayloads")
    void aBadPayloadIsCountedAndDroppedAndNothingElseSuffers(String room, String what, String payload) {
        try (var client = subscribed("/ws/predictions")) {
            var before = Api.metric("mqtt_messages_rejected_total", "");

            TRACKER.publish(Payloads.topic(room, what), payload);
            TRACKER.publish(Payloads.topic("office", "prediction"), Payloads.prediction(0.123));

            assertThat(live(client, "office").getJsonObject("data").getJsonNumber("confidence_score").doubleValue())
                    .isEqualTo(0.123);
            assertThat(client.untaken()).noneMatch(message -> isOf(message, room) && isLive(message));
            await("it is counted").atMost(30, SECONDS)
                    .until(() -> Api.metric("mqtt_messages_rejected_total", "") >= before + 1);
        }
    }

    @Test
    void aDriftComesInAlthoughMembersOfItHaveAnotherShape() {
        try (var client = subscribed("/ws/alerts")) {
            var before = Api.metric("mqtt_members_left_out_total", "");
            var id = UUID.randomUUID().toString();
            var periods = Json.createArrayBuilder().add("2026-01-01T00:00:00+00:00").add("2026-01-14T00:00:00+00:00");

            TRACKER.publish(Payloads.topic("kitchen", "drift"),
                    Payloads.drift(id).add("drift_score", 2).add("baseline_period", periods).build().toString());

            var drift = client.next("drift_notification",
                    message -> message.getJsonObject("data").getString("alert_id").equals(id));
            assertThat(drift.getJsonObject("data").getString("baseline_period"))
                    .isEqualTo("2026-01-01T00:00:00+00:00/2026-01-14T00:00:00+00:00");
            assertThat(Api.metric("mqtt_members_left_out_total", "")).isGreaterThanOrEqualTo(before + 1);
            client.acknowledge(drift);
        }
    }

    @Test
    void aRoomThatIsNotConfiguredBecomesKnown() {
        try (var client = subscribed("/ws/predictions")) {
            client.subscribe("/ws/room/winter_garden");
            assertThat(client.nextError().getString("error_code")).isEqualTo("SUBSCRIPTION_ERROR");

            TRACKER.publish(Payloads.topic("winter_garden", "prediction"),
                    Payloads.pythonPrediction("winter_garden", "Winter Garden", Instant.now().plusSeconds(60), 0.3).build().toString());

            assertThat(live(client, "winter_garden").getJsonObject("data").getString("room_name")).isEqualTo("Winter Garden");
            client.subscribe("/ws/room/winter_garden");
            var replayed = client.next("prediction_update", message -> message.getString("endpoint").equals("/ws/room/winter_garden"));
            assertThat(replayed.getJsonObject("data").getBoolean("replayed")).isTrue();
        }
    }

    @Test
    void manyUpdatesOfARoomComeInTheirOrder() {
        try (var client = subscribed("/ws/room/kitchen")) {
            for (int i = 1; i <= 200; i++) {
                TRACKER.publish(Payloads.topic("kitchen", "prediction"), Payloads.prediction(i / 1000.0));
            }

            double last = 0;
            while (last < 0.2) {
                var next = live(client, "kitchen").getJsonObject("data").getJsonNumber("confidence_score").doubleValue();
                assertThat(next).isGreaterThan(last);
                last = next;
            }
            assertThat(client.within(Duration.ofMillis(200), "error")).isEmpty();
        }
    }

    private static TestClient subscribed(String path) {
        var client = TestClient.authenticated(path, TestKey.FULL, "");
        client.next("subscription_status");
        return client;
    }

    private static JsonObject live(TestClient client, String room) {
        return client.next("prediction_update", message -> isOf(message, room) && isLive(message));
    }

    private static boolean isLive(JsonObject message) {
        return !message.getJsonObject("data").containsKey("replayed");
    }

    private static boolean isOf(JsonObject message, String room) {
        return message.getString("room_id", "").equals(room);
    }

    private static String milliseconds(Instant time) {
        var text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }
}
