package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The built-in tracking manager in a recorded home, half an hour of which passes in a second: a sensor sticks, and the server is killed. */
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedReplayIT {

    private static final String STUCK = "binary_sensor.hall_motion";
    private static final int DAYS_PAST = 14;
    private static final int DAYS_TO_COME = 7;
    private static final Duration WHILE = Duration.ofSeconds(90);

    private final LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    /** The lines of the recording in the order of time. */
    private final SortedMap<LocalDateTime, String> lines = new TreeMap<>();
    private final ServerProcess server = new ServerProcess("replayed", Settings.standard()
            .tracking("source", "embedded")
            .set("sensors", "source", "replay")
            .set("replay", "file", "home.csv")
            .set("replay", "speed", 1800)
            .set("home", "time_zone", "UTC"));

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    @Timeout(600)
    void aStuckSensorReachesItsOwnerAndAfterTheServerWasKilledTheRoomsAreAsTheyWere() throws IOException {
        record();
        server.start();
        JsonObject before;
        try (var alerts = subscribed("/ws/alerts"); var predictions = subscribed("/ws/predictions")) {
            var lost = alert(alerts, "sensor_unavailable");
            assertThat(lost.getString("room_id")).isEqualTo("hall");
            assertThat(lost.getJsonObject("data").getString("message")).contains(STUCK);
            assertThat(lost.getJsonObject("data").getString("sensor")).isEqualTo(STUCK);
            var back = alert(alerts, "system_recovered");
            assertThat(back.getJsonObject("data").getString("message")).contains(STUCK);
            before = predictions.next("room_state_update", message -> isOccupied(message, "bedroom"));
            predictions.next("prediction_update", message -> message.getString("room_id").equals("kitchen"));
            server.awaitLog(" s and serves");
            accuracyIsTold();
            homeIsTold();
        }

        server.kill();
        server.start();

        try (var predictions = subscribed("/ws/predictions")) {
            var after = predictions.next("room_state_update", message -> message.getString("room_id").equals("bedroom"));
            assertThat(after.getJsonObject("data").getString("current_state")).isEqualTo("occupied");
            assertThat(after.getJsonObject("data").getString("changed_at")).isEqualTo(before.getJsonObject("data").getString("changed_at"));
            var predicted = predictions.next("prediction_update", message -> message.getString("room_id").equals("bedroom"));
            assertThat(predicted.getJsonObject("data").getString("transition_type")).isEqualTo("vacant");
        }
        server.stop();
    }

    private void accuracyIsTold() {
        var accuracy = server.base().resolve("api/accuracy");
        assertThat(Api.get(accuracy).statusCode()).isEqualTo(401);
        assertThat(Api.get(accuracy, "X-API-Key", TestKey.ONLY_PREDICTIONS.secret()).statusCode()).isEqualTo(403);
        await("predictions of the kitchen are scored").atMost(WHILE).until(() -> rooms(accuracy, TestKey.ONLY_KITCHEN).stream()
                .allMatch(room -> room.getJsonObject("on_the_clock").getInt("predictions") > 0));
        assertThat(rooms(accuracy, TestKey.ONLY_KITCHEN)).extracting(room -> room.getString("room_id") + room.getInt("window_hours"))
                .containsExactly("kitchen24", "kitchen168");
        assertThat(rooms(accuracy, TestKey.ONLY_STATUS)).extracting(room -> room.getString("room_id")).contains("kitchen", "hall", "bedroom");
        assertThat(rooms(accuracy, TestKey.ONLY_KITCHEN).get(0).getJsonObject("on_the_clock").keySet())
                .contains("accuracy", "accuracy_of_always_15_minutes", "calibration_error", "brier", "by_confidence", "occupancy");
    }

    private void homeIsTold() {
        var home = server.base().resolve("api/home");
        assertThat(rooms(home, TestKey.ONLY_KITCHEN)).singleElement().satisfies(kitchen -> {
            assertThat(kitchen.getBoolean("predicted")).isTrue();
            assertThat(kitchen.getJsonArray("sensors")).isNotEmpty();
        });
        assertThat(rooms(home, TestKey.ONLY_STATUS)).extracting(room -> room.getString("room_id")).contains("kitchen", "hall", "bedroom");
    }

    private static List<JsonObject> rooms(URI address, TestKey key) {
        var answer = Api.get(address, "X-API-Key", key.secret());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.createReader(new StringReader(answer.body())).readObject().getJsonArray("rooms").getValuesAs(JsonObject.class);
    }

    private TestClient subscribed(String path) {
        var client = TestClient.connect(server.base(), path);
        client.authenticate(TestKey.FULL, "owner");
        client.next("subscription_status");
        return client;
    }

    /** The alert of that type about the stuck sensor, for which it takes a day of the home. */
    private static JsonObject alert(TestClient client, String type) {
        await(type).atMost(WHILE).until(() -> client.untaken().stream().anyMatch(message -> isAlert(message, type)));
        return client.next("alert_notification", message -> isAlert(message, type));
    }

    private static boolean isAlert(JsonObject message, String type) {
        return message.getString("message_type").equals("alert_notification")
                && message.getJsonObject("data").getString("alert_type").equals(type);
    }

    private static boolean isOccupied(JsonObject message, String room) {
        return message.getString("room_id").equals(room)
                && message.getJsonObject("data").getString("current_state").equals("occupied");
    }

    /** Three weeks up to two weeks ago, which will be placed so that seven days of them are still to come. */
    private void record() throws IOException {
        for (int day = -DAYS_PAST; day < DAYS_TO_COME; day++) {
            LocalDateTime start = now.plusDays(day);
            for (int hour = 1; hour < 24; hour += 4) {
                visit("binary_sensor.kitchen_motion", start.plusHours(hour).plusMinutes(day & 7), Duration.ofMinutes(20));
                visit(STUCK, start.plusHours(hour).plusMinutes(25).plusSeconds(30), Duration.ofMinutes(2));
            }
        }
        lines.subMap(now.plusHours(9), now.plusHours(17)).values().removeIf(line -> line.contains(STUCK));
        visit(STUCK, now.plusHours(10).plusSeconds(1), Duration.ofHours(6));
        visit("binary_sensor.bed", now.plusHours(12).plusSeconds(1), Duration.ofHours(23));
        var text = new StringBuilder("timestamp,entity_id,state\n");
        lines.forEach((at, line) -> text.append(at.minusWeeks(3).truncatedTo(ChronoUnit.SECONDS)).append(line).append('\n'));
        Files.writeString(server.configDirectory().resolve("home.csv"), text);
        Files.writeString(server.configDirectory().resolve("rooms.yaml"), """
                rooms:
                  kitchen:
                    sensors:
                      motion: binary_sensor.kitchen_motion
                  hall:
                    sensors:
                      motion: %s
                  bedroom:
                    sensors:
                      presence: binary_sensor.bed
                """.formatted(STUCK));
    }

    private void visit(String sensor, LocalDateTime from, Duration time) {
        lines.put(from, "," + sensor + ",on");
        lines.put(from.plus(time), "," + sensor + ",off");
    }
}
