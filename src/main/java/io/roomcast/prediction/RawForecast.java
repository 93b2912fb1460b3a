package io.roomcast.prediction;

/**
 * What each member says, in the order of {@link Member}.
 *
 * @param mass    the probability of each bin of {@link TimeGrid}
 * @param chances how likely the room is occupied at each horizon
 */
record RawForecast(double[][] mass, double[][] chances) {

    private static final double SUREST = 0.003;

    /** The members' distributions, each as much as it is trusted; each counts as 1. */
    double[] mix(double[] weights) {
        double[] mixed = new double[TimeGrid.SIZE];
        for (int member = 0; member < mass.length; member++) {
            for (int bin = 0; bin < mixed.length; bin++) {
                mixed[bin] += weights[member] * mass[member][bin];
            }
        }
        return mixed;
    }

    /**
     * How likely the room is occupied at a horizon, each member as much as it is trusted: the logarithmic pool, in which one that is sure
     * says more than several that are not (Genest and Zidek, "Combining Probability Distributions", 1986).
     */
    double chance(int horizon, double[] weights) {
        double logOdds = 0;
        for (int member = 0; member < chances.length; member++) {
            double chance = Math.max(SUREST, Math.min(1 - SUREST, chances[member][horizon]));
            logOdds += weights[member] * Math.log(chance / (1 - chance));
        }
        return 1 / (1 + Math.exp(-logOdds));
    }
}
