package io.roomcast.source.homeassistant;

import static io.roomcast.home.SensorState.OFF;
import static io.roomcast.home.SensorState.ON;
import static io.roomcast.home.SensorState.UNAVAILABLE;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.HALL;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.KITCHEN;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeAssistantSourceTest {

    private final HomeAssistantFixture fixture = new HomeAssistantFixture();
    private final HomeAssistantDouble home = fixture.home;
    private final RecordingSink sink = fixture.sink;

    private static RoomId room(String id) {
        return new RoomId(id);
    }

    @Test
    void theRoomsAreFoundAndThePastIsToldBeforeThePresent() {
        Instant opened = fixture.ago(Duration.ofHours(1));
        home.recorded(HALL, "motion", "on", opened);
        home.recorded(HALL, "motion", "off", opened.plusSeconds(30));

        fixture.start();

        assertThat(sink.home().zone()).isEqualTo(ZoneId.of("Europe/Amsterdam"));
        assertThat(sink.home().rooms()).containsExactly(new Room(room("hall"), "Hall"), new Room(room("kitchen"), "Kitchen"));
        assertThat(sink.home().sensors()).containsExactly(
                new Sensor(HALL, SensorKind.MOTION, room("hall")), new Sensor(KITCHEN, SensorKind.PRESENCE, room("kitchen")));
        assertThat(sink.events()).extracting(SensorEvent::entityId, SensorEvent::state).containsExactly(
                tuple(HALL, OFF),
                tuple(KITCHEN, ON),
                tuple(HALL, ON),
                tuple(HALL, OFF));
        assertThat(sink.events()).last().isEqualTo(event(HALL, opened.plusSeconds(30), OFF));
        assertThat(sink.timesCaughtUp()).isOne();
        assertThat(fixture.report()).hasValueSatisfying(report ->
                assertThat(report.detail()).isEqualTo("Connected to Home Assistant 2025.4.4 at homeassistant.local:8123"));
    }

    @Test
    void whatRoomcastItselfTellsHomeAssistantOfRoomsIsNoSensorOfTheirs() {
        home.registry("device", registry -> registry.device("room", "hall", null, "Roomcast"));
        home.registry("entity", registry -> registry.entity("binary_sensor.roomcast_hall_occupancy", null, "room"));
        home.says("binary_sensor.roomcast_hall_occupancy", "occupancy", "on");

        fixture.start();

        assertThat(sink.home().sensors()).extracting(Sensor::entityId).containsExactly(HALL, KITCHEN);
    }

    @Test
    void whatChangesIsToldAtOnce() {
        fixture.start();
        sink.take();

        fixture.home.says(HALL, "on");
        Instant on = fixture.now();
        fixture.timer.pass(Duration.ofSeconds(20));
        fixture.home.says(HALL, "unavailable");

        assertThat(sink.take()).containsExactly(event(HALL, on, ON), event(HALL, fixture.now(), UNAVAILABLE));
        assertThat(fixture.source.deliveredUntil()).isEqualTo(fixture.now());
        assertThat(fixture.source.homeAssistant().orElseThrow().connected()).isTrue();
        assertThat(fixture.source.homeAssistant().orElseThrow().entities()).isEqualTo(2);
        assertThat(fixture.source.homeAssistant().orElseThrow().lastEventAt()).hasValue(fixture.now());
    }

    @Test
    void whatHappensWhileThePastIsReadIsToldInItsPlaceAndOnce() {
        fixture.source.start(Optional.empty(), sink);
        fixture.timer.pass(Duration.ofSeconds(4));
        home.says(HALL, "on");
        Instant on = fixture.now();
        fixture.timer.pass(Duration.ofSeconds(1));
        home.says(HALL, "off");
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.events()).endsWith(event(HALL, on, ON), event(HALL, on.plusSeconds(1), OFF));
        assertThat(sink.statesOf(HALL)).containsExactly(OFF, ON, OFF);
    }

    @Test
    void ofThePastOnlyWhatIsNotKeptIsAskedFor() {
        Instant kept = fixture.ago(Duration.ofMinutes(90));
        sink.keeps(kept);
        home.recorded(HALL, "motion", "on", fixture.ago(Duration.ofMinutes(10)));

        fixture.start();

        assertThat(home.asked("history/history_during_period")).allSatisfy(request ->
                assertThat(Instant.parse(request.getString("start_time"))).isAfterOrEqualTo(kept.minusSeconds(1)));
        assertThat(sink.events()).containsExactlyInAnyOrder(
                event(HALL, kept, OFF), event(KITCHEN, kept, ON), event(HALL, fixture.ago(Duration.ofMinutes(11)), ON));
    }

    @Test
    void aLongPastIsReadInPiecesAndNoneTwice() {
        for (int day = 40; day > 0; day--) {
            home.recorded(HALL, "motion", "on", fixture.ago(Duration.ofDays(day)));
            home.recorded(HALL, "motion", "off", fixture.ago(Duration.ofDays(day).minusMinutes(1)));
        }

        fixture.start();

        List<Instant> starts = home.asked("history/history_during_period").stream()
                .filter(request -> !request.getBoolean("include_start_time_state"))
                .map(request -> Instant.parse(request.getString("start_time"))).toList();
        assertThat(starts).isSorted().doesNotHaveDuplicates().hasSizeBetween(35, 50);
        assertThat(sink.statesOf(HALL).stream().filter(ON::equals)).hasSize(40);
        assertThat(sink.timesCaughtUp()).isOne();
    }

    @Test
    void aPastThatWasReadInPartIsReadOnFromThereWhenTheConnectionIsBack() {
        for (int day = 40; day > 0; day--) {
            home.recorded(HALL, "motion", "on", fixture.ago(Duration.ofDays(day)));
            home.recorded(HALL, "motion", "off", fixture.ago(Duration.ofDays(day).minusMinutes(1)));
        }
        fixture.source.start(Optional.empty(), sink);
        fixture.timer.pass(Duration.ofSeconds(5));
        int asked = home.asked("history/history_during_period").size();
        int told = sink.events().size();
        assertThat(told).isPositive();

        fixture.links.cut();
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(asked + home.asked("history/history_during_period").size()).isLessThan(2 * asked + 45);
        assertThat(sink.statesOf(HALL).stream().filter(ON::equals)).hasSize(40);
        assertThat(sink.homes()).hasSize(1);
        assertThat(sink.timesCaughtUp()).isOne();
    }

    @Test
    void whatTheRecorderFailsToTellOnceIsAskedForOnceMore() {
        for (int day = 40; day > 0; day--) {
            home.recorded(HALL, "motion", "on", fixture.ago(Duration.ofDays(day)));
            home.recorded(HALL, "motion", "off", fixture.ago(Duration.ofDays(day).minusMinutes(1)));
        }
        home.recorderFails(20, 2);

        fixture.start();
        assertThat(sink.timesCaughtUp()).isZero();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.statesOf(HALL).stream().filter(ON::equals)).hasSize(40);
        assertThat(sink.statesOf(HALL)).doesNotContain(UNAVAILABLE);
        assertThat(sink.timesCaughtUp()).isOne();
    }

    @Test
    void withoutARecorderItBeginsNow() {
        home.withoutRecorder();

        fixture.start();

        assertThat(sink.timesCaughtUp()).isOne();
        assertThat(sink.events()).extracting(SensorEvent::state).containsExactly(OFF, ON);
    }

    @Test
    void aHomeAssistantThatIsStartingIsWaitedFor() {
        home.running("NOT_RUNNING");

        fixture.start();
        assertThat(sink.homes()).isEmpty();
        home.running("RUNNING");
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.timesCaughtUp()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aClockThatIsOffByAMinuteLosesNothing(int ahead) {
        home.clockAhead(Duration.ofMinutes(ahead));
        fixture.source.start(Optional.empty(), sink);
        fixture.timer.pass(Duration.ofSeconds(4));
        home.says(HALL, "on");
        home.says(HALL, "off");
        fixture.timer.pass(Duration.ofMinutes(1));
        home.says(HALL, "on");

        assertThat(sink.statesOf(HALL)).containsExactly(OFF, ON, OFF, ON);
    }

    @Test
    void ofTwoChangesAtTheSameMomentTheLastOneCounts() {
        fixture.source.start(Optional.empty(), sink);
        fixture.timer.pass(Duration.ofSeconds(2));
        home.says(KITCHEN, "unknown");
        home.says(KITCHEN, "off");
        home.says(KITCHEN, "on");
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.statesOf(KITCHEN)).last().isEqualTo(ON);
    }

    @Test
    void nothingIsToldAfterItIsClosed() {
        fixture.start();
        sink.take();

        fixture.source.close();
        home.says(HALL, "on");
        fixture.timer.pass(Duration.ofHours(1));

        assertThat(sink.events()).isEmpty();
        assertThat(home.sessions()).isZero();
        assertThat(fixture.timer.waiting()).isEmpty();
    }
}
