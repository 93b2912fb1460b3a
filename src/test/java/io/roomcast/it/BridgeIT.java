package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.mqtt.EmbeddedBroker;
import io.roomcast.mqtt.Subscriber;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the built-in tracking manager says of the simulated home reaches a broker, from which Home Assistant and others read it. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class BridgeIT {

    private static final String ROOMCAST = "roomcast-bridge";
    private static final int PORT = Machine.freePort();
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final String AVAILABILITY = Payloads.PREFIX + "bridge/availability";
    private static final String KITCHEN_CONFIG = "homeassistant/device/roomcast-kitchen/config";

    @ArquillianResource
    private Deployer deployer;

    private static Settings settings(int port) {
        return Settings.standard().broker(port).mqtt("bridge", "auto")
                .tracking("source", "embedded")
                .tracking("websocket_api_status_interval_seconds", 2)
                .set("simulation", "history_weeks", 2);
    }

    @Deployment(name = ROOMCAST, managed = false, testable = false)
    static WebArchive roomcast() {
        return Deployments.with(settings(PORT));
    }

    @Test
    @Timeout(600)
    void homeAssistantFindsTheRoomsAndHearsOfThemUntilTheApplicationGoes() throws Exception {
        try (var broker = EmbeddedBroker.of(EmbeddedBroker.Kind.MQTT_5, Server.workDirectory(), PORT)) {
            broker.start();
            try (var home = new Subscriber(PORT)) {
                deployer.deploy(ROOMCAST);
                try (var alerts = TestClient.authenticated("/ws/alerts", TestKey.FULL, "bridge")) {
                    alerts.next("subscription_status");
                    assertIntroduced(home);
                    assertTold(home);
                    assertStatusIsReal();
                    train();
                    var alert = alerts.next("alert_notification").getJsonObject("data");
                    await("the same alert over MQTT").atMost(PATIENCE).until(() -> home.texts(Payloads.ALERTS).stream()
                            .anyMatch(text -> parse(text).getString("alert_id").equals(alert.getString("alert_id"))));
                } finally {
                    deployer.undeploy(ROOMCAST);
                }
                await("the farewell").atMost(PATIENCE).until(() -> home.latest(AVAILABILITY).equals(Optional.of("offline")));
            }
        }
        try (var management = ServerJmx.connect()) {
            await("no thread does anything of the application's").atMost(Duration.ofSeconds(30)).untilAsserted(() ->
                    assertThat(management.frames()).noneMatch(frame -> frame.contains("io.roomcast.")));
        }
    }

    @Test
    @Timeout(600)
    void aBrokerThatComesLateHearsEverythingAndTheLastWillWhenTheServerIsKilled() {
        int port = Machine.freePort();
        try (var server = new ServerProcess("bridge", settings(port)); var broker = EmbeddedBroker.of(EmbeddedBroker.Kind.MQTT_5,
                Server.workDirectory(), port)) {
            server.start();
            try (var status = TestClient.connect(server.base(), "/ws/system-status")) {
                status.authenticate(TestKey.FULL, "watcher");
                status.next("system_status_update", message -> message.getJsonObject("data").getString("system_health").equals("degraded")
                        && !message.getJsonObject("data").getJsonObject("mqtt_status").getBoolean("connected"));
                broker.start();
                try (var home = new Subscriber(port)) {
                    assertIntroduced(home);
                    assertTold(home);
                    status.next("system_status_update", message -> message.getJsonObject("data").getString("system_health").equals("healthy")
                            && message.getJsonObject("data").getJsonObject("mqtt_status").getInt("messages_published") > 0);

                    server.kill();

                    await("the last will").atMost(PATIENCE).until(() -> home.latest(AVAILABILITY).equals(Optional.of("offline")));
                }
            }
        }
    }

    private static void assertIntroduced(Subscriber home) {
        await("the kitchen is introduced").atMost(PATIENCE).until(() -> home.latest(KITCHEN_CONFIG).isPresent());
        await("it is available").atMost(PATIENCE).until(() -> home.latest(AVAILABILITY).equals(Optional.of("online")));
        var kitchen = parse(home.latest(KITCHEN_CONFIG).orElseThrow());
        assertThat(kitchen.getJsonObject("dev").getString("name")).isEqualTo("Kitchen");
        assertThat(kitchen.getJsonObject("cmps").getJsonObject("next_transition").getString("state_topic"))
                .isEqualTo(Payloads.topic("kitchen", "prediction"));
        assertThat(home.latest("homeassistant/device/roomcast/config")).isPresent();
        assertThat(home.latest("homeassistant/device/roomcast-study/config")).isPresent();
    }

    private static void assertTold(Subscriber home) {
        for (var topic : List.of(Payloads.topic("kitchen", "prediction"), Payloads.topic("kitchen", "state"), Payloads.TRACKER_STATUS)) {
            await(topic).atMost(PATIENCE).until(() -> home.latest(topic).isPresent());
        }
        var prediction = parse(home.latest(Payloads.topic("kitchen", "prediction")).orElseThrow());
        assertThat(prediction.getString("room_id")).isEqualTo("kitchen");
        assertThat(prediction.getString("transition_type")).isIn("occupied", "vacant");
        assertThat(prediction.keySet()).contains("time_until_seconds", "time_until_human", "prediction_reliability", "features_count");
        var status = parse(home.latest(Payloads.TRACKER_STATUS).orElseThrow());
        assertThat(status.getString("tracking_source")).isEqualTo("embedded");
        assertThat(status.getString("system_status")).isIn("online", "degraded");
    }

    private static void assertStatusIsReal() {
        Api.awaitBroker(true);
        assertThat(Api.health().getString("mqtt")).isEqualTo("UP");
        await("messages are counted").atMost(PATIENCE).until(() -> Api.metric("mqtt_messages_published_total", "kind=\"prediction\"") > 0);
    }

    /** Has a model trained, and cancels that: alerts tell of both. */
    private static void train() {
        var training = Server.base().resolve("api/training");
        await("a model is trained").atMost(PATIENCE)
                .until(() -> List.of(202, 409).contains(Api.send("POST", training, "X-API-Key", TestKey.ONLY_STATUS.secret()).statusCode()));
        Api.send("DELETE", training, "X-API-Key", TestKey.ONLY_STATUS.secret());
    }

    private static JsonObject parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
