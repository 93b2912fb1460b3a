package io.roomcast.prediction;

/**
 * What was learned of one room from what came of its forecasts: kept beside the models. Immutable, as long as nobody writes into the
 * arrays.
 *
 * @param trust          credit of each member
 * @param occupancyTrust the same for occupancy, for each horizon
 * @param onTheClock     what came of forecasts between transitions
 * @param rightAfter     what came of forecasts right after a transition
 * @param settled        up to when it is learned what came, in minutes; minus infinity if nothing is
 * @param open           when those forecasts were made of which more has to be learned, in the order of time
 */
public record Experience(double[] trust, double[][] occupancyTrust, Calibration.Memory onTheClock, Calibration.Memory rightAfter,
        double settled, double[] open) {
}
