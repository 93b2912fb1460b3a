package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that stops reading: it costs nobody else anything, and the server gets rid of it when it must. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SlowClientIT {

    private static final Tracker TRACKER = new Tracker();
    private static final TestKey STALLED = TestKey.FULL.named("stalled");
    private static final int ROOMS = 20;
    private static final int OTHERS = 20;
    private static final int IDLE_SECONDS = 30;
    /** Rounds after which the network's buffers must be full, had they room for 30 MB. */
    private static final int MAX_ROUNDS = 1_000;
    /** Texts as long as are taken, in characters of three bytes, so that buffers fill soon. */
    private static final String PADDING = "語".repeat(250);

    private final List<TestClient> others = new ArrayList<>();
    private int rounds;

    @Deployment(testable = false)
    static WebArchive roomcast() {
        var rooms = IntStream.range(0, ROOMS).boxed().flatMap(i -> Stream.of(room(i), "Room " + i));
        return Deployments.with(settings(STALLED)
                .rooms(rooms.toArray(String[]::new))
                .api("heartbeat_interval_seconds", 5)
                .api("connection_timeout_seconds", IDLE_SECONDS)
                .api("max_login_failures_per_ip", 0)
                .broker(TRACKER.port()));
    }

    @AfterAll
    static void stopTheTracker() {
        TRACKER.close();
    }

    @BeforeEach
    void theOthersListen() {
        assumeTrue(Server.current() == Server.LIBERTY, "on Payara it takes minutes until the engine's own buffers are full");
        settings(STALLED).writeKeysTo(Server.configDirectory());
        Api.awaitBroker(true);
        for (int i = 0; i < OTHERS; i++) {
            others.add(subscribed(TestKey.FULL));
        }
    }

    @AfterEach
    void theOthersLeave() {
        others.forEach(TestClient::close);
        Api.awaitNoConnections();
    }

    @Test
    void theOthersGetEverythingAndTheStalledOneTheNewestWhenItReadsAgain() {
        await("the key is in force").atMost(Duration.ofSeconds(30)).until(() -> works(STALLED));
        var before = Api.status().getInt("total_messages_conflated");
        try (var stalled = subscribed(STALLED)) {
            stalled.stopReading();
            publishUntil(() -> conflatedSince(before) > 10 * ROOMS);

            assertThat(Api.metric("websocket_queue_depth", "")).as("what waits").isLessThanOrEqualTo(2.0 * ROOMS);
            assertThat(stalled.isOpen()).isTrue();

            stalled.resumeReading();

            Map<String, Integer> newest = new HashMap<>();
            while (newest.size() < ROOMS || newest.values().stream().anyMatch(round -> round < rounds)) {
                var update = live(stalled);
                var previous = newest.put(update.getString("room_id"), round(update));
                assertThat(previous == null || previous < round(update)).as("in order: " + previous + " " + round(update)).isTrue();
            }
            assertThat(live(stalled, publishRound()).getString("room_id")).isEqualTo(room(0));
        }
        for (var other : others) {
            assertThat(updatesIn(other)).as("every update of every round but those awaited").isEqualTo(rounds * (ROOMS - 1));
        }
    }

    @Test
    void aStalledClientWhoseKeyIsRevokedIsGoneSoon() {
        await("the key is in force").atMost(Duration.ofSeconds(30)).until(() -> works(STALLED));
        var stalled = stall();

        settings().writeKeysTo(Server.configDirectory());

        assertGoneWithin(Duration.ofSeconds(20), stalled);
    }

    @Test
    void aStalledClientIsClosedWhenItHasBeenSilentForTooLong() {
        await("the key is in force").atMost(Duration.ofSeconds(30)).until(() -> works(STALLED));
        var stalled = stall();

        assertGoneWithin(Duration.ofSeconds(IDLE_SECONDS + 15), stalled);
    }

    private TestClient stall() {
        var before = Api.status().getInt("total_messages_conflated");
        var stalled = subscribed(STALLED);
        stalled.stopReading();
        publishUntil(() -> conflatedSince(before) > ROOMS);
        assertThat(Api.status().getInt("active_connections")).isEqualTo(OTHERS + 1);
        return stalled;
    }

    private void assertGoneWithin(Duration time, TestClient stalled) {
        var start = Instant.now();
        await("only the others are left").atMost(time)
                .until(() -> Api.status().getInt("active_connections") == OTHERS);
        System.getLogger("io.roomcast.it").log(System.Logger.Level.INFO, "gone after " + Duration.between(start, Instant.now()));
        publishRound();
        stalled.vanish();
    }

    /** Publishes rounds, each of which all the others have got before the next, until something has come about. */
    private void publishUntil(java.util.function.BooleanSupplier enough) {
        while (!enough.getAsBoolean()) {
            assertThat(rounds).as("rounds in which the buffers have not filled").isLessThan(MAX_ROUNDS);
            for (int i = 0; i < 5; i++) {
                publishRound();
            }
        }
    }

    /** One prediction of each room. The others have got the one of the last room, and so all before it, when this returns. */
    private int publishRound() {
        rounds++;
        for (int i = ROOMS - 1; i >= 0; i--) {
            TRACKER.publish(Payloads.topic(room(i), "prediction"), prediction(room(i), rounds));
        }
        others.forEach(other -> live(other, rounds));
        return rounds;
    }

    private static String prediction(String room, int round) {
        return Payloads.pythonPrediction(room, PADDING, Instant.now().plusSeconds(3_600), 0.5)
                .add("model_type", PADDING).add("features_count", round)
                .add("prediction_metadata", jakarta.json.Json.createObjectBuilder().add("pattern_match", PADDING))
                .build().toString();
    }

    private static long updatesIn(TestClient client) {
        return client.untaken().stream().filter(message -> message.getString("message_type").equals("prediction_update"))
                .filter(SlowClientIT::isLive).count();
    }

    private static int conflatedSince(int before) {
        return Api.status().getInt("total_messages_conflated") - before;
    }

    private static JsonObject live(TestClient client) {
        return client.next("prediction_update", SlowClientIT::isLive);
    }

    private static JsonObject live(TestClient client, int round) {
        return client.next("prediction_update", message ->
                isLive(message) && message.getString("room_id").equals(room(0)) && round(message) == round);
    }

    private static boolean isLive(JsonObject message) {
        return !message.getJsonObject("data").containsKey("replayed");
    }

    private static int round(JsonObject update) {
        return update.getJsonObject("data").getInt("features_used");
    }

    private static TestClient subscribed(TestKey key) {
        var client = TestClient.authenticated("/ws/predictions", key, "");
        client.next("subscription_status");
        return client;
    }

    private static boolean works(TestKey key) {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.next("connection");
            client.authenticate(key, "");
            return client.next().getString("message_type").equals("authentication");
        }
    }

    private static Settings settings(TestKey... further) {
        var keys = new ArrayList<>(TestKey.ALL);
        keys.addAll(List.of(further));
        return Settings.standard().keys(keys.toArray(TestKey[]::new));
    }

    private static String room(int number) {
        return "room_" + number;
    }
}
