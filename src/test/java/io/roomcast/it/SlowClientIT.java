package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
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

/**
 * A client that stops reading: it costs nobody else anything, and the server gets rid of it when it must. The predictions are
 * long, so that what the servers and the network hold on the way to such a client, some ten megabytes, is soon full.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SlowClientIT {

    private static final Tracker TRACKER = new Tracker();
    private static final TestKey STALLED = TestKey.FULL.named("stalled");
    private static final TestKey REVOKED = TestKey.FULL.named("revoked");
    private static final int ROOMS = 10;
    private static final int OTHERS = 3;
    private static final int IDLE_SECONDS = 20;
    /** The time a closed peer has before its connection is ended; on Open Liberty only if it sends nothing meanwhile. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(Server.current() == Server.LIBERTY ? 32 : 7);
    /** Rounds after which everything on the way to a client must be full. */
    private static final int MAX_ROUNDS = 200;
    /** A forecast for every minute of a day makes a prediction of some 60 kB. */
    private static final int FORECAST_MINUTES = 1_440;
    private static final JsonArray FORECAST = forecast();
    private static final int ROUNDS_WHEN_FULL = 20;
    private static final long MEGABYTE = 1 << 20;

    private final List<TestClient> others = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private int rounds;

    @Deployment(testable = false)
    static WebArchive roomcast() {
        var rooms = IntStream.range(0, ROOMS).boxed().flatMap(i -> Stream.of(room(i), "Room " + i));
        return Deployments.with(settings(STALLED, REVOKED)
                .rooms(rooms.toArray(String[]::new))
                .api("heartbeat_interval_seconds", 5)
                .api("connection_timeout_seconds", IDLE_SECONDS)
                .broker(TRACKER.port()));
    }

    @AfterAll
    static void stopTheTracker() {
        TRACKER.close();
    }

    @BeforeEach
    void theOthersListen() {
        Api.awaitBroker(true);
        for (int i = 0; i < OTHERS; i++) {
            var tally = new Tally();
            var other = TestClient.listening("/ws/predictions", tally);
            other.authenticate(TestKey.FULL, "");
            others.add(other);
            tallies.add(tally);
        }
        await("the others are subscribed").until(() -> tallies.stream().allMatch(Tally::isSubscribed));
    }

    @AfterEach
    void theOthersLeave() {
        others.forEach(TestClient::close);
        Api.awaitNoConnections();
    }

    @Test
    void theOthersGetEverythingAndTheStalledOneTheNewestWhenItReadsAgain() throws Exception {
        try (var stalled = stall(STALLED); var server = ServerJmx.connect()) {
            var conflated = conflated();
            var heap = server.heapInUse();

            for (int i = 0; i < ROUNDS_WHEN_FULL; i++) {
                publishRound();
                stalled.showLife();
            }

            assertThat(conflated() - conflated).as("what is replaced once all is full, but for some room the network still makes")
                    .isGreaterThan((ROUNDS_WHEN_FULL - 1) * ROOMS);
            assertThat(Api.metric("websocket_queue_depth", "")).as("what waits").isLessThanOrEqualTo(2.0 * ROOMS);
            assertThat(server.heapInUse() - heap).as("growth by 12 MB for a client that reads nothing").isLessThan(6 * MEGABYTE);
            assertThat(Api.status().getInt("active_connections")).isEqualTo(OTHERS + 1);

            assertCatchesUp(stalled);
        }
    }

    @Test
    void aStalledClientWhoseKeyIsRevokedIsGoneSoonAndKeepsNoThread() throws Exception {
        var stalled = stall(REVOKED);
        try (var server = ServerJmx.connect()) {
            settings(STALLED).writeKeysTo(Server.configDirectory());

            assertGoneWithin(Duration.ofSeconds(IDLE_SECONDS - 5));
            await("the thread that closes is done, while the client stays").atMost(Duration.ofSeconds(15)).untilAsserted(() ->
                    assertThat(server.frames()).noneMatch(frame -> frame.contains("io.roomcast.api.EngineSocket")));
        }
        stalled.close();
    }

    @Test
    void aStalledClientIsClosedWhenItHasBeenSilentForTooLong() {
        try (var stalled = stall(STALLED)) {
            assertGoneWithin(Duration.ofSeconds(IDLE_SECONDS + 5));

            await("the connection is ended, full as it is").pollDelay(LAST_WORDS).atMost(LAST_WORDS.plusSeconds(5))
                    .until(stalled::isLetGo);
        }
    }

    /** A client for which nothing more can be sent. */
    private StalledClient stall(TestKey key) {
        var before = conflated();
        var stalled = StalledClient.subscribed(key);
        while (conflated() - before <= ROOMS) {
            assertThat(rounds).as("rounds in which the buffers have not filled").isLessThan(MAX_ROUNDS);
            publishRound();
            stalled.showLife();
        }
        assertThat(Api.status().getInt("active_connections")).isEqualTo(OTHERS + 1);
        return stalled;
    }

    /** It has missed rounds, but of each room it gets the newest, after older ones in order. */
    private void assertCatchesUp(StalledClient stalled) {
        Map<String, Integer> newest = new HashMap<>();
        int updates = 0;
        while (newest.size() < ROOMS || newest.values().stream().anyMatch(round -> round < rounds)) {
            var update = stalled.next("prediction_update");
            if (Tally.isLive(update)) {
                updates++;
                var previous = newest.put(update.getString("room_id"), Tally.round(update));
                assertThat(previous).as("the round before " + Tally.round(update)).satisfiesAnyOf(
                        round -> assertThat(round).isNull(), round -> assertThat(round).isLessThan(Tally.round(update)));
            }
        }
        assertThat(updates).isLessThanOrEqualTo((rounds - ROUNDS_WHEN_FULL) * ROOMS);

        publishRound();

        for (int i = 0; i < ROOMS; i++) {
            assertThat(Tally.round(stalled.next("prediction_update"))).isEqualTo(rounds);
        }
    }

    /** The place is free, and the others have missed nothing. */
    private void assertGoneWithin(Duration time) {
        await("only the others are left").atMost(time).until(() -> Api.status().getInt("active_connections") == OTHERS);
        publishRound();
    }

    /** One prediction of each room. The others have got all of them when this returns. */
    private void publishRound() {
        rounds++;
        for (int i = 0; i < ROOMS; i++) {
            TRACKER.publish(Payloads.topic(room(i), "prediction"), prediction(room(i), rounds));
        }
        await("the others have round " + rounds).atMost(Inbox.PATIENCE).pollInterval(Duration.ofMillis(10))
                .until(() -> tallies.stream().allMatch(tally -> tally.isComplete(ROOMS, rounds)));
    }

    private static String prediction(String room, int round) {
        return Payloads.pythonPrediction(room, room, Instant.now().plusSeconds(3_600), 0.5)
                .add("features_count", round)
                .add("prediction_metadata", Json.createObjectBuilder().add("occupancy_forecast", FORECAST))
                .build().toString();
    }

    private static JsonArray forecast() {
        var points = Json.createArrayBuilder();
        for (int minute = 1; minute <= FORECAST_MINUTES; minute++) {
            points.add(Json.createObjectBuilder().add("minutes", minute).add("probability", 0.123456));
        }
        return points.build();
    }

    private static int conflated() {
        return Api.status().getInt("total_messages_conflated");
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
