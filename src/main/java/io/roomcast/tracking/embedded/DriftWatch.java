package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.prediction.Forecast;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.drift.DriftDetector;
import io.roomcast.tracking.drift.DriftMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells the drift detector what happens, with the log loss of what was said on the clock of the room in an hour, and announces what it
 * notices. What it would have noticed before {@link #begin} is only its measure of what is usual, but for what is news since the memory
 * that it goes on from: what came about while the server was off. For one thread.
 */
final class DriftWatch {

    private static final int AHEAD_MINUTES = 60;
    private static final int HORIZON = Arrays.stream(Forecast.horizons()).boxed().toList().indexOf(AHEAD_MINUTES);
    /** No probability counts as less: one surprise must not decide. */
    private static final double LEAST = 0.01;

    private final DriftDetector detector;
    private final Consumer<? super Drift> announce;
    private final Map<RoomId, Watched> rooms = new HashMap<>();
    private final List<Drift> untold = new ArrayList<>();
    /** All that was noticed up to then has been told, if anything has been. */
    private Optional<Instant> toldBefore = Optional.empty();
    private boolean telling;

    /** A room, and what was said of it that has not come due. */
    private static final class Watched {
        private final Deque<Said> waiting = new ArrayDeque<>();
        private Occupancy now = Occupancy.UNKNOWN;
    }

    private record Said(Instant due, double occupied) {
    }

    DriftWatch(Home home, Consumer<? super Drift> announce) {
        this.detector = new DriftDetector(home);
        this.announce = announce;
        home.rooms().stream().map(Room::id).forEach(room -> rooms.put(room, new Watched()));
    }

    /** Goes on from there, with what is told of the past next. */
    void restore(DriftMemory memory) {
        detector.restore(memory);
        toldBefore = Optional.of(Instant.ofEpochSecond(memory.told()));
    }

    /** All that there is to go on from, if there is anything. */
    Optional<DriftMemory> memory() {
        return detector.memory();
    }

    /** From now on what is noticed is announced. */
    void begin(Instant now) {
        detector.passTo(now);
        List<Drift> past = detector.takeDrifts();
        // Memory of later than now is of a clock that was set back; all that is past was told by then.
        toldBefore.filter(told -> !told.isAfter(now))
                .ifPresent(told -> past.stream().filter(drift -> drift.at().isAfter(told)).forEach(untold::add));
        telling = true;
    }

    void seen(Sensor sensor, Instant at) {
        detector.reported(sensor.entityId(), at);
    }

    /** A question on the clock was answered. */
    void asked(Forecast forecast) {
        rooms.get(forecast.room()).waiting
                .add(new Said(forecast.madeAt().plus(Duration.ofMinutes(AHEAD_MINUTES)), forecast.occupancy().get(HORIZON)));
    }

    void changed(RoomId room, Occupancy now, Instant at) {
        Watched watched = rooms.get(room);
        score(room, watched, at);
        watched.now = now;
        if (now == Occupancy.UNKNOWN) {
            watched.waiting.clear();
            detector.lost(room, at);
        } else {
            detector.changed(room, at, now == Occupancy.OCCUPIED);
        }
    }

    /** Lets the time pass; announces what is noticed, and returns it as well. */
    List<Drift> passTo(Instant now) {
        rooms.forEach((room, watched) -> score(room, watched, now));
        detector.passTo(now);
        if (!telling) {
            return List.of();
        }
        List<Drift> drifts = new ArrayList<>(untold);
        untold.clear();
        drifts.addAll(detector.takeDrifts());
        drifts.forEach(announce);
        return drifts;
    }

    private void score(RoomId room, Watched watched, Instant now) {
        while (!watched.waiting.isEmpty() && watched.waiting.peekFirst().due().isBefore(now)) {
            Said said = watched.waiting.removeFirst();
            if (watched.now != Occupancy.UNKNOWN) {
                double likelihood = watched.now == Occupancy.OCCUPIED ? said.occupied() : 1 - said.occupied();
                detector.scored(room, said.due(), -Math.log(Math.max(LEAST, likelihood)));
            }
        }
    }
}
