package io.roomcast.evaluation;

import io.roomcast.home.RoomId;
import io.roomcast.prediction.scoring.Climatology;
import io.roomcast.prediction.scoring.Const15;
import io.roomcast.prediction.scoring.Figures;
import io.roomcast.prediction.scoring.Scores;
import io.roomcast.prediction.scoring.Selective;
import io.roomcast.tracking.embedded.HomeTrackerListener.Occasion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What came of the answers about one room on one kind of occasion.
 *
 * @param room      the room
 * @param figures   the figures
 * @param selective the same by confidence
 * @param breakdown the same by confidence and by hour
 * @param changed   for each horizon the share of questions at which the room was otherwise then than when it was asked about: the Brier
 *                  score of persistence, which says that everything stays as it is
 */
record RoomScore(RoomId room, Figures figures, Selective selective, Breakdown breakdown, List<Double> changed) {

    RoomScore {
        changed = List.copyOf(changed);
    }

    /**
     * Scores a room. Every question that ought to have been asked counts: one that was not answered as wrong. What came of those
     * whose next transition the recording does not tell is not known; their occupancy counts as far as it is.
     *
     * @param answers about that room, in the order of time
     */
    static RoomScore of(RoomId room, Occasion occasion, List<Answer> answers, Truth truth, Period period) {
        Scoring scoring = new Scoring(truth, period);
        List<Answer> given = answers.stream().filter(answer -> answer.occasion() == occasion).toList();
        int next = 0;
        for (long question : questions(occasion, truth, period).toArray()) {
            while (next < given.size() && given.get(next).askedAt() < question) {
                next++;
            }
            boolean answered = next < given.size() && given.get(next).askedAt() == question;
            scoring.add(question, answered ? Optional.of(given.get(next)) : Optional.empty());
        }
        Figures figures = scoring.scores.figures();
        return new RoomScore(room, figures, scoring.scores.selective(), scoring.breakdown, IntStream.range(0, scoring.changed.length)
                .mapToObj(horizon -> (double) scoring.changed[horizon] / figures.horizons().get(horizon).questions()).toList());
    }

    private static LongStream questions(Occasion occasion, Truth truth, Period period) {
        return switch (occasion) {
            case ON_THE_CLOCK -> LongStream.iterate(period.start(), at -> at < period.end(), at -> at + Period.QUARTER);
            case AFTER_TRANSITION -> truth.from(period.start());
        };
    }

    /** Scores one question after the other, in the order of time. */
    private static final class Scoring {

        private final Truth truth;
        private final Period period;
        private final Scores scores = new Scores();
        private final Breakdown breakdown = new Breakdown();
        private final Climatology climatology = new Climatology();
        private final long[] changed = new long[Scores.horizons().length];
        private long learned;

        Scoring(Truth truth, Period period) {
            this.truth = truth;
            this.period = period;
            this.learned = period.midnight();
        }

        void add(long question, Optional<Answer> answer) {
            OptionalLong change = truth.nextAfter(question);
            if (change.isPresent()) {
                double minutes = (double) (change.getAsLong() - question) / Period.MINUTE;
                boolean right = answer.isPresent() && Scores.right(answer.get().predictedMinutes(), minutes);
                breakdown.add(question, answer.map(Answer::confidence).orElse(0.0), right, Const15.right(minutes));
                answer.ifPresentOrElse(
                        given -> scores.add(given.predictedMinutes(), given.confidence(), given.medianMinutes(), minutes),
                        () -> scores.addUnanswered(minutes));
            }
            learnUntil(question - Math.floorMod(question, Period.DAY));
            int[] horizons = Scores.horizons();
            for (int horizon = 0; horizon < horizons.length; horizon++) {
                long then = question + horizons[horizon] * Period.MINUTE;
                if (then < period.end()) {
                    double usual = climatology.probability(slot(then));
                    double chance = answer.isPresent() ? answer.get().occupancy()[horizon] : usual;
                    scores.addOccupancy(horizon, chance, usual, truth.occupiedAt(then));
                    changed[horizon] += truth.occupiedAt(then) == truth.occupiedAt(question) ? 0 : 1;
                }
            }
        }

        /** The climatology knows the days before the question's, each slot by its middle. */
        private void learnUntil(long midnight) {
            for (; learned < midnight; learned += Period.QUARTER) {
                climatology.learn(slot(learned), truth.occupiedAt(learned + Period.QUARTER / 2));
            }
        }

        private static int slot(long moment) {
            return Climatology.slot((double) Math.floorMod(moment, Period.DAY) / Period.MINUTE);
        }
    }
}
