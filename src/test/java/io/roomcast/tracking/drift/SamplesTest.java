package io.roomcast.tracking.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

        double expected = 100.5 / 603;
        double most = 100.5 / 103;
        double none = 0.5 / 103;
        assertThat(Samples.stabilityIndex(reference, reference)).isZero();
        assertThat(Samples.stabilityIndex(lowest, reference)).isEqualTo(
                (most - expected) * Math.log(most / expected) + 5 * (none - expected) * Math.log(none / expected), within(1e-9));
        assertThat(Samples.stabilityIndex(lowest, new double[] {1, 2, 3})).isZero();
    }

    @Property
    void distancesAreWithinTheirBounds(@ForAll @Size(max = 50) double[] one, @ForAll @Size(max = 50) double[] other) {
        assertThat(Samples.kolmogorovSmirnov(one, other)).isBetween(0.0, 1.0);
        assertThat(Samples.kolmogorovSmirnov(other, one)).isEqualTo(Samples.kolmogorovSmirnov(one, other), within(1e-12));
        assertThat(Samples.kolmogorovSmirnov(one, one)).isZero();
        assertThat(Samples.stabilityIndex(one, other)).isGreaterThanOrEqualTo(0).isFinite();
    }

    @Property
    void theSmirnovDistanceOnlyLooksAtTheOrder(@ForAll @Size(min = 1, max = 50) List<@IntRange(min = -9, max = 9) Integer> one,
            @ForAll @Size(min = 1, max = 50) List<@IntRange(min = -9, max = 9) Integer> other) {
        assertThat(Samples.kolmogorovSmirnov(cubes(one), cubes(other)))
                .isEqualTo(Samples.kolmogorovSmirnov(values(one), values(other)), within(1e-12));
    }

    private static double[] values(List<Integer> sample) {
        return sample.stream().mapToDouble(Integer::doubleValue).toArray();
    }

    private static double[] cubes(List<Integer> sample) {
        return sample.stream().mapToDouble(value -> Math.pow(value, 3)).toArray();
    }
}
