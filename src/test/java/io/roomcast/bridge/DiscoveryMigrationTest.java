package io.roomcast.bridge;

import static io.roomcast.bridge.Said.KITCHEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.config.DiscoveryForm;
import io.roomcast.mqtt.Publisher;
import io.roomcast.mqtt.Subscriber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From one form of discovery to the other, in the order that Home Assistant asks for. */
class DiscoveryMigrationTest extends BridgeScenario {

    @ParameterizedTest
    @CsvSource({"DEVICE, ENTITY", "ENTITY, DEVICE"})
    void whenTheFormChangesHomeAssistantIsAskedToLetGoThenToldThenTheFormerFormIsTakenBack(DiscoveryForm before,
            DiscoveryForm after) {
        broker.start();
        List<String> former = List.copyOf(discovery(before).of(KITCHEN).keySet());
        List<String> latter = List.copyOf(discovery(after).of(KITCHEN).keySet());
        bridge = bridge(after);
        try (Publisher said = new Publisher(broker.port()); Subscriber home = new Subscriber(broker.port())) {
            said.retain(former.get(0), OWN);
            bridge.start();
            timer.pass(Duration.ZERO);

            timer.pass(Duration.ofMillis(1500));
            former.subList(1, former.size()).forEach(topic -> said.retain(topic, OWN));

            awaitMigration(home, former, latter);
            assertOrder(home.heard(), former, latter);
            assertNothingBefore(home.heard(), former, latter);
        }
    }

    @ParameterizedTest
    @CsvSource({"DEVICE, ENTITY", "ENTITY, DEVICE"})
    void whatIsFoundOfTheOtherFormAtAnyLaterTimeIsTakenBackInTheSameOrder(DiscoveryForm before, DiscoveryForm after) {
        broker.start();
        List<String> former = List.copyOf(discovery(before).of(KITCHEN).keySet());
        List<String> latter = List.copyOf(discovery(after).of(KITCHEN).keySet());
        bridge = bridge(after);
        bridge.start();
        try (Publisher said = new Publisher(broker.port()); Subscriber home = new Subscriber(broker.port())) {
            await().until(() -> {
                timer.pass(Duration.ofSeconds(1));
                return home.topics().containsAll(latter);
            });
            timer.pass(Duration.ofMinutes(10));
            home.forget();

            former.forEach(topic -> said.retain(topic, OWN));

            awaitMigration(home, former, latter);
            assertOrder(home.heard(), former, latter);
        }
    }

    @Test
    void nothingIsSaidOfRoomsBeforeWhatIsRetainedHasHadTimeToComeIn() {
        broker.start();
        List<String> former = List.copyOf(discovery(DiscoveryForm.ENTITY).of(KITCHEN).keySet());
        bridge.start();
        try (Publisher said = new Publisher(broker.port()); Subscriber home = new Subscriber(broker.port())) {
            await().until(() -> {
                timer.pass(Duration.ZERO);
                return home.latest(AVAILABILITY).isPresent() && !timer.waiting().isEmpty();
            });
            timer.pass(Duration.ofMillis(4900));
            former.forEach(topic -> said.retain(topic, OWN));

            awaitMigration(home, former, List.of(KITCHEN_CONFIG));
            assertOrder(home.heard(), former, List.of(KITCHEN_CONFIG));
            assertNothingBefore(home.heard(), former, List.of(KITCHEN_CONFIG));
        }
    }

    @Test
    void aMigrationThatAStopCutShortIsFinished() {
        broker.start();
        String olderForm = "homeassistant/sensor/roomcast_p/kitchen-confidence/config";
        try (Publisher former = new Publisher(broker.port()); Subscriber home = new Subscriber(broker.port())) {
            former.retain(olderForm, MIGRATE);
            former.retain("homeassistant/sensor/boiler/pressure/config", MIGRATE);
            bridge.start();
            awaitIntroduction(home);

            await().untilAsserted(() -> assertThat(home.latest(olderForm)).contains(""));
            assertThat(home.texts("homeassistant/sensor/boiler/pressure/config")).containsExactly(MIGRATE);
        }
    }

    private void awaitMigration(Subscriber home, List<String> former, List<String> latter) {
        await().until(() -> {
            timer.pass(Duration.ofMillis(100));
            return home.topics().containsAll(latter) && former.stream()
                    .allMatch(topic -> home.latest(topic).equals(Optional.of("")));
        });
    }

    /**
     * Each topic of the former form: asked to let go before the first word of the latter form, taken back after the
     * last of it.
     */
    private static void assertOrder(List<Subscriber.Heard> heard, List<String> former, List<String> latter) {
        for (String topic : former) {
            List<String> texts = heard.stream().filter(message -> message.topic().equals(topic))
                    .map(Subscriber.Heard::text)
                    .filter(text -> !text.equals(OWN)).distinct().toList();
            assertThat(texts).as(topic).containsExactly(MIGRATE, "");
            int asked = heard.indexOf(new Subscriber.Heard(topic, MIGRATE));
            int back = heard.lastIndexOf(new Subscriber.Heard(topic, ""));
            assertThat(heard.subList(asked, back).stream().map(Subscriber.Heard::topic)).as("between both")
                    .containsAll(latter);
        }
    }

    /** Nothing is said in the latter form before all that is retained in the former one has been asked to let go. */
    private static void assertNothingBefore(List<Subscriber.Heard> heard, List<String> former, List<String> latter) {
        int asked = former.stream().mapToInt(topic -> heard.indexOf(new Subscriber.Heard(topic, MIGRATE))).max()
                .orElseThrow();
        assertThat(heard.subList(0, asked).stream().map(Subscriber.Heard::topic)).doesNotContainAnyElementsOf(latter);
    }
}
