package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.accuracy.AccuracyTracker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells an accuracy tracker that goes on from its memory what has happened since, as far as it is recalled; what is older is in that
 * memory. Where the whole home was silent for long, nobody knows whether anybody watched: the tracker then loses sight of all rooms until
 * the home is heard again. For one thread.
 */
final class Resumption {

    /** Memory may be an hour old when a server dies, and for two hours nothing need happen in a home. */
    static final Duration LONGEST_SILENCE = Duration.ofHours(3);

    private final AccuracyTracker tracker;
    private final Map<RoomId, Occupancy> rooms = new HashMap<>();
    /** The rooms of which the tracker has not been told yet how they were at that moment. */
    private final Set<RoomId> waiting = new HashSet<>();
    private Instant since;
    private Instant heard;
    /** Nothing was heard from the last time until then, for too long. */
    private Optional<Instant> silentUntil = Optional.empty();

    /** @param since up to when the tracker knows what has happened */
    Resumption(Home home, AccuracyTracker tracker, Instant since) {
        this.tracker = tracker;
        home.rooms().stream().map(Room::id).forEach(room -> rooms.put(room, Occupancy.UNKNOWN));
        goOnFrom(since);
    }

    private void goOnFrom(Instant moment) {
        since = moment;
        heard = moment;
        silentUntil = Optional.empty();
        waiting.addAll(rooms.keySet());
    }

    /** A sensor was heard, or there is nothing more to recall until that moment; what came about by then is told next. */
    void heard(Instant at) {
        endSilence();
        if (at.isAfter(heard.plus(LONGEST_SILENCE))) {
            silentUntil = Optional.of(at);
        } else if (at.isAfter(heard)) {
            heard = at;
        }
    }

    /** A room changed. */
    void changed(RoomId room, Occupancy now, Instant at) {
        if (at.isAfter(heard)) {
            endSilence();
        }
        if (at.isAfter(since)) {
            join(room);
            tell(tracker, room, now, at);
        }
        rooms.put(room, now);
    }

    /** Nothing more is recalled. */
    void end() {
        endSilence();
        joinAll();
    }

    private void endSilence() {
        silentUntil.ifPresent(until -> {
            joinAll();
            rooms.keySet().forEach(room -> tracker.lost(room, heard));
            goOnFrom(until);
        });
    }

    private void joinAll() {
        rooms.keySet().forEach(this::join);
    }

    /** What was found out late counts as of then. */
    private void join(RoomId room) {
        if (waiting.remove(room)) {
            tell(tracker, room, rooms.get(room), since);
        }
    }

    static void tell(AccuracyTracker tracker, RoomId room, Occupancy now, Instant at) {
        if (now == Occupancy.UNKNOWN) {
            tracker.lost(room, at);
        } else {
            tracker.changed(room, at, now == Occupancy.OCCUPIED);
        }
    }
}
