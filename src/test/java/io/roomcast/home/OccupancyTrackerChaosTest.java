package io.roomcast.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds whatever sensors say in whatever order, and whatever the clock does. */
class OccupancyTrackerChaosTest {

    private static final List<Room> ROOMS = IntStream.range(0, 2).mapToObj(room -> Room.named(new RoomId("room_" + room))).toList();
    private static final List<Sensor> SENSORS = IntStream.range(0, 6)
            .mapToObj(sensor -> new Sensor("sensor_" + sensor, SensorKind.values()[sensor % 3], ROOMS.get(sensor / 3).id())).toList();
    private static final Home HOME = new Home(ZoneOffset.UTC, ROOMS, SENSORS, Home.DEFAULT_HOLD_OFF, Map.of());

    /** A sensor says something, or only the time is told. */
    private record Step(int sensor, SensorState state, int minutesLater) {
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> time = Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.integers().between(0, 10)),
                Tuple.of(3, Arbitraries.integers().between(-3, 300)),
                Tuple.of(1, Arbitraries.integers().between(-3_000, 3_000)));
        return Combinators.combine(Arbitraries.integers().between(0, SENSORS.size()), Arbitraries.of(SensorState.values()), time)
                .as(Step::new).list().ofMaxSize(100);
    }

    @Property
    void nothingIsSaidTwiceOrOutOfPlaceAndEveryRoomEmptiesInTheEnd(@ForAll("steps") List<Step> steps) {
        Ledger ledger = new Ledger();
        OccupancyTracker tracker = new OccupancyTracker(HOME, SensorLimits.standard(), ledger);

        Instant now = Heard.START;
        Instant told = now;
        tracker.advance(now);
        for (Step step : steps) {
            now = now.plus(Duration.ofMinutes(step.minutesLater()));
            if (step.sensor() < SENSORS.size()) {
                told = now.isAfter(told) ? now : told;
                tracker.accept(new SensorEvent(SENSORS.get(step.sensor()).entityId(), now, step.state()));
            } else {
                boolean setBack = now.isBefore(told.minus(OccupancyTracker.TOLERANCE));
                ledger.latest = setBack ? now : ledger.latest;
                told = setBack || now.isAfter(told) ? now : told;
                tracker.advance(now);
            }
        }
        for (Room room : ROOMS) {
            assertThat(ledger.known.getOrDefault(room.id(), Occupancy.UNKNOWN)).isEqualTo(tracker.occupancy(room.id()));
        }
        tracker.advance(told.plus(Duration.ofDays(30)));

        assertThat(tracker.nextDeadline()).isEmpty();
        assertThat(ledger.evident).isEmpty();
        assertThat(ledger.known).doesNotContainValue(Occupancy.OCCUPIED);
    }

    /** Knows what may be said next. */
    private static final class Ledger implements OccupancyListener {

        private final Set<Sensor> evident = new HashSet<>();
        private final Set<Sensor> lost = new HashSet<>();
        private final Map<RoomId, Occupancy> known = new HashMap<>();
        private Instant latest = Instant.MIN;

        @Override
        public void evidenceBegan(Sensor sensor, Instant at) {
            told(at);
            assertThat(evident.add(sensor)).isTrue();
            assertThat(lost).doesNotContain(sensor);
        }

        @Override
        public void evidenceEnded(Sensor sensor, Instant at) {
            told(at);
            assertThat(evident.remove(sensor)).isTrue();
            assertThat(known).containsEntry(sensor.room(), Occupancy.OCCUPIED);
        }

        @Override
        public void changed(RoomId room, Occupancy occupancy, Instant at) {
            told(at);
            assertThat(known.put(room, occupancy)).isNotEqualTo(occupancy);
            assertThat(evident.stream().anyMatch(sensor -> sensor.room().equals(room))).isEqualTo(occupancy == Occupancy.OCCUPIED);
        }

        @Override
        public void sensorLost(Sensor sensor, Instant at) {
            told(at);
            assertThat(lost.add(sensor)).isTrue();
            assertThat(evident).doesNotContain(sensor);
        }

        @Override
        public void sensorBack(Sensor sensor, Instant at) {
            told(at);
            assertThat(lost.remove(sensor)).isTrue();
        }

        /** Time goes back only when the clock was set back, and then no further than that. */
        private void told(Instant at) {
            assertThat(at).isAfterOrEqualTo(latest);
            latest = at;
        }
    }
}
