package io.roomcast.prediction;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Grows {@link BoostedTrees}: gradient boosting of the log loss with second-order leaf values and histograms of the features.
 * After Friedman, "Greedy Function Approximation: A Gradient Boosting Machine" (2001), and Chen and Guestrin, "XGBoost" (2016),
 * whose equations 5 and 7 are the leaf value and the gain used here.
 */
final class Boosting {

    private static final double RATE = 0.1;
    private static final double RIDGE = 5;
    /** Least sum of second derivatives in a leaf: that of 32 coin flips. */
    private static final double LEAST_WEIGHT = 8;
    private static final double ROWS_PER_TREE = 0.7;
    private static final double FEATURES_PER_TREE = 0.5;
    private static final double LEAST_GAIN = 1e-9;
    private static final double LEAST_CURVATURE = 1e-6;
    private static final int SORTED_AT_MOST = 4000;

    private final byte[][] columns;
    private final float[] labels;
    private final int depth;
    private final RandomGenerator random;
    private final float[] gradients;
    private final float[] curvatures;
    private final double[] logOdds;
    private final byte[] nodes;
    private final float[][] cuts;
    private final double[] histogram;

    private Boosting(float[][] rows, float[] labels, int depth, RandomGenerator random) {
        this.labels = labels;
        this.depth = depth;
        this.random = random;
        this.gradients = new float[rows.length];
        this.curvatures = new float[rows.length];
        this.logOdds = new double[rows.length];
        this.nodes = new byte[rows.length];
        int width = rows[0].length;
        this.cuts = new float[width][];
        this.columns = new byte[width][rows.length];
        for (int feature = 0; feature < width; feature++) {
            cuts[feature] = cuts(rows, feature, random);
            for (int row = 0; row < rows.length; row++) {
                columns[feature][row] = BoostedTrees.binOf(cuts[feature], rows[row][feature]);
            }
        }
        this.histogram = new double[2 * BoostedTrees.MAX_BINS << depth];
    }

    /**
     * Learns how likely a row has the label 1.
     *
     * @param rows   the features of each; at least one row
     * @param labels 0 or 1
     * @param trees  how many trees
     * @param depth  how deep they are; at most 6
     */
    static BoostedTrees learn(float[][] rows, float[] labels, int trees, int depth, RandomGenerator random) {
        return new Boosting(rows, labels, depth, random).learn(trees);
    }

    private BoostedTrees learn(int trees) {
        double ones = 0;
        for (float label : labels) {
            ones += label;
        }
        double share = (ones + 0.5) / (labels.length + 1.0);
        double base = Math.log(share / (1 - share));
        Arrays.fill(logOdds, base);
        int size = (2 << depth) - 1;
        short[][] features = new short[trees][size];
        byte[][] bounds = new byte[trees][size];
        float[][] values = new float[trees][size];
        for (int tree = 0; tree < trees; tree++) {
            grow(features[tree], bounds[tree], values[tree]);
        }
        return new BoostedTrees(base, cuts, features, bounds, values);
    }

    private void grow(short[] features, byte[] bounds, float[] values) {
        Arrays.fill(features, (short) -1);
        double[] gradient = new double[features.length];
        double[] curvature = new double[features.length];
        for (int row = 0; row < labels.length; row++) {
            double probability = 1 / (1 + Math.exp(-logOdds[row]));
            gradients[row] = (float) (labels[row] - probability);
            curvatures[row] = (float) Math.max(LEAST_CURVATURE, probability * (1 - probability));
            boolean drawn = random.nextDouble() < ROWS_PER_TREE;
            nodes[row] = (byte) (drawn ? 0 : -1);
            if (drawn) {
                gradient[0] += gradients[row];
                curvature[0] += curvatures[row];
            }
        }
        boolean[] drawn = new boolean[columns.length];
        for (int feature = 0; feature < drawn.length; feature++) {
            drawn[feature] = cuts[feature].length > 0 && random.nextDouble() < FEATURES_PER_TREE;
        }
        for (int level = 0; level < depth; level++) {
            split(level, drawn, features, bounds, gradient, curvature);
            descend(level, features, bounds);
        }
        for (int node = 0; node < values.length; node++) {
            values[node] = (float) (RATE * gradient[node] / (curvature[node] + RIDGE));
        }
        for (int row = 0; row < labels.length; row++) {
            int node = 0;
            while (features[node] >= 0) {
                node = 2 * node + (columns[features[node]][row] <= bounds[node] ? 1 : 2);
            }
            logOdds[row] += values[node];
        }
    }

