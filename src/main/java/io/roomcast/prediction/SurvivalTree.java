package io.roomcast.prediction;

/**
 * A tree whose leaves hold the times to the transition of the moments that fell into them. Immutable, as long as nobody writes into the
 * arrays.
 *
 * <p>A node is three numbers that lie side by side, since a forecast waits for memory more than for anything else: the feature it asks
 * for, the bits of its threshold, and where its second child is; the first child follows it. At a leaf they are −1 minus the number of the
 * leaf, and where its times begin and end.
 *
 * @param nodes    the nodes, each before its children
 * @param bins     the times, as bins of {@link TimeGrid}
 * @param occupied for each leaf and horizon the share of moments after which the room was occupied
 */
record SurvivalTree(int[] nodes, short[] bins, float[] occupied) {

    /** How many numbers a node is. */
    static final int NODE = 3;

    /** Where the leaf is that the moment falls into. */
    int leaf(float[] moment) {
        int at = 0;
        int feature = nodes[0];
        while (feature >= 0) {
            at = moment[feature] < Float.intBitsToFloat(nodes[at + 1]) ? at + NODE : nodes[at + 2];
            feature = nodes[at];
        }
        return at;
    }

    /** Adds what the leaf at that place says, everything with that weight. */
    void add(int leaf, double weight, double[] observed, double[] shares) {
        int from = nodes[leaf + 1];
        int to = nodes[leaf + 2];
        for (int i = from; i < to; i++) {
            observed[bins[i]] += weight / (to - from);
        }
        int first = (-1 - nodes[leaf]) * shares.length;
        for (int h = 0; h < shares.length; h++) {
            shares[h] += weight * occupied[first + h];
        }
    }
}
