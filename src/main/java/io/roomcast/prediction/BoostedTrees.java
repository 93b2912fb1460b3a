package io.roomcast.prediction;

/**
 * The probability of something, by trees of which each corrects those before it. Immutable, as long as nobody writes into the arrays.
 *
 * @param base      log odds before any tree
 * @param cuts      for each feature the bounds of its bins, ascending
 * @param features  for each tree the feature a node asks for, -1 at a leaf; the children of node {@code n} are {@code 2n+1} and {@code 2n+2}
 * @param bounds    for each tree the last bin that goes to a node's first child
 * @param values    for each tree what a node adds to the log odds if it is a leaf
 */
record BoostedTrees(double base, float[][] cuts, short[][] features, byte[][] bounds, float[][] values) {

    /** How many bins a feature has at most. */
    static final int MAX_BINS = 64;

    /** The bins of the features, which {@link #probability} takes. */
    byte[] bins(float[] moment) {
        byte[] bins = new byte[cuts.length];
        for (int feature = 0; feature < bins.length; feature++) {
            bins[feature] = bin(feature, moment[feature]);
        }
        return bins;
    }

    /** The bin of a feature's value. */
    byte bin(int feature, float value) {
        return binOf(cuts[feature], value);
    }

    double probability(byte[] bins) {
        double logOdds = base;
        for (int tree = 0; tree < features.length; tree++) {
            logOdds += values[tree][leaf(features[tree], bounds[tree], bins)];
        }
        return 1 / (1 + Math.exp(-logOdds));
    }

    private static int leaf(short[] features, byte[] bounds, byte[] bins) {
        int node = 0;
        while (features[node] >= 0) {
            node = 2 * node + (bins[features[node]] <= bounds[node] ? 1 : 2);
        }
        return node;
    }

    static byte binOf(float[] cuts, float value) {
        int low = 0;
        int high = cuts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value >= cuts[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (byte) low;
    }
}
