package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.BEDROOM;
import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.KITCHEN;
import static io.roomcast.tracking.embedded.Routine.KITCHEN_MOTION;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static io.roomcast.tracking.embedded.Routine.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorKind;
import io.roomcast.home.SensorState;
import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What real sensors, clocks and machines do to a home, and what its people are told of it. */
class LiveHomeTroubleTest {

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final RoomId PORCH = new RoomId("porch");
    private static final Sensor DOOR = new Sensor("binary_sensor.porch_door", SensorKind.DOOR, PORCH);

    private final List<Announcement> told = new ArrayList<>();
    private LiveHome home = new LiveHome(HOME, "test", INTERVAL, told::add);

    private <T extends Announcement> List<T> take(Class<T> type) {
        List<T> found = told.stream().filter(type::isInstance).map(type::cast).toList();
        told.removeAll(found);
        return found;
    }

    private List<Prediction> takePredictions(RoomId room) {
        return take(Prediction.class).stream().filter(prediction -> prediction.room().id().equals(room)).toList();
    }

    private void pass(Instant from, Instant until, Duration step) {
        for (Instant now = from; !now.isAfter(until); now = now.plus(step)) {
            home.advance(now);
        }
    }

    private void happens(Sensor sensor, Instant at, SensorState state) {
        home.accept(List.of(says(sensor, at, state)), at);
    }

    private void live(Home described) {
        home = new LiveHome(described, "test", INTERVAL, told::add);
    }

    private static Home of(Sensor... sensors) {
        List<Room> rooms = List.of(sensors).stream().map(Sensor::room).distinct().map(Room::named).toList();
        return new Home(ZoneOffset.UTC, rooms, List.of(sensors), Home.DEFAULT_HOLD_OFF, Map.of());
    }

    @Test
    void ofWhatHappenedWhileTheMachineSleptOnlyWhatHasBecomeOfItIsTold() {
        home.recall(days(0, 3));
        home.goLive(at(3, 6, 0));
        told.clear();

        home.accept(days(3, 4).subList(0, 4), at(3, 18, 30));
        assertThat(told).isEmpty();
        home.advance(at(3, 18, 30));

        assertThat(take(StateChange.class)).satisfiesExactly(
                kitchen -> {
                    assertThat(kitchen.previous()).isEqualTo(Occupancy.VACANT);
                    assertThat(kitchen.current()).isEqualTo(Occupancy.OCCUPIED);
                    assertThat(kitchen.at()).isBetween(at(3, 18, 0), at(3, 18, 10));
                },
                bedroom -> {
                    assertThat(bedroom.current()).isEqualTo(Occupancy.VACANT);
                    assertThat(bedroom.at()).isBetween(at(3, 7, 5), at(3, 7, 15));
                });
        assertThat(take(Prediction.class)).hasSize(2).extracting(Prediction::madeAt).containsOnly(at(3, 18, 30));
        var kitchen = home.history().room(home.history().place(KITCHEN));
        assertThat(kitchen.transitionCount()).as("transitions, those that were slept through too").isEqualTo(3 * 4 + 3);
    }

    @Test
    void oldEventsThatComeInABurstBringNobodyIn() {
        home.recall(days(0, 3));
        home.goLive(at(3, 11, 0));
        pass(at(3, 11, 0), at(3, 12, 30), TICK);
        told.clear();

        home.accept(List.of(says(KITCHEN_MOTION, at(3, 11, 20), SensorState.ON), says(KITCHEN_MOTION, at(3, 11, 50), SensorState.OFF)),
                at(3, 12, 30));
        assertThat(told).isEmpty();

        home.accept(List.of(says(KITCHEN_MOTION, at(3, 11, 20), SensorState.ON), says(KITCHEN_MOTION, at(3, 11, 50), SensorState.OFF),
                says(KITCHEN_MOTION, at(3, 12, 0), SensorState.ON)), at(3, 12, 30));
        assertThat(take(StateChange.class)).singleElement().satisfies(change -> {
            assertThat(change.current()).isEqualTo(Occupancy.OCCUPIED);
            assertThat(change.at()).isEqualTo(at(3, 12, 30));
        });
    }

