package io.roomcast.tracking.statistics;

/** Probabilities of the tails of distributions. */
public final class Tail {

    /** The Chebyshev fit of the complementary error function in Numerical Recipes, section 6.2; off by 1.2e-7 of itself at most. */
    private static final double[] ERFC = {-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398,
        1.48851587, -0.82215223, 0.17087277};

    /** Beyond it the probability is no number any more. */
    private static final double MOST = 38;
    private static final double PRECISION = 1e-6;

    private Tail() {
    }

    /** The probability that a standard normal value is above that one. */
    public static double ofNormal(double value) {
        double z = Math.abs(value) / Math.sqrt(2);
        double t = 1 / (1 + 0.5 * z);
        double sum = 0;
        for (int i = ERFC.length - 1; i >= 0; i--) {
            sum = sum * t + ERFC[i];
        }
        double above = 0.5 * t * Math.exp(sum - z * z);
        return value >= 0 ? above : 1 - above;
    }

    /** The standard normal value that is exceeded with that probability; at most {@value #MOST} either way. */
    public static double toNormal(double probability) {
        double low = -MOST;
        double high = MOST;
        while (high - low > PRECISION) {
            double middle = (low + high) / 2;
            if (ofNormal(middle) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The probability that a chi-squared value is above that one, by E. B. Wilson and M. M. Hilferty, PNAS 17, 1931. */
    public static double ofChiSquared(double value, double freedom) {
        double spread = 2 / (9 * freedom);
        return ofNormal((Math.cbrt(value / freedom) - (1 - spread)) / Math.sqrt(spread));
    }
}
