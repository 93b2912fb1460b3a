package io.roomcast.tracking.drift;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** How likely the dwell times of a day are by those of other days, as natural logarithms; each dwell counts by itself. */
final class DwellLikelihood {

    /** What each bin has more, so that none is impossible. */
    private static final double LEAST = 0.5;

    private final Function<RoomDay, double[]> sample;
    private final double[] edges;
    private final double[] logarithms;

    /**
     * @param sample the dwell times of a day
     * @param edges  what cuts dwell times into bins
     */
    DwellLikelihood(List<RoomDay> days, Function<RoomDay, double[]> sample, double[] edges) {
        this.sample = sample;
        this.edges = edges;
        double[] counts = Samples.counts(Effects.pool(days, sample), edges);
        double all = Arrays.stream(counts).sum() + LEAST * counts.length;
        this.logarithms = Arrays.stream(counts).map(count -> Math.log((count + LEAST) / all)).toArray();
    }

    double of(RoomDay day) {
        double[] counts = Samples.counts(sample.apply(day), edges);
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            sum += counts[bin] * logarithms[bin];
        }
        return sum;
    }
}
