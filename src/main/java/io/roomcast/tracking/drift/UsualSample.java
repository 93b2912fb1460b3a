package io.roomcast.tracking.drift;

import java.util.List;
import java.util.function.Function;

/**
 * Holds the sample of a day, such as its dwell times, against those of the days before. The figure is the distance in units of its
 * spread among samples that are alike, which is about the same for all sizes.
 *
 * <p>All samples are put together but once: with <i>m</i> of <i>n</i> values, a day's distribution function is from that of the rest as
 * far as from that of all, times <i>n</i> / (<i>n</i> − <i>m</i>).
 */
final class UsualSample implements Usual {

    /** What few values are cut into says nothing. */
    private static final int LEAST = 6;

    private final Function<RoomDay, double[]> sample;
    private final boolean smirnov;
    private final double[] all;
    private final double[] edges;
    private final double[] counts;

    /** @param smirnov whether the distance is that of Kolmogorov and Smirnov, otherwise it is the root of the stability index */
    UsualSample(List<RoomDay> days, Function<RoomDay, double[]> sample, boolean smirnov) {
        this.sample = sample;
        this.smirnov = smirnov;
        this.all = Effects.pool(days, sample);
        this.edges = all.length < LEAST ? new double[0] : Samples.edges(all);
        this.counts = Samples.counts(all, edges);
    }

    @Override
    public double ofOneOfThem(RoomDay day) {
        double[] one = sample.apply(day);
        int rest = all.length - one.length;
        if (one.length == 0 || rest == 0) {
            return Double.NaN;
        }
        double[] others = counts.clone();
        double[] own = Samples.counts(one, edges);
        for (int bin = 0; bin < others.length; bin++) {
            others[bin] -= own[bin];
        }
        return scaled(smirnov ? smirnov(one) * all.length / rest : Math.sqrt(Samples.stabilityIndex(own, others)), one.length, rest);
    }

    @Override
    public double of(RoomDay day) {
        double[] one = sample.apply(day);
        if (one.length == 0) {
            return Double.NaN;
        }
        return scaled(smirnov ? smirnov(one) : Math.sqrt(Samples.stabilityIndex(Samples.counts(one, edges), counts)), one.length, all.length);
    }

    private double smirnov(double[] one) {
        return Samples.kolmogorovSmirnov(Samples.sorted(one), all);
    }

    private static double scaled(double distance, double one, double other) {
        return distance * Math.sqrt(one * other / (one + other));
    }
}
