package io.roomcast.it;

import static jakarta.json.Json.createObjectBuilder;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What must not be lost: alerts and drift, until they are acknowledged. Each test is a client of its own. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class AlertsIT {

    private static final Tracker TRACKER = new Tracker();
    /** No fewer than what the most diligent client of these tests acknowledges, however long the store takes over each. */
    private static final int MAX_PENDING = 20;
    private static final int MESSAGES_A_MINUTE = 10;
    private static final Duration REDELIVERY = Duration.ofSeconds(2);
    /** In this time an alert that is not settled would have come again. */
    private static final Duration NO_MORE = REDELIVERY.multipliedBy(2);

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard()
                .api("message_acknowledgment_timeout_seconds", REDELIVERY.toSeconds())
                .api("max_pending_acknowledgements", MAX_PENDING)
                .api("max_messages_per_minute", MESSAGES_A_MINUTE)
                .broker(TRACKER.port()));
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
    void anAlertComesWithAllItsMembersAndAsksForAnAcknowledgement() {
        try (var client = subscribed("/ws/alerts", "members")) {
            var id = publish("bedroom");

            var alert = next(client, id);

            assertThat(alert.keySet()).containsExactly(
                    "message_id", "message_type", "timestamp", "endpoint", "room_id", "requires_ack", "data");
            assertThat(alert.getString("endpoint")).isEqualTo("/ws/alerts");
            assertThat(alert.getString("room_id")).isEqualTo("bedroom");
            assertThat(alert.getBoolean("requires_ack")).isTrue();
            var data = alert.getJsonObject("data");
            assertThat(data.keySet()).containsExactly("alert_type", "severity", "message", "room_id", "recommended_action",
                    "alert_id", "created_at", "current_accuracy", "threshold");
            assertThat(data.getString("created_at")).matches(".*T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(data.getJsonNumber("current_accuracy").doubleValue()).isEqualTo(0.65);
            client.acknowledge(alert);
        }
    }

    @Test
    void itComesAgainUntilItIsAcknowledged() {
        try (var client = subscribed("/ws/alerts", "again")) {
            var id = publish("bedroom");
            var first = next(client, id);
            var second = next(client, id);
            var third = next(client, id);

            assertThat(second.getString("message_id")).isEqualTo(first.getString("message_id"));
            assertThat(second.getString("timestamp")).isEqualTo(first.getString("timestamp"));
            assertThat(first.getJsonObject("data")).doesNotContainKey("redelivery");
            assertThat(second.getJsonObject("data").getInt("redelivery")).isEqualTo(1);
            assertThat(third.getJsonObject("data").getInt("redelivery")).isEqualTo(2);

            client.acknowledge(first);
            client.acknowledge(third);

            assertSettled(client);
            assertThat(client.untaken()).noneMatch(message -> message.getString("message_type").equals("error"));
        }
    }

    @Test
    void driftIsDeliveredInTheSameWay() {
        try (var client = subscribed("/ws/alerts", "drift")) {
            var id = UUID.randomUUID().toString();
            TRACKER.publish(Payloads.topic("office", "drift"), Payloads.drift(id).build().toString());

            var drift = client.next("drift_notification", message -> isAbout(message, id));

            assertThat(drift.getBoolean("requires_ack")).isTrue();
            assertThat(drift.getJsonObject("data").keySet()).containsExactly("room_id", "room_name", "drift_severity",
                    "drift_score", "drift_types", "statistics", "baseline_period", "current_period",
                    "retraining_recommended", "detected_at", "alert_id");
            assertThat(drift.getJsonObject("data").getString("room_name")).isEqualTo("Office");
            assertThat(client.next("drift_notification").getJsonObject("data").getInt("redelivery")).isEqualTo(1);
            client.acknowledge(drift);
            assertThat(client.within(NO_MORE, "drift_notification")).isEmpty();
        }
    }

    @Test
    void oneAlertIsDeliveredOnceHoweverOftenItArrives() {
        try (var client = subscribed("/ws/alerts", "once")) {
            var id = UUID.randomUUID().toString();
            for (int i = 0; i < 3; i++) {
                TRACKER.publish(Payloads.ALERTS, Payloads.alert(id, "kitchen").build().toString());
            }
            client.acknowledge(next(client, id));

            assertSettled(client);
        }
    }

    @Test
    void allSocketsOfAClientReceiveAndTheFirstAcknowledgementSettlesForAll() {
        try (var one = subscribed("/ws/alerts", "pair"); var other = subscribed("/ws/alerts", "pair")) {
            var id = publish("bedroom");
            var alert = next(one, id);
            assertThat(next(other, id).getString("message_id")).isEqualTo(alert.getString("message_id"));

            one.acknowledge(alert);

            assertSettled(other);
            assertSettled(one);
        }
    }

    @Test
    void anAlertOnTwoStreamsIsOneAlert() {
        try (var client = subscribed("/ws/alerts", "two-streams")) {
            client.subscribe("/ws/room/bedroom");
            client.next("subscription_status");
            var id = publish("bedroom");
            var onAlerts = client.next("alert_notification", message -> on(message, "/ws/alerts") && isAbout(message, id));
            var onRoom = client.next("alert_notification", message -> on(message, "/ws/room/bedroom") && isAbout(message, id));
            assertThat(onRoom.getString("message_id")).isNotEqualTo(onAlerts.getString("message_id"));

            client.acknowledge(onRoom);

            assertSettled(client);
        }
    }

    @Test
    void whoWasAwayCatchesUp() {
        var sent = "";
        String messageId;
        try (var client = subscribed("/ws/alerts", "away")) {
            sent = publish("bedroom");
            messageId = next(client, sent).getString("message_id");
        }
        var missed = publish("kitchen");
        Api.awaitStatus("the missed alert is stored", status -> status.getInt("pending_acknowledgements") >= 2);

        try (var client = TestClient.authenticated("/ws/alerts", TestKey.FULL, "away")) {
            var answer = client.next("authentication").getJsonObject("data");
            assertThat(answer.getInt("pending_acknowledgements")).isEqualTo(2);
            var again = next(client, sent);
            assertThat(again.getString("message_id")).isEqualTo(messageId);
            assertThat(again.getJsonObject("data").getInt("redelivery")).isPositive();
            assertThat(again.getJsonObject("data").getBoolean("replayed")).isTrue();
            var late = next(client, missed);
            assertThat(late.getJsonObject("data")).doesNotContainKey("redelivery");
            client.acknowledge(again);
            client.acknowledge(late);
            assertSettled(client);
        }
        try (var client = TestClient.authenticated("/ws/alerts", TestKey.FULL, "away")) {
            assertThat(client.next("authentication").getJsonObject("data").getInt("pending_acknowledgements")).isZero();
        }
    }

    @Test
    void aClientThatResumesGetsItsSubscriptionsBack() {
        try (var client = subscribed("/ws/predictions", "resuming")) {
            client.send("subscribe", createObjectBuilder().add("endpoint", "/ws/alerts")
                    .add("filters", createObjectBuilder().add("severities", Json.createArrayBuilder().add("critical"))).build());
            client.next("subscription_status");
        }

        try (var client = TestClient.connect("/ws/predictions")) {
            client.authenticate(request("resuming").add("resume", true).build());

            assertThat(client.next("authentication").getJsonObject("data").getBoolean("resumed")).isTrue();
            var alerts = client.next("subscription_status", message -> on(message, "/ws/alerts")).getJsonObject("data");
            assertThat(alerts.getBoolean("automatic")).isTrue();
            assertThat(alerts.getJsonObject("filters").getJsonArray("severities").getString(0)).isEqualTo("critical");
            client.next("subscription_status", message -> on(message, "/ws/predictions"));
            publish("kitchen");
            assertSettled(client);
        }
        try (var stranger = TestClient.connect("/ws/predictions")) {
            stranger.authenticate(request("never seen before").add("resume", true).build());
            assertThat(stranger.next("authentication").getJsonObject("data").getBoolean("resumed")).isFalse();
        }
    }

    @Test
    void whoUnsubscribesIsOwedNothingMore() {
        try (var client = subscribed("/ws/alerts", "leaving")) {
            next(client, publish("kitchen"));
            client.unsubscribe("/ws/alerts");
            client.next("subscription_status");
            publish("kitchen");
            assertSettled(client);
        }
        try (var client = TestClient.authenticated("/ws/alerts", TestKey.FULL, "leaving")) {
            assertThat(client.next("authentication").getJsonObject("data").getInt("pending_acknowledgements")).isZero();
        }
    }

    @Test
    void aSocketThatMaySeeLessTakesNothingFromOneOfTheSameClientThatIsAway() {
        String missed;
        subscribed("/ws/alerts", "two-sockets").close();
        try (var narrow = TestClient.connect("/ws/alerts")) {
            narrow.authenticate(request("two-sockets").add("room_filters", Json.createArrayBuilder().add("kitchen")).build());
            narrow.next("subscription_status");
            missed = publish("bedroom");
            narrow.acknowledge(next(narrow, publish("kitchen")));
            assertThat(narrow.untaken()).noneMatch(message -> isAbout(message, missed));
        }

        try (var back = TestClient.authenticated("/ws/alerts", TestKey.FULL, "two-sockets")) {
            assertThat(back.next("authentication").getJsonObject("data").getInt("pending_acknowledgements")).isEqualTo(1);
            back.acknowledge(next(back, missed));
        }
    }

    @Test
    void whatConcernsARoomThatIsGivenUpIsOwedNoLonger() {
        try (var client = subscribed("/ws/system-status", "two-rooms")) {
            for (var room : new String[] {"kitchen", "bedroom"}) {
                client.send("subscribe", createObjectBuilder().add("endpoint", "/ws/alerts").add("room_id", room).build());
                client.next("subscription_status");
            }
            next(client, publish("kitchen"));
            client.send("unsubscribe", createObjectBuilder().add("endpoint", "/ws/alerts").add("room_id", "kitchen").build());
            client.next("subscription_status");
            assertSettled(client);
            next(client, publish("bedroom"));
        }
        try (var client = TestClient.authenticated("/ws/system-status", TestKey.FULL, "two-rooms")) {
            assertThat(client.next("authentication").getJsonObject("data").getInt("pending_acknowledgements")).isEqualTo(1);
        }
    }

    @Test
    void whatOnlyTheAlertsStreamBringsIsOwedNoLongerWhenARoomIsKept() {
        try (var client = subscribed("/ws/alerts", "only-a-room")) {
            client.subscribe("/ws/room/kitchen");
            client.next("subscription_status");
            next(client, publish("bedroom"));
            client.unsubscribe("/ws/alerts");
            client.next("subscription_status");
            assertSettled(client);
        }
        try (var client = TestClient.authenticated("/ws/room/kitchen", TestKey.FULL, "only-a-room")) {
            assertThat(client.next("authentication").getJsonObject("data").getInt("pending_acknowledgements")).isZero();
        }
    }

    @Test
    void whatWasSentToAnotherClientCannotBeAcknowledged() {
        try (var client = subscribed("/ws/alerts", "owner")) {
            var alert = next(client, publish("kitchen"));
            try (var other = subscribed("/ws/alerts", "latecomer")) {
                other.acknowledge(alert);

                var error = other.nextError();
                assertThat(error.getString("error_code")).isEqualTo("WEBSOCKET_VALIDATION_ERROR");
                assertThat(error.getString("field")).isEqualTo("data.message_id");
            }
            client.acknowledge(alert);
        }
    }

    @Test
    void aRestrictedKeyHearsOfItsRoomsAndOfWhatConcernsNone() {
        try (var client = TestClient.authenticated("/ws/alerts", TestKey.ONLY_KITCHEN, "restricted")) {
            client.next("subscription_status");
            publish("office");
            var general = UUID.randomUUID().toString();
            TRACKER.publish(Payloads.ALERTS, Payloads.alert(general).build().toString());

            var alert = client.next("alert_notification");

            assertThat(isAbout(alert, general)).isTrue();
            assertThat(alert).doesNotContainKey("room_id");
            client.acknowledge(alert);
        }
    }

    @Test
    void acknowledgementsDoNotCountAgainstTheRateLimit() {
        try (var client = subscribed("/ws/alerts", "diligent")) {
            for (int i = 0; i < 2 * MESSAGES_A_MINUTE; i++) {
                client.acknowledge(next(client, publish("kitchen")));
            }

            assertThat(client.within(Duration.ofMillis(500), "rate_limit_warning")).isEmpty();
        }
    }

    @Test
    void whoLeavesTooMuchUnacknowledgedIsClosedAndLosesNothing() {
        try (var client = subscribed("/ws/alerts", "careless")) {
            for (int i = 0; i <= MAX_PENDING; i++) {
                publish("kitchen");
            }
            assertThat(client.awaitClose().code()).isEqualTo(1013);
        }
        try (var client = TestClient.authenticated("/ws/alerts", TestKey.FULL, "careless")) {
            assertThat(client.next("authentication").getJsonObject("data").getInt("pending_acknowledgements"))
                    .isEqualTo(MAX_PENDING + 1);
            for (int i = 0; i <= MAX_PENDING; i++) {
                client.acknowledge(client.next("alert_notification", message -> !wasAcknowledged(message)));
            }
            assertSettled(client);
        }
    }

    private final java.util.Set<String> acknowledged = new java.util.HashSet<>();

    private boolean wasAcknowledged(JsonObject alert) {
        return !acknowledged.add(alert.getString("message_id"));
    }

    private static void assertSettled(TestClient client) {
        assertThat(client.within(NO_MORE, "alert_notification")).isEmpty();
    }

    private static JsonObject next(TestClient client, String alertId) {
        return client.next("alert_notification", message -> isAbout(message, alertId));
    }

    private static boolean isAbout(JsonObject message, String alertId) {
        return message.getJsonObject("data").getString("alert_id", "").equals(alertId);
    }

    private static boolean on(JsonObject message, String endpoint) {
        return message.getString("endpoint").equals(endpoint);
    }

    private static TestClient subscribed(String path, String name) {
        var client = TestClient.authenticated(path, TestKey.FULL, name);
        client.next("subscription_status");
        return client;
    }

    private static JsonObjectBuilder request(String name) {
        return createObjectBuilder().add("api_key", TestKey.FULL.secret()).add("client_name", name);
    }

    private static String publish(String room) {
        var id = UUID.randomUUID().toString();
        TRACKER.publish(Payloads.ALERTS, Payloads.alert(id, room).build().toString());
        return id;
    }
}
