package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.config.RoomsFile;
import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.RecordedHomes;
import io.roomcast.home.RecordedHomes.RecordedHome;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.SensorEvent;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.SensorSource;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.embedded.LiveHome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A recorded home whose bed was occupied for ten days, as its sensor had it, and that said nothing at all on two days. */
class FaultySensorsTest {

    private static final RoomId BEDROOM = new RoomId("bedroom");
    private static final String BED = "binary_sensor.kasteren_b_bed_right";
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Instant LIVE = Instant.parse("2009-07-28T12:00:00Z");
    /** A day after each of the two times that the bed went on for good. */
    private static final List<Instant> STUCK = List.of(Instant.parse("2009-07-30T04:59:52Z"), Instant.parse("2009-08-07T04:10:58Z"));
    private static final List<Instant> BACK = List.of(Instant.parse("2009-07-30T11:01:46Z"), Instant.parse("2009-08-16T16:03:52Z"));
    private static final Instant SILENCE = Instant.parse("2009-08-13T00:00:00Z");
    private static final Instant SILENCE_END = Instant.parse("2009-08-15T00:00:00Z");

    private final List<Announcement> told = new ArrayList<>();

    private <T extends Announcement> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void theStuckSensorIsCutAndReportedNobodyIsThereOnSilentDaysAndPredictionsGoOn() throws IOException {
        RecordedHome recorded = RecordedHomes.named("kasteren_b");
        Home described = RoomsFile.read(recorded.rooms()).home(ZoneOffset.UTC, Home.DEFAULT_HOLD_OFF);
        LiveHome home = new LiveHome(described, "test", INTERVAL, told::add);
        Instant now = Instant.MIN;
        try (Recording recording = Recording.open(recorded.events(), ZoneOffset.UTC, Duration.ZERO, (line, why) -> { })) {
            for (Optional<SensorEvent> next = recording.next(); next.isPresent(); next = recording.next()) {
                SensorEvent event = next.get();
                if (event.at().isAfter(LIVE) && !home.isLive()) {
                    home.goLive(LIVE);
                    home.adopt(HomeModel.learn(home.history(), LIVE, "v1", (done, total) -> { }));
                    now = LIVE;
                }
                while (home.isLive() && now.plus(INTERVAL).isBefore(event.at())) {
                    now = now.plus(INTERVAL);
                    home.advance(now);
                }
                home.accept(List.of(event), event.at());
            }
        }

        List<Alert> alerts = told(Alert.class).stream().filter(alert -> alert.details().contains(new Alert.Label("sensor", BED))).toList();
        assertThat(alerts).filteredOn(alert -> alert.type() == Alert.Type.SENSOR_UNAVAILABLE)
                .allSatisfy(alert -> assertThat(alert.message()).contains(BED))
                .extracting(Alert::at).isEqualTo(STUCK);
        assertThat(alerts).filteredOn(alert -> alert.type() == Alert.Type.SYSTEM_RECOVERED).extracting(Alert::at).isEqualTo(BACK);

        List<StateChange> changes = told(StateChange.class);
        assertThat(changes).noneMatch(change -> change.current() == Occupancy.OCCUPIED
                && change.at().isAfter(SILENCE) && change.at().isBefore(SILENCE_END));
        for (Room room : described.rooms()) {
            assertThat(changes).filteredOn(change -> change.room().equals(room) && change.at().isBefore(SILENCE))
                    .last().satisfies(change -> assertThat(change.current()).isNotEqualTo(Occupancy.OCCUPIED));
            assertThat(told(Prediction.class)).filteredOn(prediction -> prediction.room().equals(room))
                    .filteredOn(prediction -> prediction.madeAt().isAfter(SILENCE) && prediction.madeAt().isBefore(SILENCE_END))
                    .hasSizeGreaterThanOrEqualTo(2 * 24 * 12 - 1)
                    .allSatisfy(prediction -> assertThat(prediction.predictedTime()).isAfter(prediction.madeAt()));
        }
        assertThat(changes).as("the bedroom is seen by other sensors while the bed is stuck")
                .filteredOn(change -> change.room().id().equals(BEDROOM) && change.at().isAfter(STUCK.get(1)) && change.at().isBefore(BACK.get(1)))
                .isNotEmpty().extracting(StateChange::current).doesNotContain(Occupancy.UNKNOWN);
    }

    @Test
    void theSameReplayedFromItsFileIsAnAlertAtTheStartAndItsEnd() {
        RecordedHome recorded = RecordedHomes.named("kasteren_b");
        Home described = RoomsFile.read(recorded.rooms()).home(ZoneOffset.UTC, Home.DEFAULT_HOLD_OFF);
        ManualTimer timer = new ManualTimer();
        LiveHome home = new LiveHome(described, "test", INTERVAL, told::add);
        ReplaySource source = new ReplaySource(recorded.events(), described, 1, timer, timer, timer);
        source.start(Optional.empty(), new SensorSource.Sink() {
            @Override
            public Optional<Instant> home(Home other) {
                throw new AssertionError("it is always the same home");
            }

            @Override
            public void accept(List<SensorEvent> events) {
                home.accept(events, source.clock().instant());
            }

            @Override
            public void caughtUp() {
                home.goLive(source.deliveredUntil());
            }
        });
        assertThat(bedAlerts()).containsExactly(Alert.Type.SENSOR_UNAVAILABLE);

        for (int passed = 0; passed < 4 * 24 * 12; passed++) {
            timer.pass(INTERVAL);
            home.advance(source.deliveredUntil());
        }

        assertThat(bedAlerts()).containsExactly(Alert.Type.SENSOR_UNAVAILABLE, Alert.Type.SYSTEM_RECOVERED);
        assertThat(told(Prediction.class)).last()
                .satisfies(prediction -> assertThat(prediction.madeAt()).isEqualTo(timer.instant()));
    }

    private List<Alert.Type> bedAlerts() {
        return told(Alert.class).stream().filter(alert -> alert.details().contains(new Alert.Label("sensor", BED))).map(Alert::type).toList();
    }
}
