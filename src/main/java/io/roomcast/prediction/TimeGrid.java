package io.roomcast.prediction;

/**
 * The grid on which distributions over the time to the next transition lie: bins of {@value #BIN} minutes up to a day, and one for
 * all that is later.
 */
final class TimeGrid {

    /** Width of a bin, in minutes. */
    static final double BIN = 5;

    /** How many bins a day has. */
    static final int BINS = 288;

    /** Bins with the one for what is later. */
    static final int SIZE = BINS + 1;

    /** How far ahead, in minutes, it is forecast whether the room is occupied. */
    static final int[] HORIZONS = {15, 30, 60, 120};

    private static final double NARROWEST = 4;
    private static final double RELATIVE_WIDTH = 0.08;
    private static final double[][] KERNELS = kernels();

    private TimeGrid() {
    }

    /** The bin of a time to a transition, in minutes. */
    static int bin(double minutes) {
        return minutes >= BINS * BIN ? BINS : (int) Math.max(0, minutes / BIN);
    }

    /**
     * Spreads observed times over their neighbourhood, the wider the farther away they are, since a small sample stands for more than
     * the minutes it happened to hit. What mass there is stays the same.
     */
    static double[] smooth(double[] observed) {
        double[] mass = new double[SIZE];
        for (int bin = 0; bin < BINS; bin++) {
            double weight = observed[bin];
            if (weight > 0) {
                double[] kernel = KERNELS[bin];
                int first = bin - kernel.length / 2;
                for (int i = 0; i < kernel.length; i++) {
                    mass[Math.min(BINS, Math.abs(first + i))] += weight * kernel[i];
                }
            }
        }
        mass[BINS] += observed[BINS];
        return mass;
    }

    /** Brings the mass to 1; where there is none, it is all in the last bin. */
    static void normalize(double[] mass) {
        double sum = 0;
        for (double part : mass) {
            sum += part;
        }
        if (!(sum > 0)) {
            mass[BINS] = 1;
            return;
        }
        for (int i = 0; i < mass.length; i++) {
            mass[i] /= sum;
        }
    }

    /** Triangles around the middle of each bin. */
    private static double[][] kernels() {
        double[][] kernels = new double[BINS][];
        for (int bin = 0; bin < BINS; bin++) {
            double halfWidth = Math.max(NARROWEST, RELATIVE_WIDTH * (bin + 0.5) * BIN) + BIN / 2;
            int reach = (int) (halfWidth / BIN);
            double[] kernel = new double[2 * reach + 1];
            double sum = 0;
            for (int i = 0; i < kernel.length; i++) {
                kernel[i] = 1 - Math.abs(i - reach) * BIN / halfWidth;
                sum += kernel[i];
            }
            for (int i = 0; i < kernel.length; i++) {
                kernel[i] /= sum;
            }
            kernels[bin] = kernel;
        }
        return kernels;
    }
}
