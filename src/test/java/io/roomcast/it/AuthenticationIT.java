package io.roomcast.it;

import static jakarta.json.Json.createObjectBuilder;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may log in, and what of that key's rights is then in force. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class AuthenticationIT {

    private static final int TIMEOUT_SECONDS = 6;

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard()
                .api("authentication_timeout_seconds", TIMEOUT_SECONDS)
                .api("max_login_failures_per_ip", 0));
    }

    @Test
    void theFirstMessageTellsTheRules() {
        try (var client = TestClient.connect("/ws/alerts")) {
            var welcome = client.next();

            assertThat(welcome.keySet()).containsExactly(
                    "message_id", "message_type", "timestamp", "endpoint", "requires_ack", "data");
            assertThat(welcome.getString("message_type")).isEqualTo("connection");
            assertThat(welcome.getString("endpoint")).isEqualTo("/ws/alerts");
            var data = welcome.getJsonObject("data");
            assertThat(data.keySet()).containsExactly("message", "connection_id", "server_time", "api_version",
                    "authentication_required", "authentication_timeout_seconds", "heartbeat_interval_seconds",
                    "connection_timeout_seconds", "max_messages_per_minute", "max_message_bytes", "supported_message_types");
            assertThat(data.getString("api_version")).isEqualTo("1.0.0");
            assertThat(data.getBoolean("authentication_required")).isTrue();
            assertThat(data.getInt("authentication_timeout_seconds")).isEqualTo(TIMEOUT_SECONDS);
            assertThat(data.getInt("max_message_bytes")).isEqualTo(65_536);
            assertThat(texts(data, "supported_message_types")).contains("connection", "authentication",
                    "subscription_status", "prediction_update", "system_status_update", "alert_notification",
                    "drift_notification", "heartbeat", "error", "rate_limit_warning", "room_state_update",
                    "accuracy_update", "training_progress");
        }
    }

    @Test
    void anAcceptedKeyIsToldWhatIsInForce() {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.send(createObjectBuilder().add("type", "authentication").add("message_id", "mine-1")
                    .add("data", request(TestKey.FULL).add("client_name", "told-what-is-in-force")).build());

            var answer = client.next("authentication");

            assertThat(answer.keySet()).containsExactly(
                    "message_id", "message_type", "timestamp", "endpoint", "requires_ack", "data");
            assertThat(answer.getString("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(answer.getBoolean("requires_ack")).isFalse();
            var data = answer.getJsonObject("data");
            assertThat(data.getBoolean("success")).isTrue();
            assertThat(data.getString("message")).isEqualTo("Authentication successful");
            assertThat(data.getString("in_reply_to")).isEqualTo("mine-1");
            assertThat(data.getBoolean("resumed")).isFalse();
            assertThat(data.getInt("pending_acknowledgements")).isZero();
            assertThat(data).containsKey("session_expires_in_seconds");
            assertThat(answer.toString()).doesNotContain(TestKey.FULL.secret());
        }
    }

    @Test
    void aRequestThatNamesNothingGetsAllThatIsGranted() {
        var silent = accepted(request(TestKey.FULL));
        var empty = accepted(request(TestKey.FULL).add("capabilities", list()).add("room_filters", list()));

        for (var data : List.of(silent, empty)) {
            assertThat(texts(data, "capabilities"))
                    .containsExactlyInAnyOrder("predictions", "system_status", "alerts", "room_specific");
            assertThat(texts(data, "room_filters")).isEmpty();
        }
    }

    @Test
    void aRequestCanOnlyNarrowTheCapabilities() {
        var part = accepted(request(TestKey.FULL).add("capabilities", list("alerts", "predictions")));
        var tooMuch = accepted(request(TestKey.ONLY_PREDICTIONS).add("capabilities", list("predictions", "alerts")));
        var fromTheFuture = accepted(request(TestKey.FULL).add("capabilities", list("predictions", "telepathy")));

        assertThat(texts(part, "capabilities")).containsExactlyInAnyOrder("predictions", "alerts");
        assertThat(texts(tooMuch, "capabilities")).containsExactly("predictions");
        assertThat(texts(fromTheFuture, "capabilities")).containsExactly("predictions");
    }

    @Test
    void aRequestCanOnlyNarrowTheRooms() {
        var narrowed = accepted(request(TestKey.FULL).add("room_filters", list("kitchen", "office")));
        var restricted = accepted(request(TestKey.ONLY_KITCHEN));
        var tooMuch = accepted(request(TestKey.ONLY_KITCHEN).add("room_filters", list("kitchen", "office")));

        assertThat(texts(narrowed, "room_filters")).containsExactlyInAnyOrder("kitchen", "office");
        assertThat(texts(restricted, "room_filters")).containsExactly("kitchen");
        assertThat(texts(tooMuch, "room_filters")).containsExactly("kitchen");
    }

    @Test
    void aRequestThatLeavesNothingFails() {
        var noCapability = refused(request(TestKey.ONLY_PREDICTIONS).add("capabilities", list("alerts")));
        var noneKnown = refused(request(TestKey.FULL).add("capabilities", list("telepathy")));
        var noRoom = refused(request(TestKey.ONLY_KITCHEN).add("room_filters", list("office")));

        for (var error : List.of(noCapability, noneKnown, noRoom)) {
            assertThat(error.getString("error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
        }
    }

    @Test
    void unknownDisabledAndExpiredKeysAreToldTheSame() {
        var unknown = refused(request(TestKey.of("nobody")));
        var disabled = refused(request(TestKey.DISABLED));
        var expired = refused(request(TestKey.EXPIRED));

        assertThat(unknown.getString("error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
        assertThat(unknown.keySet()).containsExactly("error", "error_code", "timestamp");
        assertThat(disabled.getString("error")).isEqualTo(unknown.getString("error"));
        assertThat(expired.getString("error")).isEqualTo(unknown.getString("error"));
    }

    @Test
    void aSocketMayTryThreeTimes() {
        try (var client = TestClient.connect("/ws/predictions")) {
            for (int attempt = 0; attempt < 2; attempt++) {
                client.authenticate(TestKey.of("nobody"), "");
                assertThat(client.nextError().getString("error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
            }
            assertThat(client.isOpen()).isTrue();

            client.authenticate(TestKey.of("nobody"), "");

            assertThat(client.nextError().getString("error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
            var closing = client.awaitClose();
            assertThat(closing.code()).isEqualTo(1008);
            assertThat(closing.reason()).contains("authentication failed");
        }
    }

    @Test
    void twoFailuresDoNotSpoilTheThirdAttempt() {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.authenticate(TestKey.of("nobody"), "");
            client.authenticate(TestKey.DISABLED, "");

            client.authenticate(TestKey.FULL, "");

            assertThat(client.next("authentication").getJsonObject("data").getBoolean("success")).isTrue();
        }
    }

    @Test
    void whoDoesNotAuthenticateInTimeIsClosedHoweverLively() {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.send("heartbeat", createObjectBuilder().build());

            var error = client.nextError();

            assertThat(error.getString("error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
            assertThat(client.awaitClose().code()).isEqualTo(1008);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"type\":\"subscribe\",\"message_id\":\"m\",\"data\":{\"endpoint\":\"/ws/predictions\"}}",
        "{\"type\":\"unsubscribe\",\"message_id\":\"m\",\"data\":{\"endpoint\":\"/ws/predictions\"}}",
        "{\"type\":\"acknowledge\",\"message_id\":\"m\",\"data\":{\"message_id\":\"123e4567-e89b-12d3-a456-426614174002\"}}"
    })
    void beforeAuthenticationNothingElseIsCarriedOut(String message) {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.send("heartbeat", createObjectBuilder().build());
            client.send(message);

            var error = client.nextError();

            assertThat(error.getString("error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
            assertThat(error.getString("in_reply_to")).isEqualTo("m");
            client.authenticate(TestKey.FULL, "");
            assertThat(client.next("authentication").getJsonObject("data").getBoolean("success")).isTrue();
        }
    }

    @Test
    void aSecondAuthenticationIsAnErrorAndChangesNothing() {
        try (var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "twice")) {
            client.next("authentication");

            client.authenticate(TestKey.ONLY_STATUS, "twice");

            assertThat(client.nextError().getString("error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
            client.subscribe("/ws/alerts");
            var subscribed = client.next("subscription_status", message -> message.getString("endpoint").equals("/ws/alerts"));
            assertThat(subscribed.getJsonObject("data").getBoolean("success")).isTrue();
        }
    }

    @Test
    void onlyFeaturesThatAreKnownAreGranted() {
        var data = accepted(request(TestKey.FULL).add("features", list("batch", "telepathy")));

        assertThat(texts(data, "features")).containsExactly("batch");
        assertThat(texts(accepted(request(TestKey.FULL)), "features")).isEmpty();
    }

    @Test
    void noKeyIsEverLogged() {
        refused(request(TestKey.of("nobody")));
        accepted(request(TestKey.FULL));

        assertThat(ServerLog.text()).doesNotContain(TestKey.of("nobody").secret(), TestKey.FULL.secret());
    }

    private static JsonObject accepted(JsonObjectBuilder request) {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.authenticate(request.build());
            return client.next("authentication").getJsonObject("data");
        }
    }

    private static JsonObject refused(JsonObjectBuilder request) {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.authenticate(request.build());
            var error = client.nextError();
            assertThat(client.within(Duration.ofMillis(200), "authentication")).isEmpty();
            return error;
        }
    }

    private static JsonObjectBuilder request(TestKey key) {
        return createObjectBuilder().add("api_key", key.secret());
    }

    private static jakarta.json.JsonArray list(String... texts) {
        return Json.createArrayBuilder(List.of(texts)).build();
    }

    private static List<String> texts(JsonObject data, String member) {
        return data.getJsonArray(member).getValuesAs(JsonString::getString);
    }
}
