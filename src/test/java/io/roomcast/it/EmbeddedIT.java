package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The built-in tracking manager in the simulated home, from its first start on. One life after another, since a start takes long. */
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedIT {

    private static final Pattern LOADED = Pattern.compile("Model (\\S+) was loaded in (\\d+) ms");

    private final ServerProcess server = new ServerProcess("embedded", Settings.standard()
            .tracking("source", "embedded")
            .tracking("websocket_api_status_interval_seconds", 2)
            .set("prediction", "interval_seconds", 10)
            .set("simulation", "history_weeks", 3));

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    @Timeout(600)
    void itPredictsFromTheFirstStartLearnsKeepsItsModelAndGetsOverALostOne() throws IOException {
        server.start();
        try (var system = subscribed("/ws/system-status"); var predictions = subscribed("/ws/predictions"); var alerts = subscribed("/ws/alerts")) {
            var progress = system.next("training_progress").getJsonObject("data");
            assertThat(progress.keySet()).contains("phase", "done", "total", "percent");
            var rooms = roomsPredicted(predictions);
            predictions.next("room_state_update");
            server.awaitLog(" s and serves");

            var completed = alerts.next("alert_notification",
                    message -> message.getJsonObject("data").getString("alert_type").equals("retraining_completed")).getJsonObject("data");
            assertThat(completed.getString("outcome")).isEqualTo("new_model");
            var trained = predictions.next("prediction_update", message -> version(message).equals(completed.getString("model_version")))
                    .getJsonObject("data");
            assertThat(trained.getInt("features_used")).isPositive();
            assertThat(trained.getString("model_type")).isEqualTo("ensemble");
            assertThat(trained.getString("transition_type")).isNotEqualTo(trained.getString("current_state"));
            var metadata = trained.getJsonObject("prediction_metadata");
            assertThat(metadata.getString("pattern_match")).matches("week(day|end)_(morning|afternoon|evening|night)");
            assertThat(metadata.getJsonObject("prediction_interval").getJsonNumber("probability").doubleValue()).isBetween(0.2, 0.8);
            assertThat(metadata.getJsonObject("model_weights").keySet()).contains("nearest_moments", "survival_forest", "boosted_hazard");
            assertThat(metadata.getJsonArray("occupancy_forecast").getValuesAs(JsonObject.class))
                    .extracting(point -> point.getInt("minutes")).containsExactly(15, 30, 60, 120);
            var status = system.next("system_status_update",
                    update -> update.getJsonObject("data").getJsonObject("components").containsKey("tracker")).getJsonObject("data");
            assertThat(status.getString("tracking_source")).isEqualTo("embedded");
            assertThat(status.getString("system_health")).isEqualTo("healthy");
            assertThat(status.getJsonObject("components").getString("mqtt")).isEqualTo("DISABLED");
            assertThat(status.getJsonObject("components").getString("tracker")).isEqualTo("UP");
            assertThat(Api.status(server.base()).getBoolean("tracking_manager_integrated")).isTrue();
            assertThat(rooms).hasSizeGreaterThan(3);
            trainOnRequest(alerts);
        }
        server.stop();

        server.start();
        server.awaitLog("was loaded in");
        var loaded = LOADED.matcher(server.log());
        assertThat(loaded.find()).isTrue();
        assertThat(Long.parseLong(loaded.group(2))).isLessThan(2_000);
        try (var predictions = subscribed("/ws/predictions")) {
            assertThat(version(predictions.next("prediction_update"))).isEqualTo(loaded.group(1));
        }
        assertThat(server.log()).doesNotContain("Training model");
        server.stop();

        damageTheModel();
        server.start();
        server.awaitLog("it is damaged; a new model is learned from stored events");
        try (var predictions = subscribed("/ws/predictions")) {
            assertThat(roomsPredicted(predictions)).hasSizeGreaterThan(3);
        }
        server.awaitLog(" s and serves");
        server.stop();
    }

    private void trainOnRequest(TestClient alerts) {
        var training = server.base().resolve("api/training");
        assertThat(Api.send("POST", training).statusCode()).isEqualTo(401);
        assertThat(Api.send("POST", training, "X-API-Key", TestKey.ONLY_PREDICTIONS.secret()).statusCode()).isEqualTo(403);

        var started = Api.send("POST", training, "X-API-Key", TestKey.ONLY_STATUS.secret());
        var again = Api.send("POST", training, "X-API-Key", TestKey.ONLY_STATUS.secret());
        var cancelled = Api.send("DELETE", training, "X-API-Key", TestKey.ONLY_STATUS.secret());

        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(started.body()).isEqualTo("{\"training\":\"started\"}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("trained already");
        assertThat(cancelled.statusCode()).isEqualTo(200);
        var failed = alerts.next("alert_notification",
                message -> message.getJsonObject("data").getString("alert_type").equals("retraining_failed")).getJsonObject("data");
        assertThat(failed.getString("reason")).isEqualTo("request");
        assertThat(failed.getString("message")).contains("cancelled");
    }

    private TestClient subscribed(String path) {
        var client = TestClient.connect(server.base(), path);
        client.authenticate(TestKey.FULL, "watcher");
        client.next("subscription_status");
        return client;
    }

    /** Waits until some room's second prediction has come, and says which rooms there were. */
    private static Set<String> roomsPredicted(TestClient client) {
        var rooms = new HashSet<String>();
        while (rooms.add(client.next("prediction_update").getString("room_id"))) {
            assertThat(rooms.size()).isLessThan(100);
        }
        return rooms;
    }

    private static String version(JsonObject message) {
        return message.getJsonObject("data").getString("model_version");
    }

    private void damageTheModel() throws IOException {
        try (var files = Files.list(server.dataDirectory().resolve("models"))) {
            Path model = files.filter(file -> file.toString().endsWith(".model")).findFirst().orElseThrow();
            var bytes = Files.readAllBytes(model);
            bytes[bytes.length / 2] ^= 1;
            Files.write(model, bytes);
        }
    }
}
