package io.roomcast.prediction;

/**
 * What each member says, in the order of {@link Member}.
 *
 * @param mass    the probability of each bin of {@link TimeGrid}
 * @param chances how likely the room is occupied at each horizon
 */
record RawForecast(double[][] mass, double[][] chances) {

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

    /** How likely the room is occupied at a horizon, each member as much as it is trusted. */
    double chance(int horizon, double[] weights) {
        double mixed = 0;
        for (int member = 0; member < chances.length; member++) {
            mixed += weights[member] * chances[member][horizon];
        }
        return mixed;
    }
}
