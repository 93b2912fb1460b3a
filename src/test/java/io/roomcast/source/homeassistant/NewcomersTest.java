package io.roomcast.source.homeassistant;

import static io.roomcast.home.SensorState.OFF;
import static io.roomcast.home.SensorState.ON;
import static io.roomcast.home.SensorState.UNAVAILABLE;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.HALL;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.KITCHEN;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.NOTHING_OWN;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.config.HomeAssistantSettings;
import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sensors that come into a home that is known already. */
class NewcomersTest {

    private static final String NEW = "binary_sensor.new";

    private static final HomeAssistantSettings SETTINGS = HomeAssistantFixture.settings(Duration.ofDays(400));

    private final Path directory = HomeAssistantFixture.temporary();
    private final HomeAssistantFixture fixture = new HomeAssistantFixture(SETTINGS, NOTHING_OWN, directory);
    private final HomeAssistantDouble home = fixture.home;
    private final RecordingSink sink = fixture.sink;
    private final Instant came = fixture.ago(Duration.ofDays(3));

    @BeforeEach
    void hasAPast() {
        home.recorded(NEW, "presence", "off", came);
        home.recorded(NEW, "presence", "on", came.plus(Duration.ofDays(1)));
        home.recorded(NEW, "presence", "off", came.plus(Duration.ofDays(2)));
        sink.hasNotHeard(NEW);
    }

    private void comes() {
        home.registry("entity", registry -> registry.entity(NEW, "hall", null));
    }

    private void isLiveWithoutIt() {
        fixture.start();
        sink.keeps(fixture.now());
        sink.take();
    }

    private static List<String> entities(JsonObject request) {
        return request.getJsonArray("entity_ids").getValuesAs(JsonString::getString);
    }

    private Stream<JsonObject> askedFor(String entity) {
        return home.asked("history/history_during_period").stream().filter(request -> entities(request).contains(entity));
    }

