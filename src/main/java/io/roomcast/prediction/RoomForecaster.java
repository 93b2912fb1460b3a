package io.roomcast.prediction;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Forecasts one room, and learns from what came of its forecasts how much to trust each member and what their confidence is worth.
 * For one thread.
 */
final class RoomForecaster {

    /** What each member is trusted to begin with. */
    private static final double[] TRUST = {0.15, 0.1, 0.45, 0.25, 0.05};
    private static final double[] TRUST_IN_OCCUPANCY = {0.15, 0, 0.35, 0.4, 0.1};
    /** No likelihood is smaller: one surprise must not ruin a member. */
    private static final double LEAST = 1e-4;
    /** A forecast made so soon after a transition, in minutes, is one right after it. */
    private static final double RIGHT_AFTER = 1;

    private final int place;
    private final Trust trust = new Trust(TRUST);
    private final Trust[] occupancyTrust = new Trust[TimeGrid.HORIZONS.length];
    private final Calibration onTheClock = new Calibration();
    private final Calibration rightAfter = new Calibration();
    private final Deque<Question> open = new ArrayDeque<>();
    private double settled = Double.NEGATIVE_INFINITY;
    private Optional<RoomModel> model = Optional.empty();
    private Optional<Features> features = Optional.empty();

    RoomForecaster(int place) {
        this.place = place;
        Arrays.setAll(occupancyTrust, h -> new Trust(TRUST_IN_OCCUPANCY));
    }

    void adopt(RoomModel learned, HomeHistory history) {
        model = Optional.of(learned);
        features = Optional.of(learned.features(history, place));
    }

    /** How many features the model looks at; 0 when there is none for that state. */
    int featureCount(boolean occupied) {
        return model.flatMap(known -> known.of(occupied)).isPresent() ? features.orElseThrow().size() : 0;
    }

    /** The forecast at a moment; what comes of it is not followed. */
    Answer answer(HomeHistory history, double moment) {
        RawForecast raw = raw(history, moment);
        TransitionDistribution distribution = distribution(raw, history, moment);
        return answer(raw, distribution, distribution.likeliest(), isRightAfter(history, moment));
    }

    /** The forecast at a moment, from which it will learn, if the room is known then. */
    Answer ask(HomeHistory history, double moment) {
        RawForecast raw = raw(history, moment);
        boolean soon = isRightAfter(history, moment);
        TransitionDistribution distribution = distribution(raw, history, moment);
        TransitionDistribution.Window likeliest = distribution.likeliest();
        if (history.room(place).isKnownAt(moment)) {
            open.add(new Question(moment, raw, likeliest, soon, new boolean[TimeGrid.HORIZONS.length]));
        }
        return answer(raw, distribution, likeliest, soon);
    }

    /**
     * Asks once more what was open when that was learned, before a restart: what comes soon was learned then, and without what comes late
     * everything would seem to come soon.
     *
     * @param history has all that is known by now, and was known then
     */
    void resume(Experience experience, HomeHistory history) {
        RoomHistory room = history.room(place);
        settled = Math.max(settled, experience.settled());
        for (double moment : experience.open()) {
            double end = Math.min(room.nextAfter(moment), moment + Minutes.DAY);
            if (Math.min(end, room.lostAfter(moment)) > settled) {
                ask(history, moment);
            }
        }
        for (Question question : open) {
            for (int h = 0; h < question.outcomes.length; h++) {
                question.outcomes[h] = question.moment + TimeGrid.HORIZONS[h] <= settled;
            }
        }
    }

    /** Learns from everything that is known by now. Of a question nothing more is learned once the room is lost from sight. */
    void settle(HomeHistory history, double now) {
        RoomHistory room = history.room(place);
        settled = Math.max(settled, now);
        for (Iterator<Question> questions = open.iterator(); questions.hasNext();) {
            Question question = questions.next();
            double lost = room.lostAfter(question.moment);
            for (int h = 0; h < question.outcomes.length; h++) {
                double then = question.moment + TimeGrid.HORIZONS[h];
                if (!question.outcomes[h] && then <= now && then < lost) {
                    question.outcomes[h] = true;
                    learnOccupancy(h, question.raw, room.occupiedAt(then));
                }
            }
            double minutes = room.nextAfter(question.moment) - question.moment;
            double end = question.moment + Math.min(minutes, Minutes.DAY);
            if (end <= lost && end <= now) {
                learn(question, minutes);
                questions.remove();
            } else if (lost <= now) {
                questions.remove();
            }
        }
    }

