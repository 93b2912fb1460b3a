package io.roomcast.evaluation;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.embedded.HomeTrackerListener.Occasion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of an evaluation.
 *
 * @param options   what was evaluated
 * @param period    which time it was about
 * @param rooms     how many rooms the home has
 * @param scores    for each kind of occasion the rooms that were scored
 * @param trust     how much each member of the ensemble was trusted in each of these, in the order of the members
 * @param trainings how many times the home was learned
 * @param training  how long that took
 * @param previous  the run before, if it can be compared
 */
record Evaluation(EvaluationOptions options, Period period, int rooms, List<HomeScore> scores, Map<RoomId, double[]> trust, int trainings,
        Duration training, Optional<PreviousRun> previous) {

    /**
     * Scores what was answered.
     *
     * @throws EvaluationException if there is no room to score
     */
    static Evaluation of(EvaluationOptions options, Period period, Home home, Replay replay, Optional<PreviousRun> previous)
            throws EvaluationException {
        Map<RoomId, Truth> truths = new LinkedHashMap<>();
        for (Room room : home.rooms()) {
            Truth truth = new Truth(replay.history().room(replay.history().place(room.id())), period);
            if (truth.isLively()) {
                truths.put(room.id(), truth);
            }
        }
        if (truths.isEmpty()) {
            throw new EvaluationException("home: no room can be scored, since none has two transitions on each of the first "
                    + options.trainDays() + " days and is neither always nor never occupied");
        }
        List<HomeScore> scores = Stream.of(Occasion.values()).map(occasion -> new HomeScore(occasion, truths.entrySet().stream()
                .map(room -> RoomScore.of(room.getKey(), occasion, replay.answers(room.getKey()), room.getValue(), period))
                .toList())).toList();
        Map<RoomId, double[]> trust = new LinkedHashMap<>();
        truths.keySet().forEach(room -> trust.put(room, replay.trust(room)));
        return new Evaluation(options, period, home.rooms().size(), scores, trust, replay.trainings(), replay.training(), previous);
    }

    /** What the occasion is called. */
    static String title(Occasion occasion) {
        return switch (occasion) {
            case ON_THE_CLOCK -> "On the clock, every 15 minutes (grid)";
            case AFTER_TRANSITION -> "Right after each transition (event)";
        };
    }

    /** One line about what was evaluated. */
    String about() {
        return options.homeName() + ": " + Math.round(period.length().toMinutes() / 1440.0) + " days, the first " + options.trainDays()
                + " only learned from; " + trust.size() + " of " + rooms + " rooms scored; hold-off "
                + Column.ASKED.text(options.holdOff().toMillis() / 60_000.0) + " min";
    }
}
