package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.config.RoomsFile;
import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.OccupancyListener;
import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.RecordedHomes;
import io.roomcast.home.RecordedHomes.RecordedHome;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorKind;
import io.roomcast.home.SensorLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The occupancy of recorded homes against a second, quite different way to it: all evidence of a room is gathered first, sorted, and
 * merged where the hold-off bridges the gap.
 */
class RecordedOccupancyTest {

    private static final long CUT_SECONDS = 3_600;

    /** From when to when, in seconds. */
    private record Interval(long from, long until) {
    }

    @Test
    void theTransitionsOfEveryRoomAreThoseOfTheMergedEvidence() throws IOException {
        for (RecordedHome recorded : RecordedHomes.all()) {
            for (Duration holdOff : List.of(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(20))) {
                Home home = RoomsFile.read(recorded.rooms()).home(ZoneOffset.UTC, holdOff);

                Map<RoomId, List<Long>> tracked = tracked(recorded, home);

                assertThat(tracked).as("%s, hold-off %s", recorded, holdOff).isEqualTo(merged(recorded, home));
                assertThat(tracked.values()).allMatch(transitions -> transitions.size() > 20);
            }
        }
    }

    @Test
    void thereAreAsManyAsTheScorerOfPredictionsCounts() throws IOException {
        RecordedHome recorded = RecordedHomes.named("ordonez_b");

        Map<String, Integer> counts = new TreeMap<>();
        tracked(recorded, RoomsFile.read(recorded.rooms()).home(ZoneOffset.UTC, Home.DEFAULT_HOLD_OFF))
                .forEach((room, transitions) -> counts.put(room.value(), transitions.size()));

        assertThat(counts).isEqualTo(Map.of("living_room", 645, "kitchen", 622, "bedroom", 370, "bathroom", 190, "entrance", 152));
    }

    private static Map<RoomId, List<Long>> tracked(RecordedHome recorded, Home home) throws IOException {
        Map<RoomId, List<Long>> transitions = new TreeMap<>();
        Map<RoomId, Occupancy> known = new HashMap<>();
        home.rooms().forEach(room -> {
            transitions.put(room.id(), new ArrayList<>());
            known.put(room.id(), Occupancy.VACANT);
        });
        OccupancyTracker tracker = new OccupancyTracker(home, SensorLimits.forComparison(), new OnlyChanges() {
            @Override
            public void changed(RoomId room, Occupancy now, Instant at) {
                if (known.put(room, now) != now) {
                    transitions.get(room).add(at.getEpochSecond());
                }
            }
        });
        Instant end = Instant.MIN;
        try (Recording recording = Recording.open(recorded.events(), ZoneOffset.UTC, Duration.ZERO, RecordedOccupancyTest::fail)) {
            for (Optional<SensorEvent> event = recording.next(); event.isPresent(); event = recording.next()) {
                tracker.accept(event.get());
                end = event.get().at();
            }
        }
        // What happens at the very end of the recording is not compared: nobody knows whether it is complete.
        long last = end.getEpochSecond();
        transitions.values().forEach(times -> times.removeIf(time -> time >= last));
        return transitions;
    }

    private static Map<RoomId, List<Long>> merged(RecordedHome recorded, Home home) throws IOException {
        Map<String, List<String[]>> bySensor = new HashMap<>();
        long last = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(recorded.events())), StandardCharsets.UTF_8))) {
            for (String line : lines.lines().skip(1).toList()) {
                String[] columns = line.split(",");
                bySensor.computeIfAbsent(columns[1], sensor -> new ArrayList<>()).add(columns);
                last = Math.max(last, seconds(columns));
            }
        }
        Map<RoomId, List<Interval>> evidence = new HashMap<>();
        for (Sensor sensor : home.sensors()) {
            evidence.computeIfAbsent(sensor.room(), room -> new ArrayList<>())
                    .addAll(evidence(sensor.kind(), bySensor.getOrDefault(sensor.entityId(), List.of()), last));
        }
        Map<RoomId, List<Long>> transitions = new TreeMap<>();
        for (var room : home.rooms()) {
            transitions.put(room.id(), transitions(evidence.get(room.id()), home.holdOff(room.id()).toSeconds(), last));
        }
        return transitions;
    }

    private static List<Interval> evidence(SensorKind kind, List<String[]> lines, long last) {
        if (kind == SensorKind.DOOR) {
            return lines.stream().map(line -> new Interval(seconds(line), seconds(line))).toList();
        }
        long cut = kind == SensorKind.MOTION ? CUT_SECONDS : Long.MAX_VALUE / 2;
        List<Interval> intervals = new ArrayList<>();
        Optional<Long> on = Optional.empty();
        for (String[] line : lines) {
            if (line[2].equals("on")) {
                on = on.or(() -> Optional.of(seconds(line)));
            } else if (on.isPresent()) {
                intervals.add(new Interval(on.get(), Math.min(seconds(line), on.get() + cut)));
                on = Optional.empty();
            }
        }
        on.ifPresent(from -> intervals.add(new Interval(from, Math.min(last, from + cut))));
        return intervals;
    }

    private static List<Long> transitions(List<Interval> evidence, long holdOff, long last) {
        List<Long> times = new ArrayList<>();
        evidence.sort(Comparator.comparingLong(Interval::from).thenComparingLong(Interval::until));
        long until = Long.MIN_VALUE / 2;
        for (Interval next : evidence) {
            if (next.from() > until + holdOff) {
                if (!times.isEmpty()) {
                    times.add(until + holdOff);
                }
                times.add(next.from());
                until = next.until();
            }
            until = Math.max(until, next.until());
        }
        if (!times.isEmpty()) {
            times.add(until + holdOff);
        }
        times.removeIf(time -> time >= last);
        return times;
    }

    private static long seconds(String[] columns) {
        return LocalDateTime.parse(columns[0]).toEpochSecond(ZoneOffset.UTC);
    }

    private static void fail(long line, String why) {
        throw new AssertionError("line " + line + " " + why);
    }

    /** Hears what becomes of rooms. */
    private abstract static class OnlyChanges implements OccupancyListener {

        @Override
        public void evidenceBegan(Sensor sensor, Instant at) {
            // Not compared.
        }

        @Override
        public void evidenceEnded(Sensor sensor, Instant at) {
            // Not compared.
        }

        @Override
        public void sensorLost(Sensor sensor, Instant at) {
            throw new AssertionError(sensor + " is lost");
        }

        @Override
        public void sensorBack(Sensor sensor, Instant at) {
            throw new AssertionError(sensor + " is back");
        }
    }
}
