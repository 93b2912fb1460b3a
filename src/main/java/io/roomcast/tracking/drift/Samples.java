package io.roomcast.tracking.drift;

import java.util.Arrays;

/** Distances between two samples. */
final class Samples {

    private static final int BINS = 6;

    private Samples() {
    }

    /**
     * The greatest difference of the two empirical distribution functions (Kolmogorov 1933, Smirnov 1939), 0 to 1; 0 if one is empty.
     * Both samples are sorted.
     */
    static double kolmogorovSmirnov(double[] one, double[] other) {
        if (one.length == 0 || other.length == 0) {
            return 0;
        }
        double greatest = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            double value = Math.min(one[i], other[j]);
            while (i < one.length && one[i] <= value) {
                i++;
            }
            while (j < other.length && other[j] <= value) {
                j++;
            }
            greatest = Math.max(greatest, Math.abs((double) i / one.length - (double) j / other.length));
        }
        return greatest;
    }

    /** What cuts a sorted sample into six equal parts. */
    static double[] edges(double[] sorted) {
        double[] edges = new double[BINS - 1];
        Arrays.setAll(edges, i -> sorted[(i + 1) * sorted.length / BINS]);
        return edges;
    }

    /** How many values of a sample are in each of the bins between those edges. */
    static double[] counts(double[] sample, double[] edges) {
        double[] counts = new double[edges.length + 1];
        for (double value : sample) {
            int bin = 0;
            while (bin < edges.length && value >= edges[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        return counts;
    }

    /**
     * The population stability index, that is the symmetric Kullback-Leibler divergence (Jeffreys 1946) of the shares of two samples in
     * the same bins; each bin has half a value more, so that none is empty.
     */
    static double stabilityIndex(double[] counts, double[] referenceCounts) {
        double[] actual = shares(counts);
        double[] expected = shares(referenceCounts);
        double sum = 0;
        for (int bin = 0; bin < actual.length; bin++) {
            sum += (actual[bin] - expected[bin]) * Math.log(actual[bin] / expected[bin]);
        }
        return sum;
    }

    private static double[] shares(double[] counts) {
        double all = Arrays.stream(counts).sum() + 0.5 * counts.length;
        return Arrays.stream(counts).map(count -> (count + 0.5) / all).toArray();
    }

    static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
