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
import io.roomcast.home.SensorEvent;
import io.roomcast.mqtt.CapturedLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start on a home that was found before. */
class KeptHomeTest {

    private static final HomeAssistantSettings SETTINGS = HomeAssistantFixture.settings(Duration.ofDays(400));

    @TempDir
    private Path directory;

    private final RecordingSink sink = new RecordingSink();
    private HomeAssistantFixture fixture;
    private HomeAssistantSource restarted;

    /** Has the home found once, changes something, and makes the source of the next start. */
    private void restart(Runnable meanwhile) {
        fixture = new HomeAssistantFixture(SETTINGS, NOTHING_OWN, directory);
        fixture.start();
        fixture.source.close();
        fixture.timer.pass(Duration.ofSeconds(30));
        meanwhile.run();
        restarted = fixture.source(SETTINGS, NOTHING_OWN, directory);
        sink.knows(restarted.home());
    }

    private void start(Instant since) {
        restarted.start(Optional.of(since), sink);
        fixture.timer.pass(Duration.ofSeconds(20));
    }

    @Test
    void theHomeThatWasFoundLastIsKnownBeforeHomeAssistantIsReached() {
        restart(() -> { });

        assertThat(restarted.home()).isEqualTo(fixture.sink.home());
        assertThat(restarted.configured()).isEqualTo(NOTHING_OWN);
        assertThat(restarted.isHomeCertain()).isFalse();
    }

    @Test
    void whenItIsConfirmedNothingIsToldTwice() {
        restart(() -> { });
        Instant since = fixture.ago(Duration.ofHours(1));
        try (CapturedLog log = CapturedLog.of("io.roomcast.source.homeassistant")) {
            start(since);

            assertThat(log.lines()).filteredOn(line -> line.startsWith("Home Assistant has 2 rooms with 2 sensors")).hasSize(1);
        }
        assertThat(sink.homes()).as("the one that is kept").hasSize(1);
        assertThat(sink.timesCaughtUp()).isOne();
        assertThat(sink.events()).containsExactlyInAnyOrder(event(HALL, since, OFF), event(KITCHEN, since, ON));
        assertThat(restarted.isHomeCertain()).isTrue();
    }

