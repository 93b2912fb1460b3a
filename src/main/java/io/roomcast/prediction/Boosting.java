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
    /** How much room the sums of one feature take. */
    private static final int ROW = 2 * BoostedTrees.MAX_BINS;

    private final byte[][] columns;
    private final float[] labels;
    private final int depth;
    private final RandomGenerator random;
    private final float[] gradients;
    private final float[] curvatures;
    private final double[] logOdds;
    private final float[][] cuts;
    /** The rows drawn for a tree, those of each node together, in their order. */
    private final int[] rows;
    private final int[] moved;
    /** Where the rows of each node begin and end. */
    private final int[] begin;
    private final int[] end;
    /** For each node above the leaves, feature and bin: the sums of gradients and of curvatures. */
    private final double[][] histograms;

    private Boosting(float[][] rows, float[] labels, int depth, RandomGenerator random) {
        this.labels = labels;
        this.depth = depth;
        this.random = random;
        this.gradients = new float[rows.length];
        this.curvatures = new float[rows.length];
        this.logOdds = new double[rows.length];
        this.rows = new int[rows.length];
        this.moved = new int[rows.length];
        int nodes = (2 << depth) - 1;
        this.begin = new int[nodes];
        this.end = new int[nodes];
        int width = rows[0].length;
        this.cuts = new float[width][];
        this.columns = new byte[width][rows.length];
        for (int feature = 0; feature < width; feature++) {
            cuts[feature] = cuts(rows, feature, random);
            for (int row = 0; row < rows.length; row++) {
                columns[feature][row] = BoostedTrees.binOf(cuts[feature], rows[row][feature]);
            }
        }
        this.histograms = new double[(1 << depth) - 1][width * ROW];
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
        Arrays.fill(begin, 0);
        Arrays.fill(end, 0);
        for (int row = 0; row < labels.length; row++) {
            double probability = 1 / (1 + Math.exp(-logOdds[row]));
            gradients[row] = (float) (labels[row] - probability);
            curvatures[row] = (float) Math.max(LEAST_CURVATURE, probability * (1 - probability));
            if (random.nextDouble() < ROWS_PER_TREE) {
                rows[end[0]++] = row;
                gradient[0] += gradients[row];
                curvature[0] += curvatures[row];
            }
        }
        boolean[] drawn = new boolean[columns.length];
        for (int feature = 0; feature < drawn.length; feature++) {
            drawn[feature] = cuts[feature].length > 0 && random.nextDouble() < FEATURES_PER_TREE;
        }
        addUp(0, drawn);
        for (int node = 0; node < histograms.length; node++) {
            if (curvature[node] >= 2 * LEAST_WEIGHT) {
                split(node, drawn, features, bounds, gradient, curvature);
            }
            if (features[node] >= 0) {
                descend(node, columns[features[node]], bounds[node]);
                if (2 * node + 2 < histograms.length) {
                    addUpChildren(node, drawn);
                }
            }
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

    /** Fills the histograms of two siblings: the smaller one's by its rows, the other's with what that leaves of their parent's. */
    private void addUpChildren(int parent, boolean[] drawn) {
        int one = 2 * parent + 1;
        int other = 2 * parent + 2;
        int smaller = end[one] - begin[one] <= end[other] - begin[other] ? one : other;
        addUp(smaller, drawn);
        double[] all = histograms[parent];
        double[] counted = histograms[smaller];
        double[] rest = histograms[one + other - smaller];
        for (int i = 0; i < all.length; i++) {
            rest[i] = all[i] - counted[i];
        }
    }

    private void addUp(int node, boolean[] drawn) {
        double[] histogram = histograms[node];
        Arrays.fill(histogram, 0);
        for (int feature = 0; feature < drawn.length; feature++) {
            if (drawn[feature]) {
                byte[] column = columns[feature];
                for (int i = begin[node]; i < end[node]; i++) {
                    int row = rows[i];
                    int at = feature * ROW + 2 * column[row];
                    histogram[at] += gradients[row];
                    histogram[at + 1] += curvatures[row];
                }
            }
        }
    }

    /** Finds the best question for a node. */
    private void split(int node, boolean[] drawn, short[] features, byte[] bounds, double[] gradient, double[] curvature) {
        double best = LEAST_GAIN;
        double whole = gradient[node] * gradient[node] / (curvature[node] + RIDGE);
        double[] histogram = histograms[node];
        for (int feature = 0; feature < drawn.length; feature++) {
            if (!drawn[feature]) {
                continue;
            }
            double gradientLeft = 0;
            double curvatureLeft = 0;
            for (int bin = 0; bin < cuts[feature].length; bin++) {
                int at = feature * ROW + 2 * bin;
                gradientLeft += histogram[at];
                curvatureLeft += histogram[at + 1];
                double gradientRight = gradient[node] - gradientLeft;
                double curvatureRight = curvature[node] - curvatureLeft;
                if (curvatureLeft < LEAST_WEIGHT || curvatureRight < LEAST_WEIGHT) {
                    continue;
                }
                double gain = gradientLeft * gradientLeft / (curvatureLeft + RIDGE)
                        + gradientRight * gradientRight / (curvatureRight + RIDGE) - whole;
                if (gain > best) {
                    best = gain;
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

    /** Gives a node's rows to its children. */
    private void descend(int node, byte[] column, byte bound) {
        int left = begin[node];
        int right = 0;
        for (int i = begin[node]; i < end[node]; i++) {
            int row = rows[i];
            if (column[row] <= bound) {
                rows[left++] = row;
            } else {
                moved[right++] = row;
            }
        }
        System.arraycopy(moved, 0, rows, left, right);
        begin[2 * node + 1] = begin[node];
        end[2 * node + 1] = left;
        begin[2 * node + 2] = left;
        end[2 * node + 2] = end[node];
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
