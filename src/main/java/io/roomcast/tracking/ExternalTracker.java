package io.roomcast.tracking;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * Somebody else's tracking manager, as far as it has been heard: takes what it says, drops what is repeated or overtaken, fills in
 * what it leaves open, remembers each room, and announces the rest.
 *
 * <p>Thread-safe. Predictions, states and accuracy of one room are announced one at a time, by the thread that brings them; alerts
 * and drifts wait for nobody and nobody waits for them.
 */
public final class ExternalTracker {

    /** How many rooms are known at most; whatever is said of further ones is refused. */
    public static final int MAX_ROOMS = 20_000;

    /** What became of something that was said. */
    public enum Outcome {
        ANNOUNCED,
        /** It has been announced before. */
        REPEATED,
        /** Something newer about the same has been announced before. */
        OVERTAKEN,
        /** There are {@value ExternalTracker#MAX_ROOMS} rooms already, and its room is not among them. */
        TOO_MANY_ROOMS
    }

    private final InstantSource clock;
    private final Consumer<? super Announcement> announce;
    private final ConcurrentSkipListMap<RoomId, RoomRecord> records = new ConcurrentSkipListMap<>();
    private final MinuteCount predictions;

    /**
     * @param configured rooms known beforehand; their names stand whatever the tracker calls them
     * @param clock      what "the last minute" is
     * @param announce   where announcements go; what it throws reaches the caller
     */
    public ExternalTracker(Collection<Room> configured, InstantSource clock, Consumer<? super Announcement> announce) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.announce = Objects.requireNonNull(announce, "announce");
        this.predictions = new MinuteCount(clock);
        configured.forEach(room -> records.put(room.id(), RoomRecord.configured(room)));
    }

    /** Takes a prediction. Where it leaves the current state open, that is the state last heard, or else the one it leads out of. */
    public Outcome prediction(Prediction said) {
        Outcome outcome = recordOf(said.room())
                .map(record -> record.accept(said, clock.instant(), announce))
                .orElse(Outcome.TOO_MANY_ROOMS);
        if (outcome == Outcome.ANNOUNCED) {
            predictions.increment();
        }
        return outcome;
    }

    /** Takes a change of state. Where it leaves the previous state open, that is the state last heard. */
    public Outcome stateChange(StateChange said) {
        return recordOf(said.room())
                .map(record -> record.accept(said, clock.instant(), announce))
                .orElse(Outcome.TOO_MANY_ROOMS);
    }

    /** Takes an accuracy report. Where it leaves the previous accuracy open, that is the one last heard. */
    public Outcome accuracy(AccuracyReport said) {
        return recordOf(said.room()).map(record -> record.accept(said, announce)).orElse(Outcome.TOO_MANY_ROOMS);
    }

    /** Takes a drift, every time: whether it was announced before is known to those who store it. */
    public void drift(Drift said) {
        Room room = recordOf(said.room()).map(RoomRecord::room).orElse(said.room());
        announce.accept(new Drift(said.alertId(), room, said.severity(), said.score(), said.types(), said.statistics(),
                said.baselinePeriod(), said.currentPeriod(), said.retrainingRecommended(), said.at()));
    }

    /** Takes an alert, every time: whether it was announced before is known to those who store it. */
    public void alert(Alert said) {
        said.roomId().ifPresent(id -> recordOf(Room.named(id)));
        announce.accept(said);
    }

    /** The rooms known by now, in the order of their ids. */
    public Collection<Room> rooms() {
        return records.values().stream().map(RoomRecord::room).toList();
    }

    /** The room of that id, if it is known. */
    public Optional<Room> room(RoomId id) {
        return Optional.ofNullable(records.get(id)).map(RoomRecord::room);
    }

    /** The latest accuracy of each room that one was reported for, 0 to 1. */
    public SortedMap<RoomId, Double> modelAccuracy() {
        SortedMap<RoomId, Double> accuracy = new TreeMap<>();
        records.forEach((id, record) -> record.accuracy().ifPresent(share -> accuracy.put(id, share)));
        return Collections.unmodifiableSortedMap(accuracy);
    }

    /** How many predictions were announced during the last 60 seconds. */
    public long predictionsPerMinute() {
        return predictions.lastMinute();
    }

    /** The room's record, made when there is none yet and there is space for one. */
    private Optional<RoomRecord> recordOf(Room room) {
        RoomRecord known = records.get(room.id());
        if (known == null) {
            synchronized (records) {
                if (records.size() >= MAX_ROOMS && !records.containsKey(room.id())) {
                    return Optional.empty();
                }
                known = records.computeIfAbsent(room.id(), absent -> RoomRecord.heardOf(room));
            }
        }
        known.heardAs(room);
        return Optional.of(known);
    }
}