    @Test
    void whatComesTwiceOrOutOfOrderChangesNothing() {
        home.recall(days(0, 3));
        home.goLive(at(3, 11, 0));
        told.clear();
        SensorEvent on = says(KITCHEN_MOTION, at(3, 11, 30), SensorState.ON);
        SensorEvent off = says(KITCHEN_MOTION, at(3, 11, 30).plusSeconds(40), SensorState.OFF);

        home.accept(List.of(on), on.at());
        home.accept(List.of(on), on.at().plusSeconds(1));
        home.accept(List.of(off), off.at());
        home.accept(List.of(on), off.at().plusSeconds(5));
        home.accept(List.of(off, on), off.at().plusSeconds(6));
        pass(at(3, 11, 31), at(3, 12, 0), TICK);

        assertThat(take(StateChange.class)).extracting(StateChange::at).containsExactly(on.at(), off.at().plus(Home.DEFAULT_HOLD_OFF));
    }

    @Test
    void aSensorThatFlapsIsOneVisitAndNoFloodOfPredictions() {
        home.recall(days(0, 3));
        home.goLive(at(3, 11, 0));
        told.clear();
        Instant now = at(3, 11, 30);

        for (int i = 0; i < 50 * 120; i++) {
            now = now.plusMillis(20);
            happens(KITCHEN_MOTION, now, i % 2 == 0 ? SensorState.ON : SensorState.OFF);
            if (i % 250 == 0) {
                home.advance(now);
            }
        }
        assertThat(take(StateChange.class)).singleElement().extracting(StateChange::current).isEqualTo(Occupancy.OCCUPIED);
        assertThat(takePredictions(KITCHEN)).hasSizeBetween(1, 6);

        home.advance(now.plus(Home.DEFAULT_HOLD_OFF));
        assertThat(take(StateChange.class)).singleElement().extracting(StateChange::current).isEqualTo(Occupancy.VACANT);
    }

    @Test
    void aHomeWithOneSensorIsLearnedAndPredicted() {
        live(of(KITCHEN_MOTION));
        home.recall(days(0, 10).stream().filter(event -> event.entityId().equals(KITCHEN_MOTION.entityId())).toList());
        home.goLive(at(10, 5, 0));
        home.adopt(HomeModel.learn(home.history(), at(10, 5, 0), "v1", (done, total) -> { }));

        home.advance(at(10, 5, 5));

        assertThat(takePredictions(KITCHEN)).last().satisfies(prediction -> {
            assertThat(prediction.modelVersion()).isEqualTo("v1");
            assertThat(prediction.predictedTime()).isBetween(at(10, 6, 50), at(10, 7, 30));
        });
    }

    @Test
    void aWeekWithoutAnEventInventsNothingAndPredictionsGoOn() {
        home.recall(days(0, 10));
        home.goLive(at(9, 23, 0));
        home.adopt(HomeModel.learn(home.history(), at(9, 23, 0), "v1", (done, total) -> { }));
        told.clear();

        pass(at(9, 23, 0), at(17, 0, 0), INTERVAL);

        assertThat(take(Alert.class)).singleElement().satisfies(alert -> {
            assertThat(alert.type()).isEqualTo(Alert.Type.SENSOR_UNAVAILABLE);
            assertThat(alert.at()).isBetween(at(10, 20, 30), at(10, 20, 40));
        });
        assertThat(take(StateChange.class)).singleElement().satisfies(change -> {
            assertThat(change.room().id()).isEqualTo(BEDROOM);
            assertThat(change.current()).isEqualTo(Occupancy.UNKNOWN);
        });
        assertThat(take(Drift.class)).isEmpty();
        List<Prediction> predictions = takePredictions(KITCHEN);
        assertThat(predictions).hasSizeGreaterThan(7 * 24 * 12).allSatisfy(LiveHomeTroubleTest::makesSense);
        assertThat(predictions).last().satisfies(last -> assertThat(last.madeAt()).isEqualTo(at(17, 0, 0)));
    }

    private static void makesSense(Prediction prediction) {
        assertThat(prediction.confidence()).isBetween(0.0, 1.0);
        assertThat(prediction.predictedTime()).isAfter(prediction.madeAt());
        assertThat(prediction.forecast()).extracting(Prediction.ForecastPoint::probability)
                .allSatisfy(probability -> assertThat(probability).isBetween(0.0, 1.0));
    }

    @Test
    void ofADoorEachMoveIsAVisit() {
        live(of(DOOR));
        home.goLive(at(0, 8, 0));
        told.clear();

        happens(DOOR, at(0, 8, 10), SensorState.ON);
        pass(at(0, 8, 10), at(0, 12, 0), TICK);
        happens(DOOR, at(0, 12, 0), SensorState.OFF);
        pass(at(0, 12, 0), at(0, 13, 0), TICK);

        assertThat(take(StateChange.class)).extracting(StateChange::current, StateChange::at).containsExactly(
                tuple(Occupancy.OCCUPIED, at(0, 8, 10)),
                tuple(Occupancy.VACANT, at(0, 8, 15)),
                tuple(Occupancy.OCCUPIED, at(0, 12, 0)),
                tuple(Occupancy.VACANT, at(0, 12, 5)));
        assertThat(take(Alert.class)).isEmpty();
        assertThat(takePredictions(PORCH)).isNotEmpty().allSatisfy(LiveHomeTroubleTest::makesSense);
    }

