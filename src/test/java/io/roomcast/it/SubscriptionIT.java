package io.roomcast.it;

import static jakarta.json.Json.createObjectBuilder;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which streams a socket gets: by itself, by asking, and as narrow as it asks for. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SubscriptionIT {

    private static final Tracker TRACKER = new Tracker();
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard().broker(TRACKER.port()).api("status_interval_seconds", 2));
    }

    @AfterAll
    static void stopTheTracker() {
        TRACKER.close();
    }

    @BeforeEach
    void theTrackerIsHeard() {
        Api.awaitBroker(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/predictions", "/ws/system-status", "/ws/alerts", "/ws/room/kitchen"})
    void openingAPathIsASubscriptionToIt(String path) {
        try (var client = TestClient.authenticated(path, TestKey.FULL, "")) {
            var status = client.next("subscription_status");

            assertThat(status.getString("endpoint")).isEqualTo(path);
            var data = status.getJsonObject("data");
            assertThat(data.keySet()).containsExactly(
                    "action", "success", "endpoint", "room_id", "message", "filters", "automatic");
            assertThat(data.getString("action")).isEqualTo("subscribe");
            assertThat(data.getBoolean("success")).isTrue();
            assertThat(data.getString("endpoint")).isEqualTo(path);
            assertThat(data.getBoolean("automatic")).isTrue();
            assertThat(data.isNull("room_id")).isEqualTo(!path.endsWith("kitchen"));
        }
    }

    @Test
    void withoutTheCapabilityTheSocketStaysOpenForOtherStreams() {
        try (var client = TestClient.authenticated("/ws/alerts", TestKey.ONLY_PREDICTIONS, "")) {
            var error = client.next("error");

            assertThat(error.getString("endpoint")).isEqualTo("/ws/alerts");
            assertThat(error.getJsonObject("data").getString("error_code")).isEqualTo("SUBSCRIPTION_ERROR");
            assertThat(subscribe(client, "/ws/predictions").getBoolean("automatic")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/nothing", "/ws/room/", "/ws/room/not_a_room", "/ws/room/a-b", "predictions"})
    void whatDoesNotExistCannotBeSubscribedTo(String endpoint) {
        try (var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "")) {
            client.send(Json.createObjectBuilder().add("type", "subscribe").add("message_id", "x")
                    .add("data", Json.createObjectBuilder().add("endpoint", endpoint)).build());

            var error = client.nextError();

            assertThat(error.getString("error_code")).isEqualTo("SUBSCRIPTION_ERROR");
            assertThat(error.getString("in_reply_to")).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @CsvSource({"/ws/room/not_a_room, full", "/ws/room/office, only-kitchen"})
    void aSocketOnARoomThatIsNotToBeHadStaysOpen(String path, String key) {
        var holder = TestKey.ALL.stream().filter(each -> each.name().equals(key)).findFirst().orElseThrow();
        try (var client = TestClient.authenticated(path, holder, "")) {
            assertThat(client.nextError().getString("error_code")).isEqualTo("SUBSCRIPTION_ERROR");
            assertThat(subscribe(client, "/ws/room/kitchen").getBoolean("success")).isTrue();
        }
    }

    @Test
    void theSeedsClientSubscribesToWhatItHasAlreadyAndGetsEverythingOnce() {
        try (var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "MyClient")) {
            client.next("subscription_status");

            client.send("{\"type\":\"subscribe\",\"data\":{\"endpoint\":\"/ws/predictions\",\"room_id\":null,\"filters\":{}}}");

            assertThat(client.next("subscription_status").getJsonObject("data").getBoolean("automatic")).isFalse();
            publish("kitchen", 0.5);
            assertThat(live(client).getString("room_id")).isEqualTo("kitchen");
            assertNothingMore(client);
        }
    }

    @Test
    void aSecondSubscriptionReplacesTheFilters() {
        try (var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "")) {
            client.next("subscription_status");
            subscribe(client, "/ws/predictions", filters().add("min_confidence", 0.9));
            subscribe(client, "/ws/predictions", filters().add("min_confidence", 0.2));

            publish("kitchen", 0.1);
            publish("office", 0.3);

            assertThat(live(client).getString("room_id")).isEqualTo("office");
        }
    }

    @Test
    void unsubscribingEndsItAndIsNeverAnError() {
        try (var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "")) {
            client.next("subscription_status");

            client.unsubscribe("/ws/predictions");
            assertThat(client.next("subscription_status").getJsonObject("data").getBoolean("was_subscribed")).isTrue();
            publish("kitchen", 0.5);
            assertNothingMore(client);

            client.unsubscribe("/ws/predictions");
            var again = client.next("subscription_status").getJsonObject("data");
            assertThat(again.getString("action")).isEqualTo("unsubscribe");
            assertThat(again.getBoolean("success")).isTrue();
            assertThat(again.getBoolean("was_subscribed")).isFalse();
        }
    }

    @Test
    void thePredictionsCanBeNarrowedToRoomsThatAddUp() {
        try (var client = TestClient.authenticated("/ws/alerts", TestKey.FULL, "")) {
            narrow(client, "subscribe", "kitchen");
            narrow(client, "subscribe", "office");
            publish("bedroom", 0.5);
            publish("kitchen", 0.5);
            publish("office", 0.5);
            assertThat(List.of(live(client).getString("room_id"), live(client).getString("room_id")))
                    .containsExactly("kitchen", "office");

            narrow(client, "unsubscribe", "kitchen");
            publish("kitchen", 0.5);
            publish("office", 0.6);

            assertThat(live(client).getString("room_id")).isEqualTo("office");
        }
    }

    @Test
    void filtersLetThroughWhatWasAskedFor() {
        try (var client = TestClient.authenticated("/ws/alerts", TestKey.FULL, "")) {
            subscribe(client, "/ws/predictions", filters().add("min_confidence", 0.6)
                    .add("transition_types", Json.createArrayBuilder().add("vacant"))
                    .add("rooms", Json.createArrayBuilder().add("kitchen").add("office"))
                    .add("message_types", Json.createArrayBuilder().add("prediction_update")));
            var soon = Instant.now().plusSeconds(600);

            publish("kitchen", Payloads.prediction(0.9, "occupied", soon));
            publish("kitchen", Payloads.prediction(0.5, "vacant", soon));
            publish("bedroom", Payloads.prediction(0.9, "vacant", soon));
            TRACKER.publish(Payloads.topic("kitchen", "state"), Payloads.state("vacant", "occupied"));
            publish("office", Payloads.prediction(0.6, "vacant", soon));

            assertThat(live(client).getString("room_id")).isEqualTo("office");
            assertThat(client.within(A_MOMENT, "room_state_update")).isEmpty();
        }
    }

    @Test
    void aRestrictedKeySeesItsRoomsOnly() {
        try (var client = TestClient.authenticated("/ws/predictions", TestKey.ONLY_KITCHEN, "");
                var status = TestClient.authenticated("/ws/system-status", TestKey.ONLY_KITCHEN, "");
                var all = TestClient.authenticated("/ws/system-status", TestKey.FULL, "")) {
            client.next("subscription_status");
            TRACKER.publish(Payloads.topic("office", "accuracy"), Payloads.accuracy(0.8));
            TRACKER.publish(Payloads.topic("kitchen", "accuracy"), Payloads.accuracy(0.7));
            publish("office", 0.5);
            publish("kitchen", 0.5);

            assertThat(live(client).getString("room_id")).isEqualTo("kitchen");
            assertThat(client.next("accuracy_update").getString("room_id")).isEqualTo("kitchen");
            assertThat(modelAccuracy(all, "office").keySet()).contains("office", "kitchen");
            assertThat(modelAccuracy(status, "kitchen").keySet()).containsExactly("kitchen");
        }
    }

    private static JsonObject modelAccuracy(TestClient client, String room) {
        return client.next("system_status_update", message ->
                message.getJsonObject("data").getJsonObject("model_accuracy").containsKey(room))
                .getJsonObject("data").getJsonObject("model_accuracy");
    }

    private static jakarta.json.JsonObjectBuilder filters() {
        return createObjectBuilder();
    }

    private static JsonObject subscribe(TestClient client, String endpoint) {
        return subscribe(client, endpoint, filters());
    }

    private static JsonObject subscribe(TestClient client, String endpoint, jakarta.json.JsonObjectBuilder filters) {
        client.send("subscribe", createObjectBuilder().add("endpoint", endpoint).add("filters", filters).build());
        return confirmation(client, endpoint);
    }

    private static void narrow(TestClient client, String action, String room) {
        client.send(action, createObjectBuilder().add("endpoint", "/ws/predictions").add("room_id", room).build());
        assertThat(confirmation(client, "/ws/predictions").getString("room_id")).isEqualTo(room);
    }

    private static JsonObject confirmation(TestClient client, String endpoint) {
        return client.next("subscription_status", message -> message.getString("endpoint").equals(endpoint))
                .getJsonObject("data");
    }

    private static void publish(String room, double confidence) {
        publish(room, Payloads.prediction(confidence));
    }

    private static void publish(String room, String payload) {
        TRACKER.publish(Payloads.topic(room, "prediction"), payload);
    }

    /** The next prediction that is news: earlier tests have left theirs in the snapshot. */
    private static JsonObject live(TestClient client) {
        return client.next("prediction_update", message -> !message.getJsonObject("data").containsKey("replayed"));
    }

    private static void assertNothingMore(TestClient client) {
        client.within(A_MOMENT, "nothing of this name");
        assertThat(client.untaken()).noneMatch(message -> message.getString("message_type").equals("prediction_update")
                && !message.getJsonObject("data").containsKey("replayed"));
    }
}
