package io.roomcast.tracking.drift;

import java.util.Arrays;

/** Distances between two samples. */
final class Samples {

    private static final int BINS = 6;

    private Samples() {
    }

    /** The greatest difference of the two empirical distribution functions (Kolmogorov 1933, Smirnov 1939), 0 to 1; 0 if one is empty. */
    static double kolmogorovSmirnov(double[] one, double[] other) {
        if (one.length == 0 || other.length == 0) {
            return 0;
        }
        double[] a = sorted(one);
        double[] b = sorted(other);
        double greatest = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= value) {
                i++;
            }
            while (j < b.length && b[j] <= value) {
                j++;
            }
            greatest = Math.max(greatest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return greatest;
    }

    /**
     * The population stability index, that is the symmetric Kullback-Leibler divergence (Jeffreys 1946) of the shares in the bins that
     * cut the reference into six equal parts; each bin has half a value more, so that none is empty. 0 if there is hardly anything to bin.
     */
    static double stabilityIndex(double[] sample, double[] reference) {
        if (sample.length == 0 || reference.length < BINS) {
            return 0;
        }
        double[] sorted = sorted(reference);
        double[] edges = new double[BINS - 1];
        Arrays.setAll(edges, i -> sorted[(i + 1) * sorted.length / BINS]);
        double[] actual = shares(sample, edges);
        double[] expected = shares(reference, edges);
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += (actual[bin] - expected[bin]) * Math.log(actual[bin] / expected[bin]);
        }
        return sum;
    }

    private static double[] shares(double[] sample, double[] edges) {
        double[] counts = new double[BINS];
        Arrays.fill(counts, 0.5);
        for (double value : sample) {
            int bin = 0;
            while (bin < edges.length && value >= edges[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        return Arrays.stream(counts).map(count -> count / (sample.length + 0.5 * BINS)).toArray();
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
