package io.roomcast.prediction;

import java.util.Arrays;

/**
 * How much each member of an ensemble is trusted, learned from what happened: the weights that make the log score of the mixture
 * best, found step by step by expectation maximisation with forgetting (Cappé and Moulines, "On-line Expectation-Maximization", 2009).
 * For one thread.
 */
final class Trust {

    /** About so many questions are remembered. */
    private static final double MEMORY = 1500;
    /** So many questions' worth is what was thought before. */
    private static final double PRIOR = 60;

    private final double[] prior;
    private final double[] credit;

    /** @param prior what each member is trusted to begin with; adds up to 1 */
    Trust(double[] prior) {
        this(prior, new double[prior.length]);
    }

    private Trust(double[] prior, double[] credit) {
        this.prior = prior;
        this.credit = credit;
    }

    /** Each member's weight; together 1. */
    double[] weights() {
        double[] weights = new double[credit.length];
        double sum = Arrays.stream(credit).sum() + PRIOR;
        for (int member = 0; member < weights.length; member++) {
            weights[member] = (credit[member] + PRIOR * prior[member]) / sum;
        }
        return weights;
    }

    /** What happened had been this likely by each member's word. */
    void learn(double[] likelihoods) {
        double[] weights = weights();
        double sum = 0;
        for (int member = 0; member < weights.length; member++) {
            sum += weights[member] * likelihoods[member];
        }
        for (int member = 0; member < weights.length && sum > 0; member++) {
            credit[member] = credit[member] * (1 - 1 / MEMORY) + weights[member] * likelihoods[member] / sum;
        }
    }

    double[] credit() {
        return credit.clone();
    }

    void restore(double[] learned) {
        System.arraycopy(learned, 0, credit, 0, credit.length);
    }
}