    @Test
    void nothingIsSaidOfARoomWithoutSensors() {
        Room attic = Room.named(new RoomId("attic"));
        List<Room> rooms = new ArrayList<>(HOME.rooms());
        rooms.add(attic);
        live(new Home(ZoneOffset.UTC, rooms, HOME.sensors(), Home.DEFAULT_HOLD_OFF, Map.of()));
        home.recall(days(0, 10));
        home.goLive(at(10, 1, 0));
        home.adopt(HomeModel.learn(home.history(), at(10, 1, 0), "v1", (done, total) -> { }));

        pass(at(10, 1, 0), at(10, 3, 0), INTERVAL);

        assertThat(told).isNotEmpty().noneMatch(announcement -> announcement.roomId().filter(attic.id()::equals).isPresent());
    }

    @Test
    void aRoomWhoseOnlySensorFailsIsUnknownAlsoAfterARestart() {
        home.recall(days(0, 3));
        home.goLive(at(3, 11, 0));
        told.clear();

        happens(KITCHEN_MOTION, at(3, 11, 10), SensorState.UNAVAILABLE);
        pass(at(3, 11, 10), at(3, 11, 30), TICK);
        assertThat(take(StateChange.class)).singleElement().satisfies(change -> {
            assertThat(change.current()).isEqualTo(Occupancy.UNKNOWN);
            assertThat(change.at()).isEqualTo(at(3, 11, 15));
        });
        assertThat(takePredictions(KITCHEN)).last().satisfies(last -> assertThat(last.currentState()).isEqualTo(Occupancy.UNKNOWN));

        live(HOME);
        home.recall(days(0, 3));
        home.recall(List.of(says(KITCHEN_MOTION, at(3, 11, 10), SensorState.UNAVAILABLE)));
        home.goLive(at(3, 12, 0));
        assertThat(take(StateChange.class)).filteredOn(change -> change.room().id().equals(KITCHEN))
                .singleElement().extracting(StateChange::current).isEqualTo(Occupancy.UNKNOWN);

        happens(KITCHEN_MOTION, at(3, 12, 10), SensorState.OFF);
        assertThat(take(StateChange.class)).singleElement().extracting(StateChange::current).isEqualTo(Occupancy.VACANT);
        assertThat(take(Alert.class)).extracting(Alert::type).endsWith(Alert.Type.SYSTEM_RECOVERED);
    }

    @Test
    void afterTheClockWasSetBackNothingIsOfTheFuture() {
        home.recall(days(0, 3));
        home.goLive(at(3, 11, 0));
        pass(at(3, 11, 0), at(3, 12, 0), TICK);
        told.clear();

        home.advance(at(3, 11, 10));
        happens(KITCHEN_MOTION, at(3, 11, 11), SensorState.ON);
        happens(KITCHEN_MOTION, at(3, 11, 12), SensorState.OFF);
        home.advance(at(3, 11, 17));

        assertThat(take(StateChange.class)).extracting(StateChange::at).containsExactly(at(3, 11, 11), at(3, 11, 17));
        assertThat(takePredictions(KITCHEN)).isNotEmpty()
                .allSatisfy(prediction -> assertThat(prediction.madeAt()).isBetween(at(3, 11, 10), at(3, 11, 17)));
    }

    @Test
    void aClockThatWasInAnotherCenturyIsNoLongNightToGoThrough() {
        home.goLive(Instant.parse("1970-01-01T00:02:00Z"));
        happens(KITCHEN_MOTION, Instant.parse("1970-01-01T00:03:00Z"), SensorState.ON);
        told.clear();

        assertTimeout(Duration.ofSeconds(5), () -> home.advance(at(0, 12, 0)));

        assertThat(takePredictions(KITCHEN)).extracting(Prediction::madeAt).containsOnly(at(0, 12, 0));
        happens(KITCHEN_MOTION, at(0, 12, 1), SensorState.OFF);
        happens(KITCHEN_MOTION, at(0, 12, 2), SensorState.ON);
        assertThat(take(StateChange.class)).last().satisfies(change -> {
            assertThat(change.current()).isEqualTo(Occupancy.OCCUPIED);
            assertThat(change.at()).isEqualTo(at(0, 12, 2));
        });
    }
}
