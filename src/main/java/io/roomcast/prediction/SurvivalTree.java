package io.roomcast.prediction;

/**
 * A tree whose leaves hold the times that were observed at moments like these. Immutable, as long as nobody writes into the arrays.
 *
 * @param features   what a node asks for; -1 at a leaf
 * @param thresholds smaller values go to the first child
 * @param first      the first child; at a leaf where its times begin in {@code bins}
 * @param second     the second child; at a leaf where they end
 * @param bins       bins of {@link TimeGrid}, leaf by leaf
 * @param occupied   for each node and horizon how likely the room was occupied then, if the node is a leaf
 */
record SurvivalTree(short[] features, float[] thresholds, int[] first, int[] second, short[] bins, float[][] occupied) {

    /** The leaf that the moment falls into. */
    int leaf(float[] moment) {
        int node = 0;
        while (features[node] >= 0) {
            node = moment[features[node]] < thresholds[node] ? first[node] : second[node];
        }
        return node;
    }
}
