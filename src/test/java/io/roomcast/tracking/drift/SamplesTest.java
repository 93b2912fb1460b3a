package io.roomcast.tracking.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void theSmirnovDistanceIsTheGreatestDifferenceOfTheDistributionFunctions() {
        assertThat(Samples.kolmogorovSmirnov(new double[] {1, 2, 3, 4}, new double[] {3, 4, 5, 6})).isEqualTo(0.5, within(1e-12));
        assertThat(Samples.kolmogorovSmirnov(new double[] {1, 1, 2}, new double[] {1, 2, 2})).isEqualTo(1 / 3.0, within(1e-12));
        assertThat(Samples.kolmogorovSmirnov(new double[] {1, 2}, new double[] {7, 8, 9})).isEqualTo(1);
        assertThat(Samples.kolmogorovSmirnov(new double[0], new double[] {1})).isZero();
    }

    @Test
    void theStabilityIndexComparesTheSharesOfSixBins() {
        double[] reference = IntStream.range(0, 600).mapToDouble(i -> i).toArray();
        double[] lowest = IntStream.range(0, 100).mapToDouble(i -> i).toArray();

        double[] edges = Samples.edges(reference);
        double[] counts = Samples.counts(reference, edges);
        double expected = 100.5 / 603;
        double most = 100.5 / 103;
        double none = 0.5 / 103;
        assertThat(counts).containsOnly(100).hasSize(6);
        assertThat(Samples.stabilityIndex(counts, counts)).isZero();
        assertThat(Samples.stabilityIndex(Samples.counts(lowest, edges), counts)).isEqualTo(
                (most - expected) * Math.log(most / expected) + 5 * (none - expected) * Math.log(none / expected), within(1e-9));
    }

    @Test
    void aDayIsHeldAgainstTheRestAsIfItWereNotAmongAll() {
        RoomDay day = day(1, 4, 6, 9);
        List<RoomDay> rest = List.of(day(2, 3, 3, 5, 8), day(1, 7, 9, 10, 11, 12));
        double scale = Math.sqrt(4 * 11 / 15.0);

        double found = new UsualSample(List.of(rest.get(0), day, rest.get(1)), RoomDay::gaps, true).ofOneOfThem(day);

        assertThat(found).isEqualTo(scale * Samples.kolmogorovSmirnov(day.gaps(), Effects.pool(rest, RoomDay::gaps)), within(1e-12));
        assertThat(new UsualSample(rest, RoomDay::gaps, true).of(day)).isEqualTo(found, within(1e-12));
        assertThat(new UsualSample(rest, RoomDay::gaps, true).of(day())).isNaN();
        assertThat(new UsualSample(List.of(day), RoomDay::gaps, true).ofOneOfThem(day)).isNaN();
        assertThat(new UsualSample(rest, RoomDay::gaps, false).of(rest.get(0))).isLessThan(new UsualSample(rest, RoomDay::gaps, false)
                .of(day(40, 41, 42, 43, 44)));
    }

    private static RoomDay day(double... gaps) {
        return new RoomDay(new double[RoomDay.SLOTS], new double[RoomDay.HOURS], new double[0], new double[0], gaps, Double.NaN);
    }

    @Property
    void distancesAreWithinTheirBounds(@ForAll @Size(max = 50) double[] one, @ForAll @Size(min = 6, max = 50) double[] other) {
        Arrays.sort(one);
        Arrays.sort(other);

        assertThat(Samples.kolmogorovSmirnov(one, other)).isBetween(0.0, 1.0);
        assertThat(Samples.kolmogorovSmirnov(other, one)).isEqualTo(Samples.kolmogorovSmirnov(one, other), within(1e-12));
        assertThat(Samples.kolmogorovSmirnov(one, one)).isZero();
        double[] edges = Samples.edges(other);
        assertThat(Samples.stabilityIndex(Samples.counts(one, edges), Samples.counts(other, edges))).isGreaterThanOrEqualTo(0).isFinite();
    }

    @Property
    void theSmirnovDistanceOnlyLooksAtTheOrder(@ForAll @Size(min = 1, max = 50) List<@IntRange(min = -9, max = 9) Integer> one,
            @ForAll @Size(min = 1, max = 50) List<@IntRange(min = -9, max = 9) Integer> other) {
        assertThat(Samples.kolmogorovSmirnov(cubes(one), cubes(other)))
                .isEqualTo(Samples.kolmogorovSmirnov(values(one), values(other)), within(1e-12));
    }

    private static double[] values(List<Integer> sample) {
        return sample.stream().mapToDouble(Integer::doubleValue).sorted().toArray();
    }

    private static double[] cubes(List<Integer> sample) {
        return sample.stream().mapToDouble(value -> Math.pow(value, 3)).sorted().toArray();
    }
}
