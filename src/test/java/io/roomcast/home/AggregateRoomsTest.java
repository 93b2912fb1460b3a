package io.roomcast.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AggregateRoomsTest {

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final RoomId HALL = new RoomId("hall");
    private static final RoomId STUDY = new RoomId("study");
    private static final RoomId WHOLE = new RoomId("home");

    private final List<String> changes = new ArrayList<>();

    private static Home home(Map<RoomId, Set<RoomId>> parts) {
        return new Home(ZoneId.of("UTC"), List.of(Room.named(HALL), Room.named(STUDY), Room.named(WHOLE)),
                List.of(new Sensor("hall", SensorKind.MOTION, HALL), new Sensor("study", SensorKind.PRESENCE, STUDY),
                        new Sensor("person", SensorKind.PERSON, WHOLE)),
                Duration.ofMinutes(5), Map.of(STUDY, Duration.ofMinutes(10)), parts);
    }

    private final OccupancyTracker tracker = new OccupancyTracker(home(Map.of(WHOLE, Set.of(HALL, STUDY))), SensorLimits.standard(),
            new OccupancyListener() {
                @Override
                public void evidenceBegan(Sensor sensor, Instant at) {
                    // Only rooms matter here.
                }

                @Override
                public void evidenceEnded(Sensor sensor, Instant at) {
                    // Only rooms matter here.
                }

                @Override
                public void changed(RoomId room, Occupancy now, Instant at) {
                    changes.add(room + " " + now + " " + Duration.between(NOON, at).toMinutes());
                }

                @Override
                public void sensorLost(Sensor sensor, Instant at) {
                    changes.add(sensor.entityId() + " lost " + Duration.between(NOON, at).toMinutes());
                }

                @Override
                public void sensorBack(Sensor sensor, Instant at) {
                    // Only rooms matter here.
                }
            });

    private void says(String sensor, SensorState state, int minute) {
        tracker.accept(new SensorEvent(sensor, NOON.plus(Duration.ofMinutes(minute)), state));
    }

    @Test
    void somethingCanBeKnownOfRoomsWithASensorAndOfWhatIsMadeOfThem() {
        Room floor = Room.named(WHOLE);
        Room hall = Room.named(HALL);
        Room cellar = Room.named(new RoomId("cellar"));
        Room roof = Room.named(new RoomId("roof"));
        Home home = new Home(ZoneId.of("UTC"), List.of(floor, hall, cellar, roof), List.of(new Sensor("hall", SensorKind.MOTION, HALL)),
                Duration.ofMinutes(5), Map.of(), Map.of(WHOLE, Set.of(HALL), roof.id(), Set.of(cellar.id())));

        assertThat(home.sensedRooms()).containsExactly(floor, hall);
    }

    @Test
    void whatIsMadeOfRoomsIsOccupiedWhileAnyOfThemIs() {
        says("hall", SensorState.ON, 0);
        says("hall", SensorState.OFF, 1);
        says("study", SensorState.ON, 3);
        says("study", SensorState.OFF, 20);
        tracker.advance(NOON.plus(Duration.ofHours(1)));

        assertThat(changes).containsExactly("hall OCCUPIED 0", "home OCCUPIED 0", "study OCCUPIED 3", "hall VACANT 6", "study VACANT 30",
                "home VACANT 30");
    }

    @Test
    void aPersonAtHomeIsEvidenceForWeeksAndNeverStuck() {
        says("person", SensorState.ON, 0);
        tracker.advance(NOON.plus(Duration.ofDays(30)));

        assertThat(changes).containsExactly("home OCCUPIED 0");
        assertThat(tracker.occupancy(HALL)).isEqualTo(Occupancy.UNKNOWN);
    }

    @Test
    void itIsUnknownOnlyWhenNoneOfItsSensorsCanBeTrusted() {
        says("hall", SensorState.OFF, 0);
        says("study", SensorState.OFF, 0);
        says("hall", SensorState.UNAVAILABLE, 10);
        tracker.advance(NOON.plus(Duration.ofMinutes(20)));
        assertThat(tracker.occupancy(WHOLE)).isEqualTo(Occupancy.VACANT);

        says("study", SensorState.UNAVAILABLE, 30);
        tracker.advance(NOON.plus(Duration.ofMinutes(40)));

        assertThat(tracker.occupancy(WHOLE)).isEqualTo(Occupancy.UNKNOWN);
    }

    @Test
    void aRoomIsNotMadeOfItselfOrOfWhatIsMadeOfOthersOrIsNotThere() {
        assertThatIllegalArgumentException().isThrownBy(() -> home(Map.of(WHOLE, Set.of(WHOLE))));
        assertThatIllegalArgumentException().isThrownBy(() -> home(Map.of(WHOLE, Set.of(HALL), HALL, Set.of(STUDY))));
        assertThatIllegalArgumentException().isThrownBy(() -> home(Map.of(WHOLE, Set.of(new RoomId("attic")))));
        assertThat(home(Map.of(WHOLE, Set.of(HALL))).isSensed(WHOLE)).isTrue();
    }
}
