package io.roomcast.prediction;

/**
 * The distribution of a time of which some observations are only known to be longer than something: the product-limit estimate of
 * Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations" (1958), with weights, on {@link TimeGrid}. For one thread.
 */
final class SurvivalCurve {

    private final double[] ended = new double[TimeGrid.SIZE];
    private final double[] lost = new double[TimeGrid.SIZE];
    private double weights;
    private boolean anyLost;

    void add(double minutes, boolean censored, double weight) {
        (censored ? lost : ended)[TimeGrid.bin(minutes)] += weight;
        weights += weight;
        anyLost |= censored;
    }

    /** The probability of each bin; smoothed. What nothing is known of counts as later than a day. */
    double[] mass() {
        double[] smooth = TimeGrid.smooth(ended);
        if (!anyLost) {
            TimeGrid.normalize(smooth);
            return smooth;
        }
        double atRisk = weights;
        double surviving = 1;
        for (int bin = 0; bin < TimeGrid.SIZE; bin++) {
            double hazard = atRisk > 1e-9 ? Math.min(1, smooth[bin] / atRisk) : 0;
            atRisk -= smooth[bin] + lost[bin];
            smooth[bin] = surviving * hazard;
            surviving -= smooth[bin];
        }
        smooth[TimeGrid.BINS] += surviving;
        return smooth;
    }
}
