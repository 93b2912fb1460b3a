package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker that most homes have, and its own program to publish with. Skipped where it is not installed. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class MosquittoIT {

    private static final String ROOMCAST = "roomcast";
    private static final int PORT = Machine.freePort();
    private static final String WRONG_PASSWORD = "what-some-guest-guessed";
    private static final String TOPIC = Payloads.topic("living_room", "prediction");

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = ROOMCAST, managed = false, testable = false)
    static WebArchive roomcast() {
        return Deployments.standard();
    }

    @Test
    void whatMosquittoPubPublishesArrivesOverStopsAndKills() {
        try (var broker = new Mosquitto("home", PORT).start()) {
            whileDeployed(Mosquitto.PASSWORD, () -> assertHeard(broker));
        }
    }

    private static void assertHeard(Mosquitto broker) {
        try (var predictions = subscribed("/ws/predictions"); var alerts = subscribed("/ws/alerts")) {
            Api.awaitBroker(true);
            broker.retain(TOPIC, prediction(0.51));
            broker.publish(Payloads.ALERTS, alert("before"));

            var data = live(predictions, 0.51).getJsonObject("data");
            assertThat(data.getString("transition_type")).isEqualTo("occupied");
            assertThat(data.getString("model_version")).isEqualTo("2.1.0");
            assertThat(data.getInt("features_used")).isEqualTo(25);
            assertThat(data.getJsonArray("alternatives")).hasSize(2);
            alerts.acknowledge(next(alerts, "before"));

            broker.stop();
            Api.awaitBroker(false);
            broker.start();
            broker.publish(Payloads.ALERTS, alert("held"));

            Api.awaitBroker(true);
            alerts.acknowledge(next(alerts, "held"));
            broker.retain(TOPIC, prediction(0.52));
            live(predictions, 0.52);
            assertThat(predictions.untaken()).as("the retained prediction, which came again")
                    .noneMatch(message -> isLive(message, 0.51));

            broker.kill();
            Api.awaitBroker(false);
            broker.start();
            Api.awaitBroker(true);

            broker.publish(TOPIC, prediction(0.53));
            assertThat(live(predictions, 0.53).getString("room_id")).isEqualTo("living_room");
            assertThat(alerts.within(Duration.ofMillis(500), "alert_notification")).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsSaidToBeWrongAndIsNotShown() {
        try (var broker = new Mosquitto("guarded", PORT)) {
            broker.start();
            whileDeployed(WRONG_PASSWORD, MosquittoIT::assertRefused);
        }
        assertThat(ServerLog.text()).contains("the broker refuses the user name or password")
                .doesNotContain(WRONG_PASSWORD, Mosquitto.PASSWORD);
    }

    private static void assertRefused() {
        Api.awaitBroker(false);
        assertThat(Api.health().getString("mqtt_detail"))
                .contains("the broker refuses the user name or password (mqtt.username, mqtt.password)")
                .doesNotContain(WRONG_PASSWORD);
        subscribed("/ws/predictions").close();
    }

    /** Deploys with that password for the broker, and undeploys afterwards. */
    private void whileDeployed(String password, Runnable test) {
        Settings.standard().broker(PORT).mqtt("username", Mosquitto.USER).mqtt("password", password)
                .writeTo(Server.configDirectory());
        deployer.deploy(ROOMCAST);
        try {
            test.run();
        } finally {
            deployer.undeploy(ROOMCAST);
        }
    }

    private static TestClient subscribed(String path) {
        var client = TestClient.authenticated(path, TestKey.FULL, "mosquitto");
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

    private static JsonObject next(TestClient client, String alert) {
        return client.next("alert_notification", message -> message.getJsonObject("data").getString("alert_id").startsWith(alert));
    }

    private static String prediction(double confidence) {
        return Payloads.pythonPrediction("living_room", "Living Room", Instant.now().plusSeconds(1_800), confidence)
                .build().toString();
    }

    private static String alert(String name) {
        return Payloads.alert(name + " " + UUID.randomUUID(), "living_room").build().toString();
    }
}
