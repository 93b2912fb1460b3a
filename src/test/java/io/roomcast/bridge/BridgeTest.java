package io.roomcast.bridge;

import static io.roomcast.bridge.Said.HALL;
import static io.roomcast.bridge.Said.KITCHEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.config.DiscoveryForm;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.mqtt.Publisher;
import io.roomcast.mqtt.Subscriber;
import io.roomcast.tracking.ComponentState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From what is announced to the topics of a real broker. */
class BridgeTest extends BridgeScenario {

    @Test
    void roomsAreIntroducedAndWhatIsSaidOfThemIsRetained() {
        broker.start();
        bridge.start();
        bridge.announce(Said.prediction(KITCHEN, 0.7));
        bridge.announce(Said.state(KITCHEN, Occupancy.VACANT));
        bridge.announce(Said.status());
        try (Subscriber home = new Subscriber(broker.port())) {
            awaitIntroduction(home);
        }

        try (Subscriber latecomer = new Subscriber(broker.port())) {
            await().untilAsserted(() -> assertThat(latecomer.topics()).contains(AVAILABILITY, KITCHEN_CONFIG, HALL_CONFIG,
                    "homeassistant/device/roomcast_p/config", PREDICTION, "p/kitchen/state", "p/system/status"));
            assertThat(latecomer.latest(PREDICTION).orElseThrow()).contains("\"confidence_score\":0.7", "\"time_until_seconds\":");
            assertThat(latecomer.latest("p/system/status").orElseThrow())
                    .contains("\"system_status\":\"online\"", "\"system_health\":\"healthy\"");
        }
        assertThat(reported).last().matches(report -> report.component().equals("mqtt") && report.state() == ComponentState.UP);
        await().untilAsserted(() -> assertThat(metrics.count("mqtt_messages_published_total", "kind=state")).isPositive());
        assertThat(published.count()).isEqualTo(metrics.total("mqtt_messages_published_total"));
    }

    @Test
    void whileTheBrokerIsAwayTheLatestOfEachTopicIsKeptAndEveryAlert() {
        bridge.start();
        timer.pass(Duration.ZERO);
        await().until(() -> !reported.isEmpty() && reported.get(0).state() == ComponentState.DOWN);
        bridge.announce(Said.alert("first"));
        bridge.announce(Said.prediction(KITCHEN, 0.1));
        bridge.announce(Said.drift("drift"));
        bridge.announce(Said.prediction(KITCHEN, 0.2));
        bridge.announce(Said.alert("second"));

        broker.start();
        try (Subscriber home = new Subscriber(broker.port())) {
            awaitIntroduction(home);

            await().untilAsserted(() -> assertThat(home.texts("p/alerts")).hasSize(2));
            assertThat(home.texts("p/alerts").get(0)).contains("\"alert_id\":\"first\"");
            assertThat(home.texts("p/alerts").get(1)).contains("\"alert_id\":\"second\"");
            assertThat(home.texts("p/kitchen/drift")).hasSize(1).first().asString().contains("\"alert_id\":\"drift\"");
            assertThat(home.texts(PREDICTION)).isNotEmpty().allMatch(text -> text.contains("\"confidence_score\":0.2"));
        }
        assertThat(metrics.total("mqtt_messages_dropped_total")).isZero();
    }

    @Test
    void aBrokerThatHasForgottenEverythingIsToldAnew() {
        broker.start();
        bridge.start();
        bridge.announce(Said.prediction(KITCHEN, 0.7));
        try (Subscriber home = new Subscriber(broker.port())) {
            awaitIntroduction(home);
        }

        broker.stop();
        broker.start();

        try (Subscriber home = new Subscriber(broker.port())) {
            awaitIntroduction(home);
            await().untilAsserted(() -> assertThat(home.latest(PREDICTION)).isPresent());
        }
    }

