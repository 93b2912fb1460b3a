package io.roomcast.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The tracker against the definition: occupied at t if and only if there is evidence in (t − hold-off, t]. Time in seconds. */
class OccupancyTrackerPropertiesTest {

    private static final int END = 400;
    private static final int HOLD_OFF = 20;
    private static final int CUT = 60;
    private static final RoomId ROOM = new RoomId("room");
    private static final List<Sensor> SENSORS = List.of(new Sensor("motion", SensorKind.MOTION, ROOM),
            new Sensor("other motion", SensorKind.MOTION, ROOM), new Sensor("presence", SensorKind.PRESENCE, ROOM),
            new Sensor("door", SensorKind.DOOR, ROOM));
    private static final Home HOME = new Home(ZoneOffset.UTC, List.of(Room.named(ROOM)), SENSORS, Duration.ofSeconds(HOLD_OFF), Map.of());
    private static final SensorLimits LIMITS =
            new SensorLimits(Duration.ofSeconds(CUT), Optional.empty(), Optional.empty(), Optional.empty());

    /** A sensor that is on from one second to another; a door has its edges at both. */
    record Stretch(int sensor, int from, int until) {
    }

    @Provide
    Arbitrary<List<Stretch>> stretches() {
        // Ends are often a hold-off apart from beginnings, which is where it matters.
        Arbitrary<Integer> time = Arbitraries.oneOf(Arbitraries.integers().between(0, END),
                Arbitraries.integers().between(0, END / HOLD_OFF).map(step -> step * HOLD_OFF));
        Arbitrary<Integer> length = Arbitraries.oneOf(Arbitraries.integers().between(0, 3 * CUT), Arbitraries.of(CUT, HOLD_OFF));
        return Combinators.combine(Arbitraries.integers().between(0, SENSORS.size() - 1), time, length)
                .as((sensor, from, lasting) -> new Stretch(sensor, from, from + lasting))
                .list().ofMaxSize(12)
                .map(OccupancyTrackerPropertiesTest::withoutOverlap);
    }

    @Property
    void theStateAtEachMomentIsAsDefined(@ForAll("stretches") List<Stretch> stretches) {
        OccupancyTracker tracker = new OccupancyTracker(HOME, LIMITS, new Heard());
        List<SensorEvent> events = events(stretches);

        int next = 0;
        for (int t = 0; t <= END; t++) {
            while (next < events.size() && !events.get(next).at().isAfter(at(t))) {
                tracker.accept(events.get(next++));
            }
            tracker.advance(at(t));

            assertThat(tracker.occupancy(ROOM) == Occupancy.OCCUPIED).as("at %s", t).isEqualTo(evidenceBefore(stretches, t));
        }
    }

    @Property
    void whatIsSaidDoesNotDependOnHowOftenTheTimeIsTold(@ForAll("stretches") List<Stretch> stretches) {
        Heard often = new Heard();
        Heard seldom = new Heard();
        OccupancyTracker told = new OccupancyTracker(HOME, LIMITS, often);
        OccupancyTracker left = new OccupancyTracker(HOME, LIMITS, seldom);

        for (SensorEvent event : events(stretches)) {
            Instant before = event.at().minusSeconds(1);
            told.nextDeadline().filter(due -> !due.isAfter(before)).ifPresent(told::advance);
            told.advance(before);
            told.accept(event);
            left.accept(event);
        }
        told.advance(at(2 * END));
        left.advance(at(2 * END));

        assertThat(often.lines()).isEqualTo(seldom.lines());
    }

    @Property
    void theChangesAreExactlyThoseOfTheDefinition(@ForAll("stretches") List<Stretch> stretches) {
        Heard heard = new Heard();
        OccupancyTracker tracker = new OccupancyTracker(HOME, LIMITS, heard);

        events(stretches).forEach(tracker::accept);
        tracker.advance(at(2 * END));

        List<Heard.Change> expected = new ArrayList<>();
        for (int t = 0; t <= END; t++) {
            boolean occupied = evidenceBefore(stretches, t);
            if (occupied != (t > 0 && evidenceBefore(stretches, t - 1))) {
                expected.add(new Heard.Change(ROOM, occupied ? Occupancy.OCCUPIED : Occupancy.VACANT, at(t)));
            }
        }
        assertThat(heard.changes().stream().filter(change -> !change.at().isAfter(at(END)))).containsExactlyElementsOf(expected);
    }

    private static boolean evidenceBefore(List<Stretch> stretches, int t) {
        return stretches.stream().anyMatch(stretch -> {
            if (SENSORS.get(stretch.sensor()).kind() == SensorKind.DOOR) {
                return within(stretch.from(), stretch.from(), t) || within(stretch.until(), stretch.until(), t);
            }
            boolean cut = SENSORS.get(stretch.sensor()).kind() == SensorKind.MOTION;
            return within(stretch.from(), cut ? Math.min(stretch.until(), stretch.from() + CUT) : stretch.until(), t);
        });
    }

    /** Whether evidence between these is in (t − hold-off, t]. */
    private static boolean within(int from, int until, int t) {
        return from <= t && until > t - HOLD_OFF;
    }

    private static List<Stretch> withoutOverlap(List<Stretch> drawn) {
        Map<Integer, List<Stretch>> bySensor = new HashMap<>();
        for (Stretch stretch : drawn) {
            List<Stretch> taken = bySensor.computeIfAbsent(stretch.sensor(), sensor -> new ArrayList<>());
            if (taken.stream().allMatch(other -> other.until() < stretch.from() || other.from() > stretch.until())) {
                taken.add(stretch);
            }
        }
        return bySensor.values().stream().flatMap(List::stream).toList();
    }

    private static List<SensorEvent> events(List<Stretch> stretches) {
        List<SensorEvent> events = new ArrayList<>();
        for (Stretch stretch : stretches) {
            String sensor = SENSORS.get(stretch.sensor()).entityId();
            events.add(new SensorEvent(sensor, at(stretch.from()), SensorState.ON));
            events.add(new SensorEvent(sensor, at(stretch.until()), SensorState.OFF));
        }
        // Stable, so that what begins and ends at once begins first.
        events.sort(Comparator.comparing(SensorEvent::at));
        return events;
    }

    private static Instant at(int second) {
        return Heard.START.plusSeconds(second);
    }
}
