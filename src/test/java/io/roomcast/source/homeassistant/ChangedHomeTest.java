package io.roomcast.source.homeassistant;

import static io.roomcast.home.SensorState.OFF;
import static io.roomcast.home.SensorState.ON;
import static io.roomcast.home.SensorState.UNAVAILABLE;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.HALL;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.KITCHEN;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.SensorEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of a home that changes while it is followed. */
class ChangedHomeTest {

    private static final Duration UNTIL_READ = Duration.ofSeconds(5);

    private final HomeAssistantFixture fixture = new HomeAssistantFixture();
    private final HomeAssistantDouble home = fixture.home;
    private final RecordingSink sink = fixture.sink;

    private void rename(String name) {
        home.registry("area", registry -> registry.area("hall", name, null));
    }

    @Test
    void whatASensorSaysThatLeavesTheHomeIsUnknownFromThenOn() {
        fixture.start();
        sink.keeps(fixture.now());
        sink.take();

        home.registry("entity", registry -> registry.entity(HALL, "hall", null, null, "user"));
        fixture.timer.pass(UNTIL_READ);

        assertThat(sink.home().sensorIds()).containsExactly(KITCHEN);
        assertThat(sink.take()).filteredOn(event -> event.entityId().equals(HALL)).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(UNAVAILABLE);
            assertThat(event.at()).isBetween(fixture.now().minus(UNTIL_READ), fixture.now());
        });
    }

    @Test
    void whatHappenedWhileTheConnectionWasLostIsStillReadWhenASensorHasLeftMeanwhile() {
        fixture.start();
        Instant lost = fixture.now();
        sink.keeps(lost);
        sink.take();
        fixture.links.cut();
        fixture.timer.pass(Duration.ofMinutes(1));
        home.says(KITCHEN, "off");
        Instant off = fixture.now();
        home.registry("entity", registry -> registry.entity(HALL, "hall", null, null, "user"));
        fixture.timer.pass(Duration.ofMinutes(1));
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.take()).contains(event(KITCHEN, off, OFF)).filteredOn(event -> event.entityId().equals(HALL))
                .singleElement().satisfies(event -> {
                    assertThat(event.state()).isEqualTo(UNAVAILABLE);
                    assertThat(event.at()).isBefore(off);
                });
    }

    @Test
    void whenItCannotBeFollowedForLongAfterTheConnectionIsBackItsSensorsAreUnavailableFromTheLossOn() {
        fixture.start();
        Instant lost = fixture.now();
        sink.keeps(lost);
        sink.take();
        fixture.links.cut();
        rename("Entrance");
        sink.away(true);
        fixture.timer.pass(Duration.ofMinutes(1));
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(10));

        assertThat(sink.take()).containsExactlyInAnyOrder(event(HALL, lost, UNAVAILABLE), event(KITCHEN, lost, UNAVAILABLE));
        assertThat(fixture.source.deliveredUntil()).isEqualTo(fixture.now());
        sink.away(false);
        fixture.timer.pass(Duration.ofMinutes(1));
        assertThat(sink.take()).extracting(SensorEvent::state).containsExactlyInAnyOrder(OFF, ON);
        assertThat(sink.home().rooms().get(0).name()).isEqualTo("Entrance");
    }

    @Test
    void whenTheConnectionIsLostForLongWhileItsPastIsReadItsSensorsAreUnavailableFromThenOn() {
        fixture.start();
        Instant kept = fixture.now();
        sink.keeps(kept);
        rename("Entrance");
        home.says(HALL, "on");
        fixture.timer.pass(UNTIL_READ);
        Instant lost = fixture.now();
        sink.take();

        fixture.links.cut();
        fixture.timer.pass(Duration.ofMinutes(4));
        assertThat(sink.events()).isEmpty();
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.take()).containsExactlyInAnyOrder(event(HALL, kept, ON), event(KITCHEN, kept, ON),
                event(HALL, lost, UNAVAILABLE), event(KITCHEN, lost, UNAVAILABLE));
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
        assertThat(fixture.source.deliveredUntil()).isEqualTo(fixture.now());
    }

    @Test
    void whenTheConnectionIsBackAfterThatItsSensorsSayWhatTheySay() {
        fixture.start();
        sink.keeps(fixture.now());
        rename("Entrance");
        fixture.timer.pass(UNTIL_READ);
        fixture.links.cut();
        fixture.timer.pass(Duration.ofMinutes(10));
        sink.take();

        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.take()).extracting(SensorEvent::state).containsExactlyInAnyOrder(OFF, ON);
        assertThat(sink.homes()).hasSize(2);
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
    }

    @Test
    void whenTheConnectionIsLostForAShortTimeWhileItsPastIsReadItIsReadOn() {
        fixture.start();
        sink.keeps(fixture.now());
        rename("Entrance");
        fixture.timer.pass(UNTIL_READ);
        fixture.links.cut();
        fixture.timer.pass(Duration.ofMinutes(1));
        sink.take();
        home.says(HALL, "on");
        Instant on = fixture.now();
        fixture.timer.pass(Duration.ofMinutes(1));
        home.says(HALL, "off");

        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(10));

        assertThat(sink.take()).contains(event(HALL, on, ON)).endsWith(event(HALL, on.plusSeconds(60), OFF));
        assertThat(sink.statesOf(HALL)).doesNotContain(UNAVAILABLE);
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
    }

    @Test
    void whenTheConnectionIsLostBeforeItCouldBePassedOnItsSensorsAreUnavailableFromThenOn() {
        fixture.start();
        sink.keeps(fixture.now());
        sink.refusesHomes(true);
        rename("Entrance");
        fixture.timer.pass(UNTIL_READ);
        Instant lost = fixture.now();
        fixture.links.cut();
        fixture.timer.pass(Duration.ofMinutes(6));
        sink.take();

        sink.refusesHomes(false);
        fixture.timer.pass(Duration.ofMinutes(6));

        assertThat(sink.homes()).hasSize(2);
        assertThat(sink.take()).contains(event(HALL, lost, UNAVAILABLE), event(KITCHEN, lost, UNAVAILABLE));
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
    }

    @Test
    void whenItIsAsBeforeAfterTheConnectionWasLostBeforeItCouldBePassedOnItIsToldOnceMore() {
        fixture.start();
        sink.keeps(fixture.now());
        sink.refusesHomes(true);
        rename("Entrance");
        fixture.timer.pass(UNTIL_READ);
        fixture.links.cut();
        rename("Hall");
        sink.refusesHomes(false);

        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.home()).isEqualTo(sink.homes().get(0));
        assertThat(sink.homes()).hasSize(3);
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
    }

    @Test
    void whenNothingIsKeptOfItItsPastIsReadHoweverLongTheConnectionWasLostMeanwhile() {
        fixture.start();
        rename("Entrance");
        fixture.timer.pass(UNTIL_READ);
        sink.take();
        fixture.links.cut();
        fixture.timer.pass(Duration.ofMinutes(10));
        assertThat(sink.take()).extracting(SensorEvent::state).doesNotContain(UNAVAILABLE);

        home.says(HALL, "on");
        Instant on = fixture.now();
        fixture.timer.pass(Duration.ofMinutes(10));
        home.says(HALL, "off");
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(3));

        assertThat(sink.take()).contains(event(HALL, on, ON), event(HALL, on.plus(Duration.ofMinutes(10)), OFF));
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
    }
}
