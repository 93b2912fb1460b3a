package io.roomcast.tracking.drift;

import io.roomcast.config.RoomsFile;
import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.OccupancyListener;
import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.RecordedHomes.RecordedHome;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorLimits;
import io.roomcast.home.SensorState;
import io.roomcast.source.Recording;
import io.roomcast.tracking.Drift;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A recorded home, in which something can be made to change at the beginning of a day. */
final class PlantedHome {

    private static final int MONTH_DAYS = 28;
    private static final double REGULAR = 0.9;

    private final Home home;
    private final List<SensorEvent> events = new ArrayList<>();

    PlantedHome(RecordedHome recorded) throws IOException {
        this.home = RoomsFile.read(recorded.rooms()).home(ZoneOffset.UTC, Home.DEFAULT_HOLD_OFF);
        try (Recording recording = Recording.open(recorded.events(), ZoneOffset.UTC, Duration.ZERO, PlantedHome::fail)) {
            for (Optional<SensorEvent> event = recording.next(); event.isPresent(); event = recording.next()) {
                events.add(event.get());
            }
        }
    }

    private static void fail(long line, String why) {
        throw new AssertionError("line " + line + " " + why);
    }

    Home home() {
        return home;
    }

    /** The sensors that were heard on nine of ten days of the month before, not counting days on which most sensors were not. */
    List<Sensor> regularSensors(LocalDate day) {
        Map<LocalDate, Set<String>> heard = new HashMap<>();
        for (SensorEvent event : events) {
            LocalDate date = date(event.at());
            if (event.state() == SensorState.ON && date.isBefore(day) && !date.isBefore(day.minusDays(MONTH_DAYS))) {
                heard.computeIfAbsent(date, first -> new HashSet<>()).add(event.entityId());
            }
        }
        heard.values().removeIf(sensors -> sensors.size() <= home.sensors().size() / 2);
        return home.sensors().stream().filter(sensor -> heard.values().stream()
                .filter(sensors -> sensors.contains(sensor.entityId())).count() >= REGULAR * heard.size()).toList();
    }

    private LocalDate first() {
        return date(events.get(0).at()).plusDays(1);
    }

    /** How many whole days are recorded. */
    int days() {
        return (int) ChronoUnit.DAYS.between(first(), date(events.get(events.size() - 1).at()));
    }

    private static LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** What is said of the home as it was recorded. */
    List<Drift> asItIs() {
        return replay(events, first().plusDays(days()), Optional.empty());
    }

    /** What is said until that day when a sensor says nothing more from a day on: it stays as it was. */
    List<Drift> silent(Sensor sensor, LocalDate from, LocalDate until) {
        return replay(events.stream().filter(event -> event.at().isBefore(start(from)) || !event.entityId().equals(sensor.entityId()))
                .toList(), until, Optional.empty());
    }

    /** What is said until that day when everything happens that much later, or earlier, from a day on. */
    List<Drift> moved(Duration by, LocalDate from, LocalDate until) {
        Instant change = start(from);
        List<SensorEvent> moved = new ArrayList<>();
        Map<String, SensorEvent> skipped = new LinkedHashMap<>();
        for (SensorEvent event : events) {
            Instant at = event.at().isBefore(change) ? event.at() : event.at().plus(by);
            if (event.at().isBefore(change) || !at.isBefore(change)) {
                moved.addAll(skipped.values());
                skipped.clear();
                moved.add(new SensorEvent(event.entityId(), at, event.state()));
            } else {
                skipped.put(event.entityId(), new SensorEvent(event.entityId(), change, event.state()));
            }
        }
        return replay(moved, until, Optional.empty());
    }

    /** What is said until that day when from a day on in each of two rooms happens what happened in the other. */
    List<Drift> swapped(RoomId one, RoomId other, LocalDate from, LocalDate until) {
        return replay(events, until, Optional.of(new Swap(one, other, start(from))));
    }

    private record Swap(RoomId one, RoomId other, Instant from) {

        RoomId of(RoomId room) {
            return room.equals(one) ? other : room.equals(other) ? one : room;
        }
    }

    private List<Drift> replay(Collection<SensorEvent> what, LocalDate until, Optional<Swap> swap) {
        Life life = new Life(new DriftDetector(home), swap);
        OccupancyTracker tracker = new OccupancyTracker(home, SensorLimits.standard(), life);
        for (SensorEvent event : what) {
            if (!event.at().isBefore(start(until))) {
                break;
            }
            tracker.accept(event);
        }
        tracker.advance(start(until));
        life.detector.passTo(start(until));
        return life.detector.takeDrifts();
    }

    /** Tells the detector what happens, as it happens in a home that is served; after a swap of the other room. */
    private static final class Life implements OccupancyListener {
        private final DriftDetector detector;
        private final Map<RoomId, Occupancy> known = new HashMap<>();
        private Optional<Swap> coming;
        private Optional<Swap> swap = Optional.empty();

        private Life(DriftDetector detector, Optional<Swap> coming) {
            this.detector = detector;
            this.coming = coming;
        }

        private void passTo(Instant now) {
            if (coming.isPresent() && !now.isBefore(coming.get().from())) {
                swap = coming;
                coming = Optional.empty();
                Swap begun = swap.get();
                for (RoomId room : List.of(begun.one(), begun.other())) {
                    tell(room, known.getOrDefault(room, Occupancy.UNKNOWN), begun.from());
                }
            }
        }

        private void tell(RoomId room, Occupancy now, Instant at) {
            RoomId where = swap.map(begun -> begun.of(room)).orElse(room);
            if (now == Occupancy.UNKNOWN) {
                detector.lost(where, at);
            } else {
                detector.changed(where, at, now == Occupancy.OCCUPIED);
            }
        }

        @Override
        public void evidenceBegan(Sensor sensor, Instant at) {
            passTo(at);
            detector.reported(sensor.entityId(), at);
        }

        @Override
        public void evidenceEnded(Sensor sensor, Instant at) {
            // As when it is served: a report is the beginning.
        }

        @Override
        public void changed(RoomId room, Occupancy now, Instant at) {
            passTo(at);
            known.put(room, now);
            tell(room, now, at);
        }

        @Override
        public void sensorLost(Sensor sensor, Instant at) {
            // The room becomes unknown, if it was the last one.
        }

        @Override
        public void sensorBack(Sensor sensor, Instant at) {
            // The room becomes known, if it was the last one.
        }
    }
}