    private void learn(Question question, double minutes) {
        double[] likelihoods = new double[Member.count()];
        int bin = TimeGrid.bin(minutes);
        int from = Math.max(0, bin - 1);
        int to = bin == TimeGrid.BINS ? bin : Math.min(TimeGrid.BINS - 1, bin + 1);
        for (int member = 0; member < likelihoods.length; member++) {
            double sum = 0;
            for (int i = from; i <= to; i++) {
                sum += question.raw.mass()[member][i];
            }
            likelihoods[member] = Math.max(LEAST, sum / (to - from + 1));
        }
        trust.learn(likelihoods);
        boolean right = Math.abs(minutes - question.likeliest.minutes()) <= TransitionDistribution.TOLERANCE;
        (question.soon ? rightAfter : onTheClock).learn(question.likeliest.probability(), right);
    }

    private void learnOccupancy(int horizon, RawForecast raw, boolean occupied) {
        double[] likelihoods = new double[Member.count()];
        for (int member = 0; member < likelihoods.length; member++) {
            double chance = raw.chances()[member][horizon];
            likelihoods[member] = Math.max(0.01, occupied ? chance : 1 - chance);
        }
        occupancyTrust[horizon].learn(likelihoods);
    }

    private TransitionDistribution distribution(RawForecast raw, HomeHistory history, double moment) {
        return new TransitionDistribution(raw.mix(trust.weights()), model.flatMap(RoomModel::raster)
                .map(raster -> raster.answers(moment, history.room(place).occupiedAt(moment)))
                .orElse(TransitionDistribution.Candidates.ALL));
    }

    private Answer answer(RawForecast raw, TransitionDistribution distribution, TransitionDistribution.Window likeliest, boolean soon) {
        double[] chances = new double[TimeGrid.HORIZONS.length];
        for (int h = 0; h < chances.length; h++) {
            chances[h] = raw.chance(h, occupancyTrust[h].weights());
        }
        Calibration calibration = soon ? rightAfter : onTheClock;
        List<TransitionDistribution.Window> alternatives = distribution.alternatives(Forecast.ALTERNATIVES).stream()
                .map(window -> new TransitionDistribution.Window(window.minutes(), calibration.apply(window.probability())))
                .toList();
        return new Answer(distribution, likeliest.minutes(), calibration.apply(likeliest.probability()), alternatives, chances,
                trust.weights());
    }

    private RawForecast raw(HomeHistory history, double moment) {
        boolean occupied = history.room(place).occupiedAt(moment);
        return model.flatMap(known -> known.of(occupied))
                .map(known -> known.forecast(features.orElseThrow().at(history, moment)))
                .orElseGet(() -> ColdStart.forecast(history, place, moment));
    }

    private boolean isRightAfter(HomeHistory history, double moment) {
        return history.elapsed(place, moment) < RIGHT_AFTER;
    }

    Experience experience() {
        return new Experience(trust.credit(), Arrays.stream(occupancyTrust).map(Trust::credit).toArray(double[][]::new),
                onTheClock.memory(), rightAfter.memory(), settled, open.stream().mapToDouble(Question::moment).toArray());
    }

    void restore(Experience experience) {
        trust.restore(experience.trust());
        onTheClock.restore(experience.onTheClock());
        rightAfter.restore(experience.rightAfter());
        for (int h = 0; h < occupancyTrust.length; h++) {
            occupancyTrust[h].restore(experience.occupancyTrust()[h]);
        }
    }

    /** What is said at a moment. */
    record Answer(TransitionDistribution distribution, double minutes, double confidence, List<TransitionDistribution.Window> alternatives,
            double[] chances, double[] weights) {
    }

    /** Something that was asked, of which it is not yet known what came. */
    private record Question(double moment, RawForecast raw, TransitionDistribution.Window likeliest, boolean soon,
            boolean[] outcomes) {
    }
}