    @Test
    void whenHomeAssistantComesItIsToldWhatThereIsThenHowItIsThenThatItIsTrue() {
        broker.start();
        bridge.start();
        bridge.announce(Said.prediction(KITCHEN, 0.7));
        try (Subscriber home = new Subscriber(broker.port()); Publisher birth = new Publisher(broker.port())) {
            awaitIntroduction(home);
            await().until(() -> timer.waiting().isEmpty());
            await().untilAsserted(() -> assertThat(home.latest(PREDICTION)).isPresent());
            home.forget();

            birth.publish("homeassistant/status", "offline");
            birth.publish("homeassistant/status", "online");
            birth.publish("homeassistant/status", "online");
            await().until(() -> timer.waiting().size() == 1);

            assertThat(timer.waiting().get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
            timer.pass(Duration.ofSeconds(5));
            await().until(() -> home.topics().contains(AVAILABILITY));
            assertThat(home.topics()).filteredOn(topic -> !topic.equals("homeassistant/status")).containsExactly(
                    "homeassistant/device/roomcast_p/config", HALL_CONFIG, KITCHEN_CONFIG, PREDICTION, AVAILABILITY);
        }
    }

    @Test
    void whatIsRetainedOfFormerTimesIsTakenBackAndNothingElse() {
        broker.start();
        String cellar = "homeassistant/device/roomcast_p-cellar/config";
        String olderForm = "homeassistant/sensor/roomcast_p/kitchen-confidence/config";
        String stranger = "homeassistant/device/boiler/config";
        try (Publisher former = new Publisher(broker.port()); Subscriber home = new Subscriber(broker.port())) {
            former.retain(cellar, OWN);
            former.retain("p/cellar/prediction", "{}");
            former.retain(olderForm, OWN);
            former.retain(stranger, OWN.replace("p/", "q/"));
            await().until(() -> home.topics().contains(stranger));

            bridge.start();
            awaitIntroduction(home);

            await().untilAsserted(() -> assertThat(home.latest(cellar)).contains(""));
            assertThat(home.latest("p/cellar/prediction")).contains("");
            await().untilAsserted(() -> assertThat(home.latest(olderForm)).contains(""));
            assertThat(home.topics().indexOf(KITCHEN_CONFIG)).isBetween(
                    home.heard().indexOf(new Subscriber.Heard(olderForm, MIGRATE)),
                    home.topics().lastIndexOf(olderForm));
        }
        try (Subscriber latecomer = new Subscriber(broker.port())) {
            await().untilAsserted(() -> assertThat(latecomer.topics()).contains(stranger, KITCHEN_CONFIG));
            assertThat(latecomer.topics()).doesNotContain(cellar, olderForm, "p/cellar/prediction", "p/kitchen/state");
        }
    }

    @Test
    void aRoomThatMayYetTurnUpIsNotTakenBack() {
        broker.start();
        complete.set(false);
        rooms.remove(HALL);
        String cellar = "homeassistant/device/roomcast_p-cellar/config";
        try (Publisher former = new Publisher(broker.port()); Subscriber home = new Subscriber(broker.port())) {
            former.retain(cellar, OWN);
            former.retain(HALL_CONFIG, OWN);
            await().until(() -> home.topics().contains(HALL_CONFIG));
            bridge.start();
            awaitIntroduction(home);
            bridge.announce(Said.status());

            rooms.add(HALL);
            complete.set(true);
            bridge.announce(Said.status());

            await().untilAsserted(() -> assertThat(home.latest(cellar)).contains(""));
            await().untilAsserted(() -> assertThat(home.latest(HALL_CONFIG).orElseThrow()).contains("\"name\":\"Hall\""));
            assertThat(home.texts(HALL_CONFIG)).doesNotContain("");
        }
    }

    @Test
    void inAHomeNoneOfWhoseRoomsCanBePredictedAllThatWereAreTakenBackOnceThatIsCertain() {
        broker.start();
        complete.set(false);
        rooms.clear();
        try (Publisher former = new Publisher(broker.port()); Subscriber home = new Subscriber(broker.port())) {
            former.retain(KITCHEN_CONFIG, OWN);
            former.retain(PREDICTION, "{}");
            await().until(() -> home.topics().contains(PREDICTION));
            bridge.start();
            awaitIntroduction(home);
            assertThat(home.texts(KITCHEN_CONFIG)).doesNotContain("");

            complete.set(true);
            bridge.announce(Said.status());

            await().untilAsserted(() -> assertThat(home.latest(KITCHEN_CONFIG)).contains(""));
            await().untilAsserted(() -> assertThat(home.latest(PREDICTION)).contains(""));
        }
    }

    @Test
    void aRoomThatGoesIsTakenBackAndOneThatIsRenamedIsToldAgain() {
        broker.start();
        bridge.start();
        bridge.announce(Said.state(HALL, Occupancy.VACANT));
        try (Subscriber home = new Subscriber(broker.port())) {
            awaitIntroduction(home);
            await().untilAsserted(() -> assertThat(home.latest("p/hall/state")).isPresent());

            rooms.clear();
            rooms.add(new Room(KITCHEN.id(), "Cuisine"));
            bridge.announce(Said.status());

            await().untilAsserted(() -> assertThat(home.latest(HALL_CONFIG)).contains(""));
            assertThat(home.latest("p/hall/state")).contains("");
            await().untilAsserted(() -> assertThat(home.latest(KITCHEN_CONFIG).orElseThrow())
                    .contains("\"name\":\"Cuisine\"", "\"unique_id\":\"roomcast_p-kitchen-confidence\""));
        }
    }

    @Test
    void whereDiscoveryIsOffOnlyWhatWasToldBeforeIsTakenBack() {
        broker.start();
        bridge = bridge(DiscoveryForm.OFF);
        try (Publisher former = new Publisher(broker.port()); Subscriber home = new Subscriber(broker.port())) {
            former.retain(KITCHEN_CONFIG, OWN);
            bridge.start();
            bridge.announce(Said.prediction(KITCHEN, 0.7));
            awaitIntroduction(home);

            await().untilAsserted(() -> assertThat(home.latest(KITCHEN_CONFIG)).contains(""));
            await().untilAsserted(() -> assertThat(home.latest(PREDICTION)).isPresent());
            assertThat(home.topics()).doesNotContain(HALL_CONFIG);
        }
    }

    /** Such as the will of a connection that the broker took for lost only after the node had connected anew. */
    @Test
    void anOfflineThatComesWhileItLivesIsCorrected() {
        broker.start();
        bridge.start();
        try (Subscriber home = new Subscriber(broker.port()); Publisher other = new Publisher(broker.port())) {
            awaitIntroduction(home);
            await().untilAsserted(() -> assertThat(home.latest(AVAILABILITY)).contains("online"));

            other.retain(AVAILABILITY, "offline");

            await().untilAsserted(() -> assertThat(home.texts(AVAILABILITY)).endsWith("offline", "online"));
        }
    }

    @Test
    void itSaysGoodbye() {
        broker.start();
        bridge.start();
        try (Subscriber home = new Subscriber(broker.port())) {
            awaitIntroduction(home);

            bridge.close();

            await().untilAsserted(() -> assertThat(home.latest(AVAILABILITY)).contains("offline"));
        }
    }

    @Test
    void ofTwoNodesOfAnUpdateTheOneThatStaysHasTheLastWordAndTheOneThatLeavesDoesNotArgue() {
        broker.start();
        bridge.start();
        try (Subscriber home = new Subscriber(broker.port())) {
            awaitIntroduction(home);
            int said = home.texts(AVAILABILITY).size();
            former = bridge(DiscoveryForm.DEVICE, "former");
            former.start();
            await().until(() -> {
                timer.pass(Duration.ofSeconds(1));
                return reported.stream().filter(report -> report.state() == ComponentState.UP).count() == 2
                        && home.texts(AVAILABILITY).size() > said;
            });

            former.close();

            await().untilAsserted(() -> assertThat(home.texts(AVAILABILITY)).endsWith("offline", "online"));
            bridge.close();
            await().untilAsserted(() -> assertThat(home.texts(AVAILABILITY)).endsWith("online", "offline"));
            assertThat(home.texts(AVAILABILITY)).filteredOn("offline"::equals).hasSize(2);
        }
    }
}
