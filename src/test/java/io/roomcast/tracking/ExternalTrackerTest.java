package io.roomcast.tracking;

import static io.roomcast.home.Occupancy.OCCUPIED;
import static io.roomcast.home.Occupancy.UNKNOWN;
import static io.roomcast.home.Occupancy.VACANT;
import static io.roomcast.tracking.ExternalTracker.Outcome.ANNOUNCED;
import static io.roomcast.tracking.ExternalTracker.Outcome.OVERTAKEN;
import static io.roomcast.tracking.ExternalTracker.Outcome.REPEATED;
import static io.roomcast.tracking.ExternalTracker.Outcome.TOO_MANY_ROOMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExternalTrackerTest {

    private static final Instant START = Instant.parse("2026-01-15T14:30:00Z");
    private static final Room KITCHEN = Room.named(new RoomId("kitchen"));
    private static final Room GALLEY = new Room(KITCHEN.id(), "Galley");

    private final List<Announcement> announced = new ArrayList<>();
    private Instant now = START;
    private final ExternalTracker tracker = new ExternalTracker(List.of(), () -> now, announced::add);

    @Test
    void aRoomThatIsHeardOfBecomesKnownByTheNameItIsCalled() {
        tracker.prediction(prediction("p1", GALLEY, START));
        tracker.stateChange(new StateChange(KITCHEN, UNKNOWN, VACANT, START, "mqtt"));

        assertThat(tracker.rooms()).containsExactly(GALLEY);
        assertThat(tracker.room(KITCHEN.id())).contains(GALLEY);
        assertThat(announced).hasSize(2).allSatisfy(announcement -> assertThat(roomOf(announcement)).isEqualTo(GALLEY));
    }

    @Test
    void aConfiguredNameStands() {
        ExternalTracker configured = new ExternalTracker(List.of(new Room(KITCHEN.id(), "Küche")), () -> now, announced::add);

        configured.prediction(prediction("p1", GALLEY, START));

        assertThat(configured.rooms()).containsExactly(new Room(KITCHEN.id(), "Küche"));
        assertThat(((Prediction) announced.get(0)).room().name()).isEqualTo("Küche");
    }

    @Test
    void aPredictionIsAnnouncedOnce() {
        Prediction prediction = prediction("p1", KITCHEN, START);

        assertThat(tracker.prediction(prediction)).isEqualTo(ANNOUNCED);
        assertThat(tracker.prediction(prediction)).isEqualTo(REPEATED);
        assertThat(announced).hasSize(1);
    }

    @Test
    void aPredictionOlderThanTheLatestIsOvertaken() {
        tracker.prediction(prediction("p2", KITCHEN, START));

        assertThat(tracker.prediction(prediction("p1", KITCHEN, START.minusMillis(1)))).isEqualTo(OVERTAKEN);
        assertThat(tracker.prediction(prediction("p1", Room.named(new RoomId("hall")), START.minusSeconds(9))))
                .isEqualTo(ANNOUNCED);
    }

    @Test
    void aPredictionFromAClockThatIsWrongDoesNotSilenceItsRoom() {
        tracker.prediction(prediction("p1", KITCHEN, START.plusSeconds(86_400)));

        assertThat(tracker.prediction(prediction("p2", KITCHEN, START))).isEqualTo(ANNOUNCED);
    }

    @Test
    void theCurrentStateIsTheOneSaidElseTheOneHeardElseTheOneThePredictionLeadsOutOf() {
        tracker.prediction(prediction("implied", KITCHEN, START, OCCUPIED, UNKNOWN));
        tracker.stateChange(new StateChange(KITCHEN, VACANT, OCCUPIED, START, "mqtt"));
        tracker.prediction(prediction("heard", KITCHEN, START, OCCUPIED, UNKNOWN));
        tracker.prediction(prediction("said", KITCHEN, START, OCCUPIED, VACANT));

        assertThat(announced.stream().filter(Prediction.class::isInstance).map(p -> ((Prediction) p).currentState()))
                .containsExactly(VACANT, OCCUPIED, VACANT);
    }

    @Test
    void aPredictionNeverMakesAChangeOfState() {
        tracker.stateChange(new StateChange(KITCHEN, VACANT, OCCUPIED, START, "mqtt"));
        tracker.prediction(prediction("p1", KITCHEN, START, OCCUPIED, UNKNOWN));

        assertThat(announced).filteredOn(StateChange.class::isInstance).hasSize(1);
    }

    @Test
    void aChangeOfStateIsAnnouncedOnceAndInOrder() {
        StateChange change = new StateChange(KITCHEN, UNKNOWN, OCCUPIED, START, "mqtt");

        assertThat(tracker.stateChange(change)).isEqualTo(ANNOUNCED);
        assertThat(tracker.stateChange(change)).isEqualTo(REPEATED);
        assertThat(tracker.stateChange(new StateChange(KITCHEN, UNKNOWN, VACANT, START.minusSeconds(1), "mqtt")))
                .isEqualTo(OVERTAKEN);
        assertThat(tracker.stateChange(new StateChange(KITCHEN, UNKNOWN, VACANT, START.plusSeconds(1), "mqtt")))
                .isEqualTo(ANNOUNCED);
        assertThat(announced.get(1)).isEqualTo(new StateChange(KITCHEN, OCCUPIED, VACANT, START.plusSeconds(1), "mqtt"));
    }

    @Test
    void anAccuracyReportRemembersTheOneBefore() {
        tracker.accuracy(accuracy(0.9, START));
        tracker.accuracy(accuracy(0.9, START.plusSeconds(60)));
        tracker.accuracy(accuracy(0.7, START.plusSeconds(120)));

        assertThat(announced).hasSize(2);
        assertThat(((AccuracyReport) announced.get(0)).previousAccuracy()).isEmpty();
        assertThat(((AccuracyReport) announced.get(1)).previousAccuracy()).hasValue(0.9);
        assertThat(tracker.modelAccuracy()).isEqualTo(Map.of(KITCHEN.id(), 0.7));
    }

    @Test
    void alertsAndDriftsPassAndMakeTheirRoomKnown() {
        Alert alert = new Alert("a", Alert.Type.SYSTEM_ERROR, Alert.Severity.INFO, "m", Optional.of(new RoomId("attic")),
                Optional.empty(), START, List.of());
        Drift drift = new Drift("d", GALLEY, Drift.Severity.LOW, 0.1, List.of(), Map.of(), Optional.empty(), Optional.empty(),
                false, START);

        tracker.alert(alert);
        tracker.alert(alert);
        tracker.drift(drift);

        assertThat(announced).containsExactly(alert, alert, drift);
        assertThat(tracker.rooms()).extracting(Room::name).containsExactly("Attic", "Galley");
    }

    @Test
    void beyondTheLastRoomNothingIsTakenButAlerts() {
        for (int i = 0; i < ExternalTracker.MAX_ROOMS; i++) {
            tracker.stateChange(new StateChange(Room.named(new RoomId("r" + i)), UNKNOWN, VACANT, START, "mqtt"));
        }

        assertThat(tracker.prediction(prediction("p", KITCHEN, START))).isEqualTo(TOO_MANY_ROOMS);
        assertThat(tracker.prediction(prediction("p", Room.named(new RoomId("r7")), START))).isEqualTo(ANNOUNCED);
        assertThat(tracker.rooms()).hasSize(ExternalTracker.MAX_ROOMS);

        tracker.drift(new Drift("d", KITCHEN, Drift.Severity.LOW, 0.1, List.of(), Map.of(), Optional.empty(), Optional.empty(),
                false, START));
        assertThat(announced).last().isInstanceOf(Drift.class);
    }

    @Test
    void predictionsOfTheLastMinuteAreCounted() {
        for (int i = 0; i < 90; i++) {
            now = START.plusSeconds(i);
            tracker.prediction(prediction("p" + i, KITCHEN, now));
        }
        assertThat(tracker.predictionsPerMinute()).isEqualTo(60);

        now = now.plusSeconds(30);
        assertThat(tracker.predictionsPerMinute()).isEqualTo(30);

        now = now.plusSeconds(3600);
        assertThat(tracker.predictionsPerMinute()).isZero();
    }

    @Property
    void whateverOrderPredictionsArriveInTheyAreAnnouncedInTheOrderTheyWereMade(
            @ForAll @Size(max = 30) List<@IntRange(max = 20) Integer> seconds) {
        List<Announcement> heard = new ArrayList<>();
        ExternalTracker fresh = new ExternalTracker(List.of(), () -> START, heard::add);

        seconds.forEach(second -> fresh.prediction(prediction("p" + second, KITCHEN, START.minusSeconds(second))));

        assertThat(heard).extracting(Announcement::at).isSorted().doesNotHaveDuplicates();
        assertThat(heard.isEmpty()).isEqualTo(seconds.isEmpty());
    }

    private static Room roomOf(Announcement announcement) {
        return announcement instanceof Prediction prediction ? prediction.room() : ((StateChange) announcement).room();
    }

    private static AccuracyReport accuracy(double share, Instant at) {
        return new AccuracyReport(KITCHEN, share, OptionalDouble.empty(), OptionalDouble.empty(), 10, 24, 15, at);
    }

    private static Prediction prediction(String id, Room room, Instant madeAt) {
        return prediction(id, room, madeAt, OCCUPIED, UNKNOWN);
    }

    private static Prediction prediction(String id, Room room, Instant madeAt, Occupancy transition, Occupancy current) {
        return new Prediction(id, room, madeAt, madeAt.plusSeconds(600), transition, 0.5, current, "m", "1", List.of(),
                OptionalInt.empty(), Optional.empty(), Optional.empty(), List.of(), OptionalDouble.empty(), Map.of());
    }
}