    /** Finds the best question for each node of a level. */
    private void split(int level, boolean[] drawn, short[] features, byte[] bounds, double[] gradient, double[] curvature) {
        int first = (1 << level) - 1;
        int width = 1 << level;
        double[] best = new double[width];
        Arrays.fill(best, LEAST_GAIN);
        for (int feature = 0; feature < drawn.length; feature++) {
            if (!drawn[feature]) {
                continue;
            }
            fillHistogram(columns[feature], first, width);
            for (int i = 0; i < width; i++) {
                int node = first + i;
                if (curvature[node] < 2 * LEAST_WEIGHT) {
                    continue;
                }
                double whole = gradient[node] * gradient[node] / (curvature[node] + RIDGE);
                double gradientLeft = 0;
                double curvatureLeft = 0;
                for (int bin = 0; bin < cuts[feature].length; bin++) {
                    int at = 2 * (i * BoostedTrees.MAX_BINS + bin);
                    gradientLeft += histogram[at];
                    curvatureLeft += histogram[at + 1];
                    double gradientRight = gradient[node] - gradientLeft;
                    double curvatureRight = curvature[node] - curvatureLeft;
                    if (curvatureLeft < LEAST_WEIGHT || curvatureRight < LEAST_WEIGHT) {
                        continue;
                    }
                    double gain = gradientLeft * gradientLeft / (curvatureLeft + RIDGE)
                            + gradientRight * gradientRight / (curvatureRight + RIDGE) - whole;
                    if (gain > best[i]) {
                        best[i] = gain;
                        features[node] = (short) feature;
                        bounds[node] = (byte) bin;
                        gradient[2 * node + 1] = gradientLeft;
                        curvature[2 * node + 1] = curvatureLeft;
                        gradient[2 * node + 2] = gradientRight;
                        curvature[2 * node + 2] = curvatureRight;
                    }
                }
            }
        }
    }

    private void fillHistogram(byte[] column, int first, int width) {
        Arrays.fill(histogram, 0, 2 * BoostedTrees.MAX_BINS * width, 0);
        for (int row = 0; row < nodes.length; row++) {
            int node = nodes[row];
            if (node >= first) {
                int at = 2 * ((node - first) * BoostedTrees.MAX_BINS + column[row]);
                histogram[at] += gradients[row];
                histogram[at + 1] += curvatures[row];
            }
        }
    }

    private void descend(int level, short[] features, byte[] bounds) {
        int first = (1 << level) - 1;
        for (int row = 0; row < nodes.length; row++) {
            int node = nodes[row];
            if (node >= first) {
                int feature = features[node];
                nodes[row] = (byte) (feature < 0 ? -1 : 2 * node + (columns[feature][row] <= bounds[node] ? 1 : 2));
            }
        }
    }

    /** Bounds that cut a feature's values into bins of about the same count. */
    private static float[] cuts(float[][] rows, int feature, RandomGenerator random) {
        float[] values = new float[Math.min(rows.length, SORTED_AT_MOST)];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[rows.length > SORTED_AT_MOST ? random.nextInt(rows.length) : i][feature];
        }
        Arrays.sort(values);
        float[] cuts = new float[BoostedTrees.MAX_BINS - 1];
        int count = 0;
        for (int k = 1; k < BoostedTrees.MAX_BINS; k++) {
            float value = values[(int) ((long) k * values.length / BoostedTrees.MAX_BINS)];
            if (value > (count == 0 ? values[0] : cuts[count - 1])) {
                cuts[count++] = value;
            }
        }
        return Arrays.copyOf(cuts, count);
    }
}