    @Test
    void thePastOfASensorThatComesInIsToldBeforeTheHomeThatHasIt() {
        isLiveWithoutIt();

        comes();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.recollected()).containsExactly(event(NEW, came, OFF), event(NEW, came.plus(Duration.ofDays(1)), ON),
                event(NEW, came.plus(Duration.ofDays(2)), OFF));
        assertThat(sink.homes()).hasSize(2);
        assertThat(sink.home().sensors()).extracting(Sensor::entityId).containsExactlyInAnyOrder(HALL, KITCHEN, NEW);
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
        home.says(NEW, "on");
        assertThat(sink.take()).contains(event(NEW, fixture.now(), ON));
    }

    @Test
    void theOthersAreFollowedMeanwhileAndAreNotAskedAgain() {
        isLiveWithoutIt();
        Instant known = fixture.now();

        comes();
        fixture.timer.pass(Duration.ofSeconds(5));
        home.says(HALL, "on");

        assertThat(sink.take()).containsExactly(event(HALL, fixture.now(), ON));
        assertThat(sink.homes()).hasSize(1);
        fixture.timer.pass(Duration.ofMinutes(2));
        assertThat(home.asked("history/history_during_period"))
                .filteredOn(request -> entities(request).contains(HALL) && entities(request).contains(NEW))
                .allSatisfy(request -> assertThat(Instant.parse(request.getString("start_time"))).isAfter(known.minusSeconds(2)));
    }

    @Test
    void whatOneSaysWhileThePastOfOthersIsReadIsPartOfItsPast() {
        isLiveWithoutIt();
        String last = NEW + "_last";
        for (String each : List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "last")) {
            home.recorded(NEW + "_" + each, "presence", "off", came);
            sink.hasNotHeard(NEW + "_" + each);
        }
        home.registry("entity", registry -> home.states().keySet().stream().filter(entity -> entity.startsWith(NEW))
                .forEach(entity -> registry.entity(entity, "hall", null)));
        while (askedFor(last).findAny().isEmpty()) {
            fixture.timer.pass(Duration.ofSeconds(1));
        }

        Instant on = fixture.now();
        home.says(NEW, "on");
        fixture.timer.pass(Duration.ofSeconds(1));
        home.says(NEW, "off");
        fixture.timer.pass(Duration.ofSeconds(2));
        home.says(HALL, "on");
        sink.keeps(fixture.now());
        assertThat(sink.homes()).hasSize(1);
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.recollected()).filteredOn(event -> event.entityId().equals(NEW)).hasSize(5)
                .endsWith(event(NEW, on, ON), event(NEW, on.plusSeconds(1), OFF));
        assertThat(sink.home().sensors()).hasSize(13);
        assertThat(sink.statesOf(NEW)).containsExactly(OFF);
    }

    @Test
    void whatOneSaysWhileItsPastIsReadIsKeptOnce() {
        isLiveWithoutIt();
        comes();
        fixture.timer.pass(Duration.ofSeconds(5));

        home.says(NEW, "on");
        Instant on = fixture.now();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.recollected()).hasSize(4).endsWith(event(NEW, on, ON));
    }

    @Test
    void itIsAskedOnce() {
        isLiveWithoutIt();
        comes();
        fixture.timer.pass(Duration.ofMinutes(2));
        sink.keeps(fixture.now());
        Instant known = fixture.now();
        long asked = askedFor(NEW).count();

        home.registry("area", registry -> registry.area("hall", "Entrance", null));
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.homes()).hasSize(3);
        assertThat(askedFor(NEW).skip(asked)).isNotEmpty().allSatisfy(request ->
                assertThat(Instant.parse(request.getString("start_time"))).isAfter(known.minusSeconds(2)));
    }

    @Test
    void oneThatCameInWhileRoomcastWasAwayComesInAfterTheOthersAreFollowed() {
        sink.keeps(fixture.ago(Duration.ofMinutes(10)));
        comes();

        fixture.start();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.homes()).extracting(each -> each.sensors().size()).containsExactly(2, 3);
        assertThat(sink.recollected()).hasSize(3);
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
    }

    @Test
    void oneWhosePastIsNotReadBeforeAStartIsStillOneAfterIt() {
        isLiveWithoutIt();
        comes();
        fixture.timer.pass(Duration.ofSeconds(5));

        HomeAssistantSource restarted = restart(NOTHING_OWN);

        assertThat(restarted.home().sensors()).extracting(Sensor::entityId).containsExactlyInAnyOrder(HALL, KITCHEN);
        assertThat(sink.recollected()).hasSize(3);
        assertThat(sink.home().sensors()).hasSize(3);
        assertThat(restarted.isHomeCertain()).isTrue();
    }

    @Test
    void oneThatTheSettingsBringIsLeftOutUntilItsPastIsRead() {
        isLiveWithoutIt();
        RoomId kitchen = new RoomId("kitchen");

        HomeAssistantSource restarted = restart(new Home(ZoneId.of("UTC"), List.of(new Room(kitchen, "Kitchen")),
                List.of(new Sensor(NEW, SensorKind.PRESENCE, kitchen)), Home.DEFAULT_HOLD_OFF, Map.of()));

        assertThat(sink.homes()).extracting(each -> each.sensors().size()).containsExactly(2, 3, 2, 3);
        assertThat(sink.recollected()).hasSize(3);
        assertThat(sink.home()).isEqualTo(restarted.home());
    }

    /** Starts another source on what is kept of the home. */
    private HomeAssistantSource restart(Home own) {
        fixture.source.close();
        assertThat(sink.recollected()).isEmpty();
        HomeAssistantSource restarted = fixture.source(SETTINGS, own, directory);
        sink.knows(restarted.home());
        restarted.start(Optional.of(fixture.now()), sink);
        fixture.timer.pass(Duration.ofMinutes(2));
        return restarted;
    }

    @Test
    void whatCannotBeKeptNowIsToldLater() {
        isLiveWithoutIt();
        sink.away(true);

        comes();
        fixture.timer.pass(Duration.ofMinutes(2));
        home.says(HALL, "on");
        assertThat(sink.take()).containsExactly(event(HALL, fixture.now(), ON));
        sink.away(false);
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.recollected()).hasSize(3);
        assertThat(sink.home().sensors()).hasSize(3);
    }

    @Test
    void whenTheConnectionIsLostMeanwhileItIsAskedAgainWhenItIsBack() {
        isLiveWithoutIt();
        comes();
        fixture.timer.pass(Duration.ofSeconds(5));

        fixture.links.cut();
        fixture.timer.pass(Duration.ofMinutes(10));
        assertThat(sink.recollected()).isEmpty();
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(3));

        assertThat(sink.recollected()).hasSize(3);
        assertThat(sink.homes()).hasSize(2);
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
    }

    @Test
    void withoutARecorderItComesInWithoutAPast() {
        isLiveWithoutIt();
        home.withoutRecorder();

        comes();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.recollected()).isEmpty();
        assertThat(sink.home().sensors()).hasSize(3);
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
    }

    @Test
    void whereTheRecorderFailsAgainAndAgainItIsUnknownWhatItSaidFromThenOn() {
        isLiveWithoutIt();
        home.recorderFails(15, 5);

        comes();
        fixture.timer.pass(Duration.ofMinutes(5));

        assertThat(sink.recollected()).startsWith(event(NEW, came, OFF)).hasSizeBetween(2, 4).last()
                .satisfies(event -> assertThat(event.state()).isEqualTo(UNAVAILABLE));
        assertThat(sink.home().sensors()).hasSize(3);
    }

    @Test
    void whereNoPastIsWantedNoneIsAskedFor() {
        HomeAssistantFixture forgetful = new HomeAssistantFixture(HomeAssistantFixture.settings(Duration.ZERO), NOTHING_OWN);
        forgetful.sink.hasNotHeard(NEW);
        forgetful.home.recorded(NEW, "presence", "off", came);
        forgetful.source.start(Optional.empty(), forgetful.sink);
        forgetful.timer.pass(Duration.ofMinutes(1));

        forgetful.home.registry("entity", registry -> registry.entity(NEW, "hall", null));
        forgetful.timer.pass(Duration.ofMinutes(2));

        assertThat(forgetful.sink.home().sensors()).hasSize(3);
        assertThat(forgetful.sink.recollected()).isEmpty();
        assertThat(forgetful.home.asked("history/history_during_period")).isEmpty();
    }
}
