package io.roomcast.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Many randomised trees that put together the moments after which transitions came at like times: a nearest-neighbours model that finds
 * out by itself what "near" means. After Geurts, Ernst and Wehenkel, "Extremely Randomized Trees" (2006), and Meinshausen, "Quantile
 * Regression Forests" (2006). A time that is not finished is completed in each tree anew by one drawn from those that lasted longer.
 * Immutable.
 *
 * @param trees the trees; at least one
 */
record SurvivalForest(List<SurvivalTree> trees) {

    private static final int TREES = 100;
    private static final double SHARE_PER_TREE = 0.6;
    private static final int MOMENTS_PER_TREE = 2000;

    SurvivalForest {
        trees = List.copyOf(trees);
    }

    static SurvivalForest learn(Sample sample, RandomGenerator random) {
        double[] known = new double[sample.size()];
        int count = 0;
        for (int i = 0; i < sample.size(); i++) {
            if (!sample.censored()[i]) {
                known[count++] = sample.minutes()[i];
            }
        }
        known = Arrays.copyOf(known, count);
        Arrays.sort(known);
        List<SurvivalTree> trees = new ArrayList<>();
        for (int tree = 0; tree < TREES; tree++) {
            double[] completed = completed(sample, known, random);
            int size = (int) Math.max(Math.min(sample.size(), 20), Math.min(sample.size() * SHARE_PER_TREE, MOMENTS_PER_TREE));
            trees.add(TreeGrowth.grow(sample, completed, draw(sample.size(), size, random), random));
        }
        return new SurvivalForest(trees);
    }

    /** Adds what it forecasts: the distribution of the time to the transition, and how likely the room is occupied at the horizons. */
    double[] forecast(Moment moment, double[] occupied) {
        double[] observed = new double[TimeGrid.SIZE];
        for (SurvivalTree tree : trees) {
            tree.add(tree.leaf(moment.features()), 1.0 / trees.size(), observed, occupied);
        }
        return TimeGrid.smooth(observed);
    }

    private static double[] completed(Sample sample, double[] known, RandomGenerator random) {
        double[] minutes = sample.minutes().clone();
        for (int i = 0; i < minutes.length; i++) {
            if (sample.censored()[i]) {
                int shorter = RoomHistory.countUntil(known, known.length, minutes[i]);
                minutes[i] = shorter < known.length ? known[shorter + random.nextInt(known.length - shorter)] : Double.POSITIVE_INFINITY;
            }
        }
        return minutes;
    }

    private static int[] draw(int size, int count, RandomGenerator random) {
        int[] indices = new int[size];
        Arrays.setAll(indices, i -> i);
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(size - i);
            int swapped = indices[i];
            indices[i] = indices[other];
            indices[other] = swapped;
        }
        return Arrays.copyOf(indices, count);
    }
}
