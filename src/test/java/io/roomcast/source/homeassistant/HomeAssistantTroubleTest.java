package io.roomcast.source.homeassistant;

import static io.roomcast.home.SensorState.OFF;
import static io.roomcast.home.SensorState.ON;
import static io.roomcast.home.SensorState.UNAVAILABLE;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.HALL;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.KITCHEN;
import static io.roomcast.source.homeassistant.HomeAssistantFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.config.HomeAssistantSettings;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.mqtt.CapturedLog;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HomeAssistantTroubleTest {

    private final HomeAssistantFixture fixture = new HomeAssistantFixture();
    private final HomeAssistantDouble home = fixture.home;
    private final RecordingSink sink = fixture.sink;

    @Test
    void aRefusedTokenIsReportedOnceAndNotTriedAgainAndToLogItIsLeftToWhoIsTold() {
        home.accept("another token");
        try (CapturedLog log = CapturedLog.of("io.roomcast.source.homeassistant")) {
            fixture.source.start(Optional.empty(), sink);
            fixture.timer.pass(Duration.ofHours(1));

            assertThat(log.lines()).isEmpty();
        }
        assertThat(fixture.links.attempts()).isOne();
        assertThat(fixture.reports).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(ComponentState.DOWN);
            assertThat(report.detail()).contains("refuses the token (home_assistant.token)").doesNotContain(HomeAssistantDouble.TOKEN);
        });
    }

    @Test
    void whereTheSupervisorRefusesItItIsSaidWhatTheAppMayLack() {
        HomeAssistantSettings settings = HomeAssistantFixture.settings(Duration.ofDays(400));
        HomeAssistantFixture app = new HomeAssistantFixture(new HomeAssistantSettings(HomeAssistantSettings.SUPERVISOR, settings.token(),
                settings.caFile(), settings.excludedAreas(), settings.aggregates(), settings.history(), settings.zone()),
                HomeAssistantFixture.NOTHING_OWN);
        app.home.accept("another token");

        app.start();

        assertThat(app.report().orElseThrow().detail()).startsWith("Home Assistant at supervisor refuses the token (the app lacks "
                + "homeassistant_api: true, or home_assistant.token is set): Invalid access token or password");
    }

    @Test
    void aTokenThatIsRefusedAfterTheConnectionWasLostIsLoggedHereSinceWhoIsToldLogsNothingThatStaysDown() {
        fixture.start();
        home.accept("another token");
        try (CapturedLog log = CapturedLog.of("io.roomcast.source.homeassistant")) {
            fixture.links.cut();
            fixture.links.reachable();
            fixture.timer.pass(Duration.ofMinutes(1));

            assertThat(log.lines()).singleElement().asString().contains("refuses the token (home_assistant.token)");
        }
        assertThat(fixture.reports).extracting(ComponentReport::state)
                .containsExactly(ComponentState.UP, ComponentState.DOWN, ComponentState.DOWN);
    }

    @Test
    void aHomeAssistantThatIsAwayIsTriedMoreAndMoreSeldomAndItsReasonToldOnce() {
        fixture.links.cut();

        fixture.source.start(Optional.empty(), sink);
        fixture.timer.pass(Duration.ofMinutes(10));

        assertThat(fixture.links.attempts()).isBetween(12, 22);
        assertThat(fixture.reports).containsExactly(new ComponentReport("home_assistant", ComponentState.DOWN,
                "No connection to Home Assistant at homeassistant.local:8123: nothing listens there; trying again"));

        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(3));

        assertThat(fixture.report()).map(ComponentReport::state).hasValue(ComponentState.UP);
        assertThat(sink.timesCaughtUp()).isOne();
    }

    @Test
    void whileTheConnectionIsLostForAShortTimeTimeStandsStillAndTheGapIsFilled() {
        fixture.start();
        sink.take();
        Instant lost = fixture.now();

        fixture.links.cut();
        fixture.timer.pass(Duration.ofMinutes(1));
        home.says(HALL, "on");
        Instant on = fixture.now();
        fixture.timer.pass(Duration.ofMinutes(1));
        home.says(HALL, "off");
        assertThat(fixture.source.deliveredUntil()).isEqualTo(lost);
        assertThat(sink.events()).isEmpty();
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.take()).containsExactly(event(HALL, on, ON), event(HALL, on.plusSeconds(60), OFF));
        assertThat(sink.homes()).hasSize(1);
        assertThat(sink.timesCaughtUp()).isOne();
        assertThat(fixture.source.deliveredUntil()).isEqualTo(fixture.now());
    }

    @Test
    void withoutARecorderWhatHasChangedMeanwhileIsUnknownFromTheLossOn() {
        home.withoutRecorder();
        fixture.start();
        sink.take();
        Instant lost = fixture.now();

        fixture.links.cut();
        fixture.timer.pass(Duration.ofMinutes(1));
        home.says(HALL, "on");
        home.says(HALL, "off");
        Instant off = fixture.now();
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.take()).containsExactly(event(HALL, lost.plusMillis(1), UNAVAILABLE), event(HALL, off, OFF));
    }

    @Test
    void whenTheConnectionIsLostForLongItsSensorsAreUnavailableFromThenOnAndThenSayWhatTheySay() {
        fixture.start();
        sink.take();
        Instant lost = fixture.now();

        fixture.links.cut();
        fixture.timer.pass(Duration.ofMinutes(5));
        assertThat(sink.take()).containsExactlyInAnyOrder(event(HALL, lost, UNAVAILABLE), event(KITCHEN, lost, UNAVAILABLE));
        assertThat(fixture.source.deliveredUntil()).isEqualTo(fixture.now());
        fixture.timer.pass(Duration.ofMinutes(10));
        Instant before = fixture.now();
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(2));

        assertThat(sink.take()).hasSize(2).allSatisfy(event -> assertThat(event.at()).isAfter(before))
                .extracting(SensorEvent::state).containsExactlyInAnyOrder(OFF, ON);
        home.says(HALL, "on");
        assertThat(sink.take()).containsExactly(event(HALL, fixture.now(), ON));
    }

    @Test
    void aConnectionThatHasFallenSilentIsMadeAnew() {
        fixture.start();
        sink.take();
        fixture.links.silence();
        home.says(HALL, "on");
        Instant on = fixture.now();

        fixture.timer.pass(Duration.ofSeconds(90));

        assertThat(sink.take()).containsExactly(event(HALL, on, ON));
        assertThat(fixture.reports).extracting(ComponentReport::detail).anySatisfy(detail ->
                assertThat(detail).contains("it has fallen silent"));
    }

    @Test
    void aQuietHomeIsPingedAndNotGivenUp() {
        fixture.start();

        fixture.timer.pass(Duration.ofMinutes(10));

        assertThat(fixture.links.attempts()).isOne();
        assertThat(home.asked("ping")).hasSizeBetween(15, 22);
    }

    @Test
    void anEntityThatIsRemovedIsUnavailable() {
        fixture.start();
        sink.take();

        home.removed(HALL);

        assertThat(sink.take()).containsExactly(event(HALL, fixture.now(), UNAVAILABLE));
    }

    @Test
    void anAreaThatIsRenamedKeepsItsIdAndTheHomeIsToldAnew() {
        fixture.start();
        sink.keeps(fixture.now());
        sink.take();

        home.registry("area", registry -> registry.area("hall", "Entrance", null));
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.home().room(new RoomId("hall"))).hasValue(new Room(new RoomId("hall"), "Entrance"));
        assertThat(sink.homes()).hasSize(2);
        assertThat(sink.timesCaughtUp()).isEqualTo(2);
    }

    @Test
    void aSensorThatIsAddedIsFollowed() {
        fixture.start();
        sink.keeps(fixture.now());
        sink.take();

        home.says("binary_sensor.new", "presence", "on");
        home.registry("entity", registry -> registry.entity("binary_sensor.new", "hall", null));
        fixture.timer.pass(Duration.ofMinutes(1));
        home.says("binary_sensor.new", "off");

        assertThat(sink.home().sensors()).hasSize(3);
        assertThat(sink.statesOf("binary_sensor.new")).endsWith(ON, OFF);
    }

    @Test
    void anEntityThatIsRenamedIsFollowedUnderItsNewId() {
        fixture.start();
        sink.keeps(fixture.now());
        sink.take();

        home.removed(HALL);
        home.says("binary_sensor.entrance", "motion", "off");
        home.registry("entity", registry -> {
            registry.remove("entity", HALL);
            registry.entity("binary_sensor.entrance", "hall", null);
        });
        fixture.timer.pass(Duration.ofMinutes(1));
        home.says("binary_sensor.entrance", "on");

        assertThat(sink.home().sensorsIn(new RoomId("hall"))).extracting(Sensor::entityId).containsExactly("binary_sensor.entrance");
        assertThat(sink.statesOf("binary_sensor.entrance")).last().isEqualTo(ON);
    }

    @Test
    void changesOfTheRegistriesThatMeanNothingForTheHomeAreNotTold() {
        fixture.start();
        sink.take();

        home.registry("device", registry -> registry.device("lamp", "hall", null));
        home.registry("entity", registry -> registry.entity("light.hall", null, "lamp"));
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.homes()).hasSize(1);
        assertThat(sink.events()).isEmpty();
        assertThat(home.asked("config/area_registry/list")).hasSize(2);
    }

    @Test
    void whenHomeAssistantTakesLongToStartItsSensorsAreUnavailableFromTheLossOn() {
        fixture.start();
        sink.take();
        Instant lost = fixture.now();

        fixture.links.cut();
        home.running("STARTING");
        fixture.timer.pass(Duration.ofMinutes(4));
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofMinutes(3));

        assertThat(sink.take()).containsExactlyInAnyOrder(event(HALL, lost, UNAVAILABLE), event(KITCHEN, lost, UNAVAILABLE));
        home.running("RUNNING");
        fixture.timer.pass(Duration.ofMinutes(1));
        assertThat(sink.take()).extracting(SensorEvent::state).containsExactlyInAnyOrder(OFF, ON);
        assertThat(fixture.source.deliveredUntil()).isEqualTo(fixture.now());
    }

    @Test
    void whenHomeAssistantStartsAnewWhatItLacksMeanwhileIsUnavailable() {
        fixture.start();
        sink.take();

        fixture.links.cut();
        home.removed(KITCHEN);
        home.running("STARTING");
        fixture.links.reachable();
        fixture.timer.pass(Duration.ofSeconds(20));
        home.says(KITCHEN, "occupancy", "unknown");
        fixture.timer.pass(Duration.ofSeconds(1));
        home.says(KITCHEN, "occupancy", "on");
        home.running("RUNNING");
        fixture.timer.pass(Duration.ofMinutes(1));

        assertThat(sink.homes()).hasSize(1);
        assertThat(sink.statesOf(KITCHEN)).last().isEqualTo(ON);
    }

    /** A recorder on a slow machine: 150 s for six hours. */
    @Test
    void aRecorderThatIsTooSlowForAPieceIsAskedForHalfOfItOverTheSameConnection() {
        fixture.home.recorderTakes(length -> length.dividedBy(144), (time, answer) ->
                fixture.timer.schedule(answer, time.toMillis(), TimeUnit.MILLISECONDS));
        SensorEvent hall = fixture.present(HALL);
        SensorEvent kitchen = fixture.present(KITCHEN);
        sink.keeps(fixture.ago(Duration.ofDays(3)));

        fixture.source.start(Optional.of(fixture.ago(Duration.ofDays(3))), sink);
        fixture.timer.pass(Duration.ofHours(2));

        assertThat(fixture.links.attempts()).as("connections").isOne();
        assertThat(sink.events()).contains(hall, kitchen).doesNotHaveDuplicates();
        assertThat(fixture.reports).extracting(ComponentReport::state).containsExactly(ComponentState.UP);
    }
}
