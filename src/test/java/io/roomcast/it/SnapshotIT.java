package io.roomcast.it;

import static jakarta.json.Json.createObjectBuilder;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue.ValueType;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The present that a subscriber gets first, the ids by which messages are told apart, and batches. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SnapshotIT {

    private static final Tracker TRACKER = new Tracker();
    private static final int ROOMS = 12;

    @Deployment(testable = false)
    static WebArchive roomcast() {
        var rooms = IntStream.range(0, ROOMS).boxed().flatMap(i -> java.util.stream.Stream.of(room(i), "Room " + i));
        return Deployments.with(Settings.standard().rooms(rooms.toArray(String[]::new)).broker(TRACKER.port()));
    }

    @AfterAll
    static void stopTheTracker() {
        TRACKER.close();
    }

    @BeforeEach
    void everyRoomHasAPrediction() {
        Api.awaitBroker(true);
        try (var client = subscribed("/ws/predictions")) {
            for (int i = 0; i < ROOMS; i++) {
                publish(room(i), 0.5);
                live(client, room(i), "/ws/predictions");
            }
        }
    }

    @Test
    void aNewSubscriberGetsTheLatestOfEachRoomAsItWasTold() {
        try (var early = subscribed("/ws/predictions")) {
            publish("room_3", 0.25);
            var told = live(early, "room_3", "/ws/predictions");

            try (var late = subscribed("/ws/predictions")) {
                Set<String> rooms = new TreeSet<>();
                while (rooms.size() < ROOMS) {
                    var replayed = late.next("prediction_update");
                    assertThat(replayed.getJsonObject("data").getBoolean("replayed")).isTrue();
                    assertThat(rooms.add(replayed.getString("room_id"))).as("a second one of " + replayed).isTrue();
                    if (replayed.getString("room_id").equals("room_3")) {
                        assertThat(replayed.getString("message_id")).isEqualTo(told.getString("message_id"));
                        assertThat(replayed.getString("timestamp")).isEqualTo(told.getString("timestamp"));
                        assertThat(replayed.getJsonObject("data").getJsonNumber("confidence_score").doubleValue()).isEqualTo(0.25);
                    }
                }
                assertThat(late.untaken()).noneMatch(message -> message.getString("message_type").equals("prediction_update"));
            }
        }
    }

    @Test
    void theConfirmationComesBeforeThePresent() {
        try (var client = TestClient.connect("/ws/room/room_2")) {
            client.next("connection");
            client.authenticate(TestKey.FULL, "");

            assertThat(client.next().getString("message_type")).isEqualTo("authentication");
            assertThat(client.next().getString("message_type")).isEqualTo("subscription_status");
            assertThat(client.next().getString("message_type")).isEqualTo("prediction_update");
        }
    }

    @Test
    void nothingFallsBetweenThePresentAndWhatFollows() {
        for (int round = 1; round <= 10; round++) {
            var confidence = round / 100.0;
            try (var client = TestClient.authenticated("/ws/room/room_5", TestKey.FULL, "")) {
                publish("room_5", confidence);

                var newest = client.next("prediction_update", message -> confidence(message) == confidence);

                assertThat(newest.getString("room_id")).isEqualTo("room_5");
                assertThat(client.untaken()).noneMatch(message -> message.getString("message_id").equals(newest.getString("message_id")));
            }
        }
    }

    @Test
    void anEventHasOneIdPerStreamTheSameForEverybody() {
        try (var both = subscribed("/ws/predictions"); var other = subscribed("/ws/predictions")) {
            both.subscribe("/ws/room/room_1");
            both.next("subscription_status");

            publish("room_1", 0.75);

            var onPredictions = live(both, "room_1", "/ws/predictions");
            var onRoom = live(both, "room_1", "/ws/room/room_1");
            assertThat(onRoom.getString("message_id")).isNotEqualTo(onPredictions.getString("message_id"));
            assertThat(onRoom.getJsonObject("data")).isEqualTo(onPredictions.getJsonObject("data"));
            assertThat(live(other, "room_1", "/ws/predictions")).isEqualTo(onPredictions);
        }
    }

    @Test
    void whoAskedForBatchesGetsWhatBelongsTogetherInOneFrame() {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.authenticate(createObjectBuilder().add("api_key", TestKey.FULL.secret())
                    .add("features", Json.createArrayBuilder().add("batch")).build());
            client.next("subscription_status");
            client.subscribe("/ws/room/room_7");
            client.next("subscription_status");

            publish("room_7", 0.8);

            live(client, "room_7", "/ws/predictions");
            live(client, "room_7", "/ws/room/room_7");
            var batches = client.frames().stream().filter(frame -> frame.getValueType() == ValueType.ARRAY)
                    .map(frame -> frame.asJsonArray().getValuesAs(JsonObject.class)).toList();
            assertThat(batches).as("the two messages of one event").anyMatch(batch ->
                    batch.stream().filter(message -> "room_7".equals(message.getString("room_id", "")) && isLive(message))
                            .map(message -> message.getString("endpoint")).collect(Collectors.toSet())
                            .equals(Set.of("/ws/predictions", "/ws/room/room_7")));
            assertThat(batches).allMatch(batch -> batch.size() > 1);
        }
    }

    @Test
    void whoDidNotAskNeverSeesAnArray() {
        try (var client = subscribed("/ws/predictions")) {
            client.subscribe("/ws/room/room_8");
            client.next("subscription_status");
            publish("room_8", 0.8);
            live(client, "room_8", "/ws/room/room_8");

            assertThat(client.frames()).hasSizeGreaterThan(ROOMS).allMatch(frame -> frame.getValueType() == ValueType.OBJECT);
        }
    }

    private static TestClient subscribed(String path) {
        var client = TestClient.authenticated(path, TestKey.FULL, "");
        client.next("subscription_status");
        return client;
    }

    private static JsonObject live(TestClient client, String room, String endpoint) {
        return client.next("prediction_update", message -> room.equals(message.getString("room_id"))
                && endpoint.equals(message.getString("endpoint")) && isLive(message));
    }

    private static boolean isLive(JsonObject message) {
        return !message.getJsonObject("data").containsKey("replayed");
    }

    private static double confidence(JsonObject message) {
        return message.getJsonObject("data").getJsonNumber("confidence_score").doubleValue();
    }

    private static String room(int number) {
        return "room_" + number;
    }

    private static void publish(String room, double confidence) {
        TRACKER.publish(Payloads.topic(room, "prediction"), Payloads.prediction(confidence));
    }
}
