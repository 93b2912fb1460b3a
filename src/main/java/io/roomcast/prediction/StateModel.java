package io.roomcast.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * All members as they learned one state of one room. Immutable.
 *
 * @param nearest  nearest moments
 * @param forest   the forest
 * @param hazard   the boosted hazard
 * @param occupied for each horizon boosted trees that say how likely the room is occupied then
 * @param rhythm   climatology
 */
record StateModel(
        NearestMoments nearest, SurvivalForest forest, BoostedHazard hazard, List<BoostedTrees> occupied, DailyRhythm rhythm) {

    /** With fewer moments there is nothing to learn from. */
    static final int FEWEST = 10;

    /**
     * A moment right after a transition counts so many times: it is when most is about to happen, and the moments on the clock are many
     * more.
     */
    private static final int AFTER_TRANSITION = 3;
    /** So many moments tell enough of one horizon. */
    private static final int ROWS_AT_MOST = 8000;
    private static final int TREES = 40;
    private static final int DEPTH = 3;

    StateModel {
        occupied = List.copyOf(occupied);
    }

    /**
     * Learns.
     *
     * @param asked   the moments at which it will be asked
     * @param between the same and more in between, from which it learns how likely the room is occupied
     * @param others  how many other rooms the features tell of
     */
    static StateModel learn(Sample asked, Sample between, int others, RandomGenerator random) {
        List<BoostedTrees> occupied = new ArrayList<>();
        for (int h = 0; h < TimeGrid.HORIZONS.length; h++) {
            occupied.add(outcomes(between, h, random));
        }
        Sample emphasised = asked.withTransitionsRepeated(AFTER_TRANSITION);
        return new StateModel(NearestMoments.learn(asked, others), SurvivalForest.learn(emphasised, random),
                BoostedHazard.learn(emphasised, random), occupied, DailyRhythm.learn(asked));
    }

    RawForecast forecast(Moment moment) {
        double[][] mass = new double[Member.count()][];
        double[][] chances = new double[Member.count()][TimeGrid.HORIZONS.length];
        NearestMoments.Neighbours near = nearest.near(moment);
        mass[Member.NEAREST_MOMENTS.ordinal()] = nearest.asTheyWere(near);
        nearest.occupied(near, chances[Member.NEAREST_MOMENTS.ordinal()]);
        mass[Member.NEAREST_BY_CLOCK.ordinal()] = nearest.byTheClock(near, moment.minuteOfDay());
        chances[Member.NEAREST_BY_CLOCK.ordinal()] = chances[Member.NEAREST_MOMENTS.ordinal()].clone();
        mass[Member.SURVIVAL_FOREST.ordinal()] = forest.forecast(moment, chances[Member.SURVIVAL_FOREST.ordinal()]);
        mass[Member.BOOSTED_HAZARD.ordinal()] = hazard.forecast(moment);
        boosted(moment, chances[Member.BOOSTED_HAZARD.ordinal()]);
        mass[Member.DAILY_RHYTHM.ordinal()] = rhythm.forecast(moment);
        rhythm.occupied(moment, chances[Member.DAILY_RHYTHM.ordinal()]);
        return new RawForecast(mass, chances);
    }

    private void boosted(Moment moment, double[] chances) {
        for (int h = 0; h < chances.length; h++) {
            BoostedTrees trees = occupied.get(h);
            chances[h] = trees.probability(trees.bins(moment.features()));
        }
    }

    private static BoostedTrees outcomes(Sample sample, int horizon, RandomGenerator random) {
        int count = 0;
        double share = (double) ROWS_AT_MOST / sample.size();
        float[][] rows = new float[sample.size()][];
        float[] labels = new float[sample.size()];
        for (int i = 0; i < sample.size(); i++) {
            int outcome = sample.outcomes()[i][horizon];
            if (outcome >= 0 && (share >= 1 || random.nextDouble() < share)) {
                rows[count] = sample.moments().get(i).features();
                labels[count++] = outcome;
            }
        }
        if (count == 0) {
            rows[count++] = sample.moments().get(0).features();
        }
        return Boosting.learn(java.util.Arrays.copyOf(rows, count), java.util.Arrays.copyOf(labels, count), TREES, DEPTH, random);
    }
}
