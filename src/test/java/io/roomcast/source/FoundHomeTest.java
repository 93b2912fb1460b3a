package io.roomcast.source;

import static io.roomcast.tracking.embedded.Routine.BED;
import static io.roomcast.tracking.embedded.Routine.BEDROOM;
import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.KITCHEN;
import static io.roomcast.tracking.embedded.Routine.KITCHEN_MOTION;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static io.roomcast.tracking.embedded.Routine.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorKind;
import io.roomcast.home.SensorState;
import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.mqtt.CapturedLog;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.source.EmbeddedTracking.Platform;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a home that its source gets to know only by and by. */
class FoundHomeTest {

    private final ManualTimer timer = new ManualTimer();
    private final MemoryEvents events = new MemoryEvents();
    private final List<Announcement> told = new ArrayList<>();
    private final ScriptedSource source = new ScriptedSource(timer);
    private final MemoryModels models = new MemoryModels();
    private final EmbeddedTracking tracking = tracking(source);

    private EmbeddedTracking tracking(ScriptedSource followed) {
        return new EmbeddedTracking(followed, Duration.ofMinutes(5), events, models, new Platform(timer, timer, new RecordedMetrics()),
                told::add, report -> { });
    }

    @AfterEach
    void close() {
        tracking.close();
    }

    private <T extends Announcement> List<T> take(Class<T> type) {
        List<T> found = told.stream().filter(type::isInstance).map(type::cast).toList();
        told.removeAll(found);
        return found;
    }

    private static Home with(Sensor more) {
        List<Room> rooms = new ArrayList<>(HOME.rooms());
        if (HOME.room(more.room()).isEmpty()) {
            rooms.add(Room.named(more.room()));
        }
        List<Sensor> sensors = new ArrayList<>(HOME.sensors());
        sensors.add(more);
        return new Home(HOME.zone(), rooms, sensors, HOME.holdOff(), HOME.holdOffs());
    }

    private static List<SensorEvent> past() {
        return days(0, 10);
    }

    @Test
    void aHomeThatTurnsOutToHaveAnotherRoomIsFollowedFromItsPastOn() {
        events.append(past());
        tracking.start();
        source.sink.caughtUp();
        RoomId attic = new RoomId("attic");
        Sensor hatch = new Sensor("binary_sensor.hatch", SensorKind.PRESENCE, attic);
        told.clear();

        Optional<Instant> since = source.sink.home(with(hatch));
        source.sink.accept(List.of(says(hatch, timer.instant(), SensorState.ON)));
        source.sink.caughtUp();
        timer.pass(Duration.ofSeconds(5));

        assertThat(since).hasValue(past().get(past().size() - 1).at());
        assertThat(tracking.furnished().room(attic)).isPresent();
        assertThat(take(StateChange.class)).extracting(change -> change.room().id(), StateChange::current)
                .contains(tuple(attic, Occupancy.OCCUPIED), tuple(BEDROOM, Occupancy.OCCUPIED));
        assertThat(take(Prediction.class)).extracting(prediction -> prediction.room().id()).contains(attic, BEDROOM, KITCHEN);
    }

    @Test
    void aHomeThatGoesOnFromWhatIsStoredHasItsPastAndSaysNothingOfRoomsThatNobodyHears() {
        events.append(past());
        source.certain = false;
        tracking.start();
        Instant lost = source.since.orElseThrow().orElseThrow().plusMillis(1);
        timer.jump(Duration.between(timer.instant(), lost.plus(Duration.ofHours(3))));

        source.sink.accept(HOME.sensors().stream().map(sensor -> says(sensor, lost, SensorState.UNAVAILABLE)).toList());
        source.sink.caughtUp();
        timer.pass(Duration.ofSeconds(5));

        assertThat(take(StateChange.class)).hasSize(2).extracting(StateChange::current).containsOnly(Occupancy.UNKNOWN);
        assertThat(take(Prediction.class)).extracting(prediction -> prediction.room().id()).contains(BEDROOM, KITCHEN);
        assertThat(take(Alert.class)).as("nobody has asked the sensors yet").extracting(Alert::type)
                .doesNotContain(Alert.Type.SENSOR_UNAVAILABLE);
        assertThat(tracking.isAtWork()).isTrue();
        assertThat(tracking.knowsAllRooms()).as("the home may be another one by now").isFalse();

        source.certain = true;
        source.sink.home(HOME);
        source.sink.caughtUp();
        timer.pass(Duration.ofSeconds(5));
        assertThat(tracking.knowsAllRooms()).isTrue();
        assertThat(take(Alert.class)).filteredOn(alert -> alert.type().equals(Alert.Type.SENSOR_UNAVAILABLE))
                .as("one alert that names both").singleElement()
                .satisfies(alert -> assertThat(alert.message()).contains("2 sensors").contains(
                        HOME.sensors().stream().map(Sensor::entityId).toList()));
    }

