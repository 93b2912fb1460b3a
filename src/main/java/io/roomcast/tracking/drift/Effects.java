package io.roomcast.tracking.drift;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How different the current days are from the days before: 0 is alike, 1 nothing alike. */
final class Effects {

    /** Compares the days before with the current days. */
    @FunctionalInterface
    interface Effect {
        double of(List<RoomDay> before, List<RoomDay> current);
    }

    private Effects() {
    }

    /** Mean absolute difference of the probabilities of being occupied. */
    static double occupancy(List<RoomDay> before, List<RoomDay> current) {
        double[] one = Profiles.occupancy(before);
        double[] other = Profiles.occupancy(current);
        return IntStream.range(0, one.length).mapToDouble(slot -> Math.abs(one[slot] - other[slot])).average().orElseThrow();
    }

    /** Total variation distance of the hours of the transitions. */
    static double transitions(List<RoomDay> before, List<RoomDay> current) {
        double[] one = Profiles.transitions(before);
        double[] other = Profiles.transitions(current);
        return IntStream.range(0, one.length).mapToDouble(hour -> Math.abs(one[hour] - other[hour])).sum() / 2;
    }

    /** What is more or less, as a share of both together. */
    static Effect of(ToDoubleFunction<RoomDay> figure) {
        return (before, current) -> ratio(mean(before, figure), mean(current, figure));
    }

    /** Kolmogorov-Smirnov distance of samples. */
    static Effect ofSamples(Function<RoomDay, double[]> sample) {
        return (before, current) -> Samples.kolmogorovSmirnov(pool(before, sample), pool(current, sample));
    }

    /** The difference of two amounts as a share of their sum; 0 if there are none. */
    static double ratio(double one, double other) {
        return one + other > 0 ? Math.abs(one - other) / (one + other) : 0;
    }

    /** The samples of all days in one, sorted. */
    static double[] pool(List<RoomDay> days, Function<RoomDay, double[]> sample) {
        double[] pool = new double[days.stream().mapToInt(day -> sample.apply(day).length).sum()];
        int length = 0;
        for (RoomDay day : days) {
            double[] part = sample.apply(day);
            System.arraycopy(part, 0, pool, length, part.length);
            length += part.length;
        }
        Arrays.sort(pool);
        return pool;
    }

    /** The mean of a figure over the days that have it; 0 if none has. */
    static double mean(List<RoomDay> days, ToDoubleFunction<RoomDay> figure) {
        return days.stream().mapToDouble(figure).filter(value -> !Double.isNaN(value)).average().orElse(0);
    }
}
