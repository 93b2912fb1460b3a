package io.roomcast.prediction.scoring;

/** Gathers occupancy forecasts for one distance ahead. */
final class HorizonScores {

    /** A forecast of 0 or 1 that fails would cost endlessly much. */
    private static final double LEAST = 1e-6;

    private long truePositives;
    private long trueNegatives;
    private long falsePositives;
    private long falseNegatives;
    private double squares;
    private double climatologySquares;
    private double logLoss;

    void add(double probability, double climatology, boolean occupied) {
        double outcome = occupied ? 1 : 0;
        squares += square(probability - outcome);
        climatologySquares += square(climatology - outcome);
        double ofOutcome = occupied ? probability : 1 - probability;
        logLoss -= Math.log(Math.max(LEAST, Math.min(1 - LEAST, ofOutcome)));
        if (probability >= 0.5) {
            if (occupied) {
                truePositives++;
            } else {
                falsePositives++;
            }
        } else if (occupied) {
            falseNegatives++;
        } else {
            trueNegatives++;
        }
    }

    Figures.AtHorizon figures() {
        long all = truePositives + trueNegatives + falsePositives + falseNegatives;
        double n = all;
        return new Figures.AtHorizon(all, squares / n, climatologySquares / n, all == 0 ? Double.NaN : correlation(), logLoss / n);
    }

    /** Matthews 1975; 0 where one of the classes or decisions never came up. */
    private double correlation() {
        double product = (double) (truePositives + falsePositives) * (truePositives + falseNegatives)
                * (trueNegatives + falsePositives) * (trueNegatives + falseNegatives);
        return product == 0 ? 0
                : ((double) truePositives * trueNegatives - (double) falsePositives * falseNegatives) / Math.sqrt(product);
    }

    private static double square(double x) {
        return x * x;
    }
}