    @Test
    void aSensorThatComesInLaterComesInWithThePastThatWasToldOfItBefore() {
        events.append(past());
        tracking.start();
        source.sink.caughtUp();
        RoomId attic = new RoomId("attic");
        Sensor hatch = new Sensor("binary_sensor.hatch", SensorKind.PRESENCE, attic);
        Set<String> both = Set.of(hatch.entityId(), HOME.sensors().get(0).entityId());
        told.clear();

        assertThat(source.sink.unheard(both)).containsExactly(hatch.entityId());
        source.sink.recollect(List.of(says(hatch, at(0, 9, 0), SensorState.OFF), says(hatch, at(9, 20, 0), SensorState.ON)));
        assertThat(source.sink.unheard(both)).isEmpty();
        assertThat(told).isEmpty();
        source.sink.home(with(hatch));
        source.sink.caughtUp();

        assertThat(take(StateChange.class)).filteredOn(change -> change.room().id().equals(attic)).singleElement().satisfies(change -> {
            assertThat(change.current()).isEqualTo(Occupancy.OCCUPIED);
            assertThat(change.at()).isEqualTo(at(9, 20, 0));
        });
    }

    @Test
    void thatMoreOfThePastIsKnownIsAReasonToTrainANewModel() {
        events.append(past());
        tracking.start();
        source.sink.caughtUp();
        tracking.requestTraining();
        timer.pass(Duration.ofSeconds(10));
        timer.jump(Duration.ofDays(2));
        Sensor hatch = new Sensor("binary_sensor.hatch", SensorKind.PRESENCE, KITCHEN);
        take(Alert.class);

        source.sink.recollect(List.of(says(hatch, at(0, 9, 0), SensorState.OFF)));
        source.sink.home(with(hatch));
        source.sink.caughtUp();

        assertThat(take(Alert.class)).extracting(Alert::type, Alert::message).contains(tuple(Alert.Type.RETRAINING_STARTED,
                "A new model is being trained, because more of the past has become known"));
    }

    /** Starts the server again, and says why a model is trained then, if one is. */
    private List<String> reasonsAfterARestart() {
        take(Alert.class);
        ScriptedSource again = new ScriptedSource(timer);
        try (EmbeddedTracking next = tracking(again)) {
            next.start();
            again.sink.caughtUp();
            timer.pass(Duration.ofSeconds(10));
        }
        return take(Alert.class).stream().filter(alert -> alert.type() == Alert.Type.RETRAINING_STARTED).map(Alert::message).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thatReasonOutlivesARestartWhetherTheSensorHasComeInOrNot(boolean cameIn) {
        events.append(past());
        tracking.start();
        source.sink.caughtUp();
        timer.pass(Duration.ofMinutes(10));
        assertThat(models.model()).isPresent();
        Sensor hatch = new Sensor("binary_sensor.hatch", SensorKind.PRESENCE, KITCHEN);

        source.sink.recollect(List.of(says(hatch, at(0, 9, 0), SensorState.OFF)));
        if (cameIn) {
            source.sink.home(with(hatch));
            source.sink.caughtUp();
        }
        timer.pass(Duration.ofMinutes(10));
        tracking.close();

        assertThat(reasonsAfterARestart())
                .containsExactly("A new model is being trained, because more of the past has become known");
        assertThat(reasonsAfterARestart()).as("it knows that past").isEmpty();
    }

    @Test
    void aRoomWhoseSensorLeftAndComesBackIsUnknownForThatTimeAndNotVacant() {
        events.append(past());
        tracking.start();
        source.sink.caughtUp();
        Instant left = timer.instant();
        source.sink.accept(List.of(says(KITCHEN_MOTION, left, SensorState.UNAVAILABLE)));
        source.sink.home(new Home(HOME.zone(), HOME.rooms(), List.of(BED), HOME.holdOff(), HOME.holdOffs()));
        source.sink.caughtUp();
        timer.pass(Duration.ofHours(1));
        told.clear();

        source.sink.home(HOME);
        source.sink.caughtUp();
        assertThat(take(StateChange.class)).filteredOn(change -> change.room().id().equals(KITCHEN)).singleElement()
                .extracting(StateChange::current, StateChange::at).containsExactly(Occupancy.UNKNOWN, left.plus(HOME.holdOff()));
        source.sink.accept(List.of(says(KITCHEN_MOTION, timer.instant(), SensorState.ON)));

        assertThat(take(StateChange.class)).singleElement().satisfies(change -> {
            assertThat(change.previous()).isEqualTo(Occupancy.UNKNOWN);
            assertThat(change.current()).isEqualTo(Occupancy.OCCUPIED);
        });
    }

    @Test
    void whileThePastOfSuchAHomeIsReadItsTimeStandsStill() {
        tracking.start();
        source.sink.caughtUp();

        try (CapturedLog failures = CapturedLog.of("io.roomcast.mqtt")) {
            source.sink.home(HOME);
            timer.pass(Duration.ofSeconds(30));

            assertThat(failures.lines()).isEmpty();
        }
    }

    @Test
    void aHomeWhosePastCannotBeReadIsToldAgainLater() {
        tracking.start();
        events.away(true);

        assertThatThrownBy(() -> source.sink.home(HOME)).isInstanceOf(StoreUnavailableException.class);
        events.away(false);

        assertThat(source.sink.home(HOME)).isEmpty();
    }
}