    @Test
    void whileHomeAssistantIsAwayTimeStandsStillWhereWhatIsKeptEndsAndTheGapIsFilled() {
        restart(() -> fixture.links.cut());
        Instant since = fixture.ago(Duration.ofMinutes(1));

        start(since);
        assertThat(sink.timesCaughtUp()).isOne();
        assertThat(restarted.deliveredUntil()).isEqualTo(since);
        fixture.home.says(HALL, "on");
        Instant on = fixture.now();
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.homes()).hasSize(1);
        assertThat(sink.timesCaughtUp()).isOne();
        assertThat(sink.events()).containsExactlyInAnyOrder(event(KITCHEN, since, ON), event(HALL, since, OFF), event(HALL, on, ON));
        assertThat(restarted.deliveredUntil()).isEqualTo(fixture.now());
    }

    @Test
    void whenThatTakesTooLongItsSensorsAreUnavailableSinceThenAndTheHomeGoesOn() {
        restart(() -> fixture.links.cut());
        Instant since = fixture.ago(Duration.ofMinutes(4));
        start(since);
        assertThat(sink.events()).isEmpty();

        fixture.timer.pass(Duration.ofMinutes(1));

        Instant lost = since.plusMillis(1);
        assertThat(sink.events()).containsExactlyInAnyOrder(event(HALL, lost, UNAVAILABLE), event(KITCHEN, lost, UNAVAILABLE));
        assertThat(restarted.deliveredUntil()).isEqualTo(fixture.now());
        assertThat(sink.timesCaughtUp()).isOne();
    }

    @Test
    void afterALongTimeTheyAreUnavailableAtOnceAndAllOfItIsReadWhenHomeAssistantIsBack() {
        restart(() -> fixture.links.cut());
        Instant since = fixture.ago(Duration.ofMinutes(90));
        Instant opened = since.plusSeconds(600);
        fixture.home.recorded(HALL, "motion", "on", opened);
        fixture.home.recorded(HALL, "motion", "off", opened.plusSeconds(30));
        Instant lost = since.plusMillis(1);
        start(since);
        assertThat(sink.take()).containsExactlyInAnyOrder(event(HALL, lost, UNAVAILABLE), event(KITCHEN, lost, UNAVAILABLE));
        assertThat(sink.timesCaughtUp()).isOne();
        assertThat(restarted.deliveredUntil()).isEqualTo(fixture.now());
        assertThat(restarted.isHomeCertain()).isFalse();

        sink.keeps(lost);
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.homes()).as("made anew, so that it learns").hasSize(2);
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
        assertThat(sink.take()).containsExactlyInAnyOrder(event(HALL, lost, OFF), event(KITCHEN, lost, ON),
                event(HALL, opened, ON), event(HALL, opened.plusSeconds(30), OFF));
        assertThat(restarted.isHomeCertain()).isTrue();
    }

    @Test
    void whenItHasBecomeAnotherAndTheConnectionIsLostWhileItsPastIsReadItGoesOnAndAllIsReadWhenItIsBack() {
        restart(() -> {
            fixture.home.registry("area", registry -> registry.area("hall", "Entrance", null));
            fixture.links.cut();
        });
        Instant since = fixture.ago(Duration.ofMinutes(90));
        Instant opened = since.plusSeconds(600);
        fixture.home.recorded(HALL, "motion", "on", opened);
        fixture.home.recorded(HALL, "motion", "off", opened.plusSeconds(30));
        start(since);
        Instant lost = since.plusMillis(1);
        sink.keeps(lost);
        sink.take();
        fixture.links.reachable();
        while (sink.homes().size() < 2) {
            fixture.timer.pass(Duration.ofSeconds(1));
        }

        fixture.links.cut();
        fixture.timer.pass(Duration.ofSeconds(1));
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
        assertThat(sink.take()).filteredOn(event -> event.state() == UNAVAILABLE).extracting(SensorEvent::entityId)
                .containsExactlyInAnyOrder(HALL, KITCHEN);
        assertThat(restarted.deliveredUntil()).isEqualTo(fixture.now());
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.homes()).extracting(home -> home.rooms().get(0).name()).containsExactly("Hall", "Entrance", "Entrance");
        assertThat(sink.timesCaughtUp()).isEqualTo(3);
        assertThat(sink.take()).contains(event(HALL, opened, ON), event(HALL, opened.plusSeconds(30), OFF));
    }

    @Test
    void aHomeThatHasBecomeSmallerIsThatOnlyOnceHomeAssistantSaysSo() {
        restart(() -> fixture.home.registry("area", registry -> registry.remove("area", "hall")));
        assertThat(restarted.home().rooms()).hasSize(2);

        Instant since = fixture.ago(Duration.ofHours(1));
        start(since);

        assertThat(sink.events()).as("it has left, nobody knows when").contains(event(HALL, since.plusMillis(1), UNAVAILABLE));
        assertThat(sink.home().rooms()).extracting(room -> room.id().value()).containsExactly("kitchen");
        assertThat(restarted.isHomeCertain()).isTrue();
        assertThat(fixture.source(SETTINGS, NOTHING_OWN, directory).home()).isEqualTo(sink.home());
    }

    @Test
    void whereHomeAssistantHasNoRecorderASensorIsUnknownUntilItSaidWhatItSaysNow() {
        restart(() -> fixture.home.withoutRecorder());
        Instant since = fixture.ago(Duration.ofDays(2));
        Instant unheard = since.plusMillis(1);
        Instant now = fixture.now();

        start(since);

        assertThat(sink.events()).containsExactlyInAnyOrder(event(HALL, unheard, UNAVAILABLE), event(KITCHEN, unheard, UNAVAILABLE),
                fixture.present(HALL), fixture.present(KITCHEN)).noneMatch(event -> event.at().isAfter(now));
        assertThat(restarted.isHomeCertain()).isTrue();
    }

    @Test
    void whatASensorHasSaidSinceBeforeItWasLastHeardIsKnownWithoutARecorder() {
        restart(() -> fixture.home.withoutRecorder());
        Instant since = fixture.ago(Duration.ofHours(1));

        start(since);

        assertThat(sink.events()).containsExactlyInAnyOrder(event(HALL, since, OFF), event(KITCHEN, since, ON));
    }

    @Test
    void whereTheRecorderDoesNotReachBackToWhatIsKeptASensorIsUnknownUntilItBegins() {
        restart(() -> fixture.home.recorded(KITCHEN, "occupancy", "off", fixture.ago(Duration.ofDays(3))));
        Instant since = fixture.ago(Duration.ofDays(2));

        start(since);

        assertThat(sink.events()).filteredOn(event -> event.entityId().equals(HALL))
                .containsExactly(event(HALL, since.plusMillis(1), UNAVAILABLE), fixture.present(HALL));
        assertThat(sink.statesOf(KITCHEN)).doesNotContain(UNAVAILABLE);
    }

    @Test
    void whereTheRecorderFailsAgainAndAgainTheRestIsUnknown() {
        restart(() -> fixture.home.recorderFails(1, 1_000));
        Instant since = fixture.ago(Duration.ofMinutes(500));
        fixture.home.recorded(HALL, "motion", "on", fixture.ago(Duration.ofMinutes(490)));
        fixture.home.recorded(HALL, "motion", "off", fixture.ago(Duration.ofMinutes(30)));

        start(since);
        fixture.timer.pass(Duration.ofMinutes(5));

        Instant read = since.plus(Duration.ofHours(6));
        assertThat(sink.events()).filteredOn(event -> event.entityId().equals(HALL)).extracting(SensorEvent::state)
                .endsWith(ON, OFF, UNAVAILABLE, OFF);
        assertThat(sink.events()).contains(event(HALL, read.plusMillis(1), UNAVAILABLE));
        assertThat(sink.timesCaughtUp()).isOne();
    }

    @Test
    void whereNothingOfItIsStoredThereIsNothingToGoOnFrom() {
        restart(() -> fixture.links.cut());

        restarted.start(Optional.empty(), sink);
        fixture.timer.pass(Duration.ofMinutes(10));
        assertThat(sink.events()).isEmpty();
        assertThat(sink.timesCaughtUp()).isZero();
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.statesOf(HALL)).containsExactly(OFF);
        assertThat(sink.homes()).hasSize(1);
    }

    @Test
    void theSettingsOfTodayCount() {
        restart(() -> { });
        RoomId kitchen = new RoomId("kitchen");
        Home own = new Home(ZoneId.of("UTC"), List.of(new Room(kitchen, "Cuisine")), List.of(), Home.DEFAULT_HOLD_OFF,
                Map.of(kitchen, Duration.ofMinutes(9)));
        HomeAssistantSettings changed = new HomeAssistantSettings(SETTINGS.socket(), SETTINGS.token(), Optional.empty(), Set.of("Hall"),
                Set.of("home"), SETTINGS.history(), Optional.of(ZoneId.of("Asia/Tokyo")));

        Home home = fixture.source(changed, own, directory).home();

        assertThat(home.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(home.rooms()).extracting(Room::name).containsExactly("Cuisine", "Home");
        assertThat(home.sensors()).extracting(Sensor::entityId).containsExactly(KITCHEN);
        assertThat(home.holdOff(kitchen)).isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void theHomeOfAnotherHomeAssistantDoesNotCount() {
        restart(() -> { });
        HomeAssistantSettings elsewhere = new HomeAssistantSettings(URI.create("ws://elsewhere:8123/api/websocket"), SETTINGS.token(),
                Optional.empty(), Set.of(), Set.of(), SETTINGS.history(), Optional.empty());

        assertThat(fixture.source(elsewhere, NOTHING_OWN, directory).home()).isEqualTo(NOTHING_OWN);
    }

    @Test
    void aFileThatCannotBeUsedIsSaidAndTakenForNone() throws IOException {
        restart(() -> { });
        Path file = directory.resolve(SightingFile.NAME);
        String whole = Files.readString(file);

        for (String broken : List.of("", whole.substring(0, whole.length() / 2), "[]", whole.replace("Europe/Amsterdam", "Atlantis"),
                whole.replace("\"format\":1", "\"format\":0"))) {
            Files.writeString(file, broken);
            try (CapturedLog log = CapturedLog.of("io.roomcast.source.homeassistant")) {
                assertThat(fixture.source(SETTINGS, NOTHING_OWN, directory).home()).isEqualTo(NOTHING_OWN);
                assertThat(log.lines()).singleElement().asString()
                        .matches(".*home-assistant\\.json cannot be used: it is (damaged|of another version); until.*");
            }
        }
    }

    @Test
    void whatARoomLacksIsKnownBeforeAndAfterHomeAssistantIsReached() {
        restart(() -> { });
        fixture.home.registry("area", registry -> registry.area("attic", "Attic", null));
        assertThat(restarted.report().home()).isEqualTo(restarted.home());
        assertThat(restarted.report().certain()).isFalse();

        start(fixture.ago(Duration.ofHours(1)));

        RoomId attic = new RoomId("attic");
        assertThat(restarted.report().lack(attic).orElseThrow()).startsWith("there is no motion, occupancy, presence or door sensor");
        assertThat(restarted.report().lack(new RoomId("hall"))).isEmpty();
        assertThat(restarted.report().certain()).isTrue();
        assertThat(fixture.source(SETTINGS, NOTHING_OWN, directory).report().lack(attic)).isEqualTo(restarted.report().lack(attic));
    }

    @Test
    void whatNoRoomNeedsIsNotKept() throws IOException {
        restart(() -> { });
        fixture.home.registry("device", registry -> {
            registry.device("bridge", "kitchen", null);
            registry.device("sensor", null, "bridge");
            registry.device("tv", "hall", null);
        });
        fixture.home.registry("entity", registry -> {
            registry.entity("binary_sensor.cupboard", null, "sensor");
            registry.entity("media_player.tv", null, "tv");
        });
        fixture.home.says("binary_sensor.cupboard", "door", "off");

        start(fixture.ago(Duration.ofHours(1)));

        assertThat(Files.readString(directory.resolve(SightingFile.NAME))).contains("cupboard", "bridge").doesNotContain("tv");
        assertThat(fixture.source(SETTINGS, NOTHING_OWN, directory).home()).isEqualTo(sink.home());
    }
}
