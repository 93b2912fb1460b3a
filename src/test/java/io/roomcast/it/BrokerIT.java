package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.mqtt.EmbeddedBroker;
import io.roomcast.mqtt.Publisher;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The broker is not there, comes, goes and comes back, whatever version of the protocol it speaks: clients are served on. Each
 * test deploys anew, so that the waits between attempts to connect start with the shortest.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class BrokerIT {

    private static final String ROOMCAST = "roomcast";
    private static final int PORT = Machine.freePort();
    private static final String KITCHEN = Payloads.topic("kitchen", "prediction");

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = ROOMCAST, managed = false, testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard().broker(PORT));
    }

    @BeforeEach
    void deploy() {
        deployer.deploy(ROOMCAST);
    }

    @AfterEach
    void undeploy() {
        deployer.undeploy(ROOMCAST);
    }

    @ParameterizedTest
    @EnumSource
    void aBrokerThatComesLateGoesAndComesBackIsHeard(EmbeddedBroker.Kind kind) {
        var retained = prediction(0.31);
        try (var status = subscribed("/ws/system-status", ""); var client = subscribed("/ws/predictions", "");
                var broker = EmbeddedBroker.of(kind, Server.workDirectory(), PORT)) {
            assertSaid(status, false, Instant.EPOCH);
            Api.awaitBroker(false);
            assertThat(Api.health().getString("mqtt_detail")).contains("127.0.0.1:" + PORT, "nothing listens there", "trying again");
            assertThat(Api.health().getString("system_health")).isEqualTo("degraded");

            var started = Instant.now();
            broker.start();
            retain(PORT, KITCHEN, retained);

            Api.awaitBroker(true);
            assertThat(live(client, 0.31).getString("room_id")).isEqualTo("kitchen");
            assertSaid(status, true, started);
            assertThat(Api.health().getString("mqtt_detail")).endsWith("by " + kind);

            var stopped = Instant.now();
            broker.stop();

            assertSaid(status, false, stopped);
            try (var latecomer = subscribed("/ws/predictions", "")) {
                assertThat(latecomer.next("prediction_update").getJsonObject("data").getBoolean("replayed")).isTrue();
            }

            var restarted = Instant.now();
            broker.start();
            retain(PORT, KITCHEN, retained);
            Api.awaitBroker(true);
            assertSaid(status, true, restarted);
            retain(PORT, KITCHEN, prediction(0.32));

            live(client, 0.32);
            assertThat(client.untaken()).as("what is told again of what was told").noneMatch(message -> isLive(message, 0.31));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheBrokerHeldWhileTheWayWasCutArrives(EmbeddedBroker.Kind kind) {
        try (var broker = EmbeddedBroker.of(kind, Server.workDirectory()); var cable = new Cable(PORT, broker.port())) {
            broker.start();
            cable.plugIn();
            Api.awaitBroker(true);
            try (var client = subscribed("/ws/alerts", "behind a cable, " + kind); var publisher = new Publisher(broker.port())) {
                client.acknowledge(next(client, publish(publisher)));
                publisher.retain(KITCHEN, prediction(0.41));
                try (var other = subscribed("/ws/predictions", "")) {
                    other.next("prediction_update");

                    cable.pullOut();
                    Api.awaitBroker(false);
                    var first = publish(publisher);
                    var second = publish(publisher);
                    cable.plugIn();

                    Api.awaitBroker(true);
                    client.acknowledge(next(client, first));
                    client.acknowledge(next(client, second));
                    publisher.retain(KITCHEN, prediction(0.42));
                    live(other, 0.42);
                    assertThat(other.untaken()).as("the retained prediction, which came again")
                            .noneMatch(message -> isLive(message, 0.41));
                }
                assertThat(client.within(Duration.ofSeconds(1), "alert_notification")).isEmpty();
            }
        }
    }

    /** That a status since then tells whether there is a connection. */
    private static void assertSaid(TestClient client, boolean connected, Instant since) {
        var found = client.next("system_status_update", message -> !Instant.parse(message.getString("timestamp")).isBefore(since)
                && message.getJsonObject("data").getJsonObject("components").getString("mqtt", "").equals(connected ? "UP" : "DOWN"));
        var data = found.getJsonObject("data");
        assertThat(data.getJsonObject("mqtt_status").getBoolean("connected")).isEqualTo(connected);
        assertThat(data.getString("system_health")).isEqualTo(connected ? "healthy" : "degraded");
    }

    private static TestClient subscribed(String path, String name) {
        var client = TestClient.authenticated(path, TestKey.FULL, name);
        client.next("subscription_status");
        return client;
    }

    private static JsonObject live(TestClient client, double confidence) {
        return client.next("prediction_update", message -> isLive(message, confidence));
    }

    private static boolean isLive(JsonObject message, double confidence) {
        return message.getString("message_type").equals("prediction_update")
                && !message.getJsonObject("data").containsKey("replayed")
                && message.getJsonObject("data").getJsonNumber("confidence_score").doubleValue() == confidence;
    }

    private static JsonObject next(TestClient client, String alertId) {
        return client.next("alert_notification", message -> message.getJsonObject("data").getString("alert_id").equals(alertId));
    }

    private static String prediction(double confidence) {
        return Payloads.pythonPrediction("kitchen", "Kitchen", Instant.now().plusSeconds(900), confidence).build().toString();
    }

    private static void retain(int port, String topic, String payload) {
        try (var publisher = new Publisher(port)) {
            publisher.retain(topic, payload);
        }
    }

    private static String publish(Publisher publisher) {
        var id = UUID.randomUUID().toString();
        publisher.publish(Payloads.ALERTS, Payloads.alert(id, "kitchen").build().toString());
        return id;
    }
}
