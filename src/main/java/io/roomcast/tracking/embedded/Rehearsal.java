package io.roomcast.tracking.embedded;

import io.roomcast.prediction.Forecast;
import io.roomcast.prediction.Forecaster;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import io.roomcast.prediction.Minutes;
import io.roomcast.prediction.RoomHistory;
import io.roomcast.prediction.TransitionDistribution;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Asks a model about days that are past, as if they were lived only now: what it learns from them about itself is experience, and how
 * likely it took what came is its score. For one thread.
 */
final class Rehearsal {

    private static final Duration QUARTER = Duration.ofMinutes(15);
    /** No likelihood is smaller: one surprise must not decide. */
    private static final double LEAST = 1e-3;

    private final HomeHistory history;
    private final Forecaster forecaster;
    private final double until;
    private final double[] scores;
    private final int[] counts;

    /** Is told how far it has come, and can end it by throwing an exception of its own. */
    interface Progress {

        void reached(Duration done, Duration total);
    }

    private Rehearsal(HomeHistory history, Instant until) {
        this.history = history;
        this.forecaster = new Forecaster(history);
        this.until = Minutes.of(until);
        this.scores = new double[history.size()];
        this.counts = new int[history.size()];
    }

    /**
     * Goes through the days.
     *
     * @param experience what was learned before, if anything was
     */
    static Rehearsal of(HomeHistory history, HomeModel model, Optional<HomeExperience> experience, Instant from, Instant until,
            Progress progress) {
        Rehearsal rehearsal = new Rehearsal(history, until);
        rehearsal.forecaster.adopt(model);
        experience.ifPresent(before -> before.restoreTo(rehearsal.forecaster, history));
        rehearsal.run(from, until, progress);
        return rehearsal;
    }

    private void run(Instant from, Instant end, Progress progress) {
        PriorityQueue<Transition> transitions = new PriorityQueue<>();
        for (int place = 0; place < history.size(); place++) {
            push(transitions, place, history.room(place).transitionsUntil(Minutes.of(from)));
        }
        for (Instant quarter = from; quarter.isBefore(end); quarter = quarter.plus(QUARTER)) {
            progress.reached(Duration.between(from, quarter), Duration.between(from, end));
            while (!transitions.isEmpty() && transitions.peek().at() < Minutes.of(quarter)) {
                Transition next = transitions.remove();
                if (history.room(next.place()).isSeen(next.index())) {
                    Instant at = Minutes.toInstant(next.at());
                    forecaster.settle(at);
                    forecaster.ask(history.roomIds().get(next.place()), at);
                }
                push(transitions, next.place(), next.index() + 1);
            }
            forecaster.settle(quarter);
            for (int place = 0; place < history.size(); place++) {
                score(place, forecaster.ask(history.roomIds().get(place), quarter));
            }
        }
        forecaster.settle(end);
    }

    private void push(PriorityQueue<Transition> transitions, int place, int index) {
        RoomHistory room = history.room(place);
        if (index < room.transitionCount() && room.transition(index) < until) {
            transitions.add(new Transition(place, index, room.transition(index)));
        }
    }

    private void score(int place, Forecast forecast) {
        double asked = Minutes.of(forecast.madeAt());
        RoomHistory room = history.room(place);
        double minutes = room.nextAfter(asked) - asked;
        if (asked + Math.min(minutes, Minutes.DAY) > Math.min(until, room.lostAfter(asked)) || !room.isKnownAt(asked)) {
            return;
        }
        TransitionDistribution distribution = forecast.distribution();
        double likelihood = minutes > Minutes.DAY ? 1 - distribution.until(Minutes.DAY) : distribution.within(minutes);
        scores[place] += Math.log(Math.max(LEAST, likelihood));
        counts[place]++;
    }

    /** The mean over rooms of the mean logarithm of how likely it took what came, to a quarter of an hour; if anything came. */
    OptionalDouble score() {
        return IntStream.range(0, scores.length).filter(place -> counts[place] > 0).mapToDouble(place -> scores[place] / counts[place])
                .average();
    }

    /** How many answers the score rests on. */
    int answers() {
        return Arrays.stream(counts).sum();
    }

    /** What was learned from it. */
    HomeExperience experience() {
        return HomeExperience.of(forecaster, history);
    }

    private record Transition(int place, int index, double at) implements Comparable<Transition> {

        @Override
        public int compareTo(Transition other) {
            return Double.compare(at, other.at);
        }
    }
}
