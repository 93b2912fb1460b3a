package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
import org.junit.jupiter.params.provider.EnumSource;

/** The clients under {@code examples}, and those of the document that asked for this API, as a user starts them. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ExamplesIT {

    private static final Tracker TRACKER = new Tracker();
    private static final String IN_25_MINUTES = "occupied in 2[45]m";

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(settings());
    }

    @AfterAll
    static void stopTheTracker() {
        TRACKER.close();
    }

    @BeforeEach
    void theServerHearsTheBroker() {
        await().atMost(Duration.ofSeconds(60)).until(() -> get("health/ready").contains("\"mqtt\":\"UP\""));
    }

    private static Settings settings() {
        return Settings.standard().broker(TRACKER.port())
                .api("heartbeat_interval_seconds", 1)
                .api("connection_timeout_seconds", 5);
    }

    @ParameterizedTest
    @EnumSource
    void anExamplePrintsWhatAnotherSystemPredicts(ClientRuntime runtime) throws Exception {
        try (ClientProcess client = runtime.startExample(TestKey.FULL.secret(), options("predictions", "--room", "kitchen"))) {
            client.awaitLine("^subscribe /ws/predictions");

            publishPrediction("bedroom", "Bedroom");
            publishPrediction("kitchen", "Kitchen");

            client.awaitLine("^Kitchen: " + IN_25_MINUTES + " \\(87 %\\)$");
            assertThat(client.lines()).noneMatch(line -> line.startsWith("Bedroom"));
            client.signal("INT");
            assertThat(client.awaitExit()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExampleGetsTheAlertItMissedAndAcknowledgesIt(ClientRuntime runtime) throws Exception {
        List<String> options = options("alerts", "--stream", "/ws/predictions", "--client-name", "examples-" + UUID.randomUUID());
        String message = "The bedroom's model has aged " + UUID.randomUUID();
        try (ClientProcess client = runtime.startExample(TestKey.FULL.secret(), options)) {
            client.awaitLine("^subscribe /ws/alerts");
            client.signal("INT");
            client.awaitExit();
        }

        publishAlert("bedroom", message);
        try (ClientProcess client = runtime.startExample(TestKey.FULL.secret(), options)) {
            client.awaitLine("^Alert \\(warning\\): " + message);
            publishPrediction("office", "Office"); // handled after the alert, so that the acknowledgement is out
            client.awaitLine("^Office: " + IN_25_MINUTES);
            client.signal("INT");
            client.awaitExit();
        }

        try (ClientProcess client = runtime.startExample(TestKey.FULL.secret(), options)) {
            client.awaitLine("^authenticated, 0 alert");
            client.awaitLine("^subscribe /ws/alerts");
            assertThat(client.lines()).noneMatch(line -> line.startsWith("Alert"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExampleComesBackAfterTheServerClosedItsSocket(ClientRuntime runtime) throws Exception {
        try (ClientProcess client = runtime.startExample(TestKey.FULL.secret(), options("predictions"))) {
            client.awaitLine("^subscribe /ws/predictions");

            client.signal("STOP"); // as a computer that falls asleep
            await().atMost(Duration.ofSeconds(30)).until(() -> openSockets() == 0);
            client.signal("CONT");

            client.awaitLine("next attempt in");
            client.awaitLines("^subscribe /ws/predictions", 2);
            publishPrediction("living_room", "Living Room");
            client.awaitLine("^Living Room: " + IN_25_MINUTES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExampleStopsAtARefusedKey(ClientRuntime runtime) throws Exception {
        try (ClientProcess client = runtime.startExample("no-such-key", options("predictions"))) {
            assertThat(client.awaitExit()).isEqualTo(1);
            assertThat(client.lines()).anyMatch(line -> line.startsWith("refused: "))
                    .noneMatch(line -> line.contains("next attempt")).noneMatch(line -> line.contains("no-such-key"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExampleStopsWhenItsKeyIsRevoked(ClientRuntime runtime) throws Exception {
        TestKey key = runtime == ClientRuntime.PYTHON ? TestKey.SECOND : TestKey.ONLY_PREDICTIONS; // one that no other test misses
        try (ClientProcess client = runtime.startExample(key.secret(), options("predictions"))) {
            client.awaitLine("^subscribe /ws/predictions");

            TestKey[] others = TestKey.ALL.stream().filter(other -> !other.equals(key)).toArray(TestKey[]::new);
            settings().keys(others).writeKeysTo(Server.configDirectory());

            assertThat(client.awaitExit()).isEqualTo(1);
            assertThat(client.lines()).anyMatch(line -> line.startsWith("refused: "));
        } finally {
            settings().writeKeysTo(Server.configDirectory());
        }
    }

    @Test
    void thePythonProgramOfTheFirstDocumentWorksAsItStands() throws Exception {
        try (ClientProcess client = ClientRuntime.PYTHON.startProgram(SeedDocument.python(TestKey.FULL))) {
            client.awaitLines("^Received: subscription_status$", 2);

            publishPrediction("kitchen", "Kitchen");

            client.awaitLine("^Received: prediction_update$");
        }
    }

    @Test
    void theNodeProgramOfTheFirstDocumentWorksAsItStands() throws Exception {
        try (ClientProcess client = ClientRuntime.NODE.startProgram(SeedDocument.node(TestKey.FULL))) {
            client.awaitLine("^Received subscription_status$");

            publishPrediction("kitchen", "Kitchen");

            client.awaitLine("^Prediction for Kitchen: " + IN_25_MINUTES + "$");
        }
    }

    private static List<String> options(String path, String... more) {
        URI url = URI.create("ws://" + Server.base().getAuthority() + "/ws/" + path);
        return Stream.concat(Stream.of("--url", url.toString()), Arrays.stream(more)).toList();
    }

    private static int openSockets() throws IOException, InterruptedException {
        return Integer.parseInt(get("api/websocket/status").replaceFirst("(?s).*\"active_connections\":(\\d+).*", "$1"));
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Server.base().resolve(path))
                .header("X-API-Key", TestKey.FULL.secret()).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static void publishPrediction(String room, String name) {
        Instant now = Instant.now();
        TRACKER.publish("occupancy/predictions/" + room + "/prediction", """
                {"room_id": "%s", "room_name": "%s", "predicted_time": "%s", "transition_type": "vacant_to_occupied",
                 "confidence_score": 0.87, "time_until_seconds": 1500, "time_until_human": "25 minutes",
                 "model_type": "ensemble", "model_version": "v1.0", "prediction_made_at": "%s",
                 "base_predictions": {"lstm": 1450.0}, "model_weights": {"lstm": 1.0}, "alternatives": [],
                 "prediction_reliability": "high", "features_count": 25}
                """.formatted(room, name, now.plusSeconds(25 * 60 + 20), now));
    }

    private static void publishAlert(String room, String message) {
        TRACKER.publish("occupancy/predictions/alerts", """
                {"alert_type": "accuracy_degradation", "severity": "warning", "message": "%s", "room_id": "%s",
                 "current_accuracy": 0.65, "threshold": 0.7, "recommended_action": "Retrain the model",
                 "alert_id": "%s", "created_at": "%s"}
                """.formatted(message, room, UUID.randomUUID(), Instant.now()));
    }
}
