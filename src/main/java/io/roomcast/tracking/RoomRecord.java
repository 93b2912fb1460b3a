package io.roomcast.tracking;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.tracking.ExternalTracker.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** What has been heard of one room last. It announces what is new while it is locked, so that the order is kept. Thread-safe. */
final class RoomRecord {

    /**
     * How far ahead of our clock a time may lie and still be believed. What lies further ahead comes from a clock that is wrong,
     * and must not make everything that follows look overtaken.
     */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final boolean nameStands;
    private Room room;
    private Optional<Prediction> prediction = Optional.empty();
    private Optional<StateChange> state = Optional.empty();
    private Optional<AccuracyReport> accuracy = Optional.empty();

    private RoomRecord(Room room, boolean nameStands) {
        this.room = room;
        this.nameStands = nameStands;
    }

    /** A room whose name was set by the administrator. */
    static RoomRecord configured(Room room) {
        return new RoomRecord(room, true);
    }

    /** A room that was heard of. */
    static RoomRecord heardOf(Room room) {
        return new RoomRecord(room, false);
    }

    synchronized Room room() {
        return room;
    }

    /** Takes on the name that the tracker gives the room, unless that is only made from its id. */
    synchronized void heardAs(Room said) {
        if (!nameStands && !said.equals(Room.named(said.id()))) {
            room = said;
        }
    }

    /** The latest reported accuracy, if one was reported. */
    synchronized OptionalDouble accuracy() {
        return accuracy.stream().mapToDouble(AccuracyReport::accuracy).findAny();
    }

    synchronized Outcome accept(Prediction said, Instant now, Consumer<? super Announcement> announce) {
        if (prediction.filter(latest -> said.predictionId().equals(latest.predictionId())).isPresent()) {
            return Outcome.REPEATED;
        }
        if (overtaken(said, prediction, now)) {
            return Outcome.OVERTAKEN;
        }
        Prediction completed = said.about(room, currentState(said));
        prediction = Optional.of(completed);
        announce.accept(completed);
        return Outcome.ANNOUNCED;
    }

    private Occupancy currentState(Prediction said) {
        if (said.currentState() != Occupancy.UNKNOWN) {
            return said.currentState();
        }
        return state.map(StateChange::current)
                .filter(known -> known != Occupancy.UNKNOWN)
                .orElse(said.transitionType() == Occupancy.OCCUPIED ? Occupancy.VACANT : Occupancy.OCCUPIED);
    }

    synchronized Outcome accept(StateChange said, Instant now, Consumer<? super Announcement> announce) {
        if (state.filter(latest -> said.at().equals(latest.at()) && said.current() == latest.current()).isPresent()) {
            return Outcome.REPEATED;
        }
        if (overtaken(said, state, now)) {
            return Outcome.OVERTAKEN;
        }
        Occupancy previous = said.previous() == Occupancy.UNKNOWN
                ? state.map(StateChange::current).orElse(Occupancy.UNKNOWN)
                : said.previous();
        StateChange completed = new StateChange(room, previous, said.current(), said.at(), said.source());
        state = Optional.of(completed);
        announce.accept(completed);
        return Outcome.ANNOUNCED;
    }

    synchronized Outcome accept(AccuracyReport said, Consumer<? super Announcement> announce) {
        if (accuracy.filter(latest -> sameFigures(said, latest)).isPresent()) {
            return Outcome.REPEATED;
        }
        OptionalDouble previous = said.previousAccuracy().isPresent() ? said.previousAccuracy() : accuracy();
        AccuracyReport completed = new AccuracyReport(room, said.accuracy(), previous, said.meanErrorMinutes(),
                said.validatedPredictions(), said.windowHours(), said.thresholdMinutes(), said.at());
        accuracy = Optional.of(completed);
        announce.accept(completed);
        return Outcome.ANNOUNCED;
    }

    /** A report need not say when it was made, so that the figures alone tell whether it is the same. */
    private static boolean sameFigures(AccuracyReport one, AccuracyReport other) {
        return one.accuracy() == other.accuracy()
                && one.meanErrorMinutes().equals(other.meanErrorMinutes())
                && one.validatedPredictions() == other.validatedPredictions()
                && one.windowHours() == other.windowHours()
                && one.thresholdMinutes() == other.thresholdMinutes();
    }

    private static boolean overtaken(Announcement said, Optional<? extends Announcement> latest, Instant now) {
        return latest.filter(known -> said.at().isBefore(known.at()) && !known.at().isAfter(now.plus(CLOCK_TOLERANCE)))
                .isPresent();
    }
}
