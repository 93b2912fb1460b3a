package io.roomcast.evaluation;

import java.util.Arrays;
import java.util.List;

/** How much the members of the ensemble were trusted, on the average over answers. Not thread-safe. */
final class TrustSum {

    private final double[] weights;
    private long answers;

    /** @param members how many there are */
    TrustSum(int members) {
        this.weights = new double[members];
    }

    /** Counts an answer in which each member weighed so much. */
    void add(List<Double> itsWeights) {
        for (int member = 0; member < weights.length; member++) {
            weights[member] += itsWeights.get(member);
        }
        answers++;
    }

    /** The mean weight of each member; not numbers without answers. */
    double[] mean() {
        return Arrays.stream(weights).map(sum -> sum / answers).toArray();
    }
}
