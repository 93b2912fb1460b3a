package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TransitionDistributionTest {

    @Test
    void theLikeliestAnswerIsTheMiddleOfTheHalfHourWithMostMass() {
        double[] mass = new double[TimeGrid.SIZE];
        mass[TimeGrid.bin(3)] = 0.3;
        mass[TimeGrid.bin(100)] = 0.2;
        mass[TimeGrid.bin(120)] = 0.2;
        mass[TimeGrid.BINS] = 0.3;

        var distribution = new TransitionDistribution(mass);

        assertThat(distribution.likeliest().probability()).isCloseTo(0.4, within(1e-9));
        assertThat(distribution.likeliest().minutes()).isBetween(110.0, 115.0);
        assertThat(distribution.alternatives(3)).first()
                .isEqualTo(new TransitionDistribution.Window(15, 0.3));
    }

    @Test
    void whatIsLaterThanADayCountsAsADay() {
        double[] mass = new double[TimeGrid.SIZE];
        mass[0] = 0.4;
        mass[TimeGrid.BINS] = 0.6;

        var distribution = new TransitionDistribution(mass);

        assertThat(distribution.quantile(0.5)).isEqualTo(1440);
        assertThat(distribution.quantile(0.2)).isCloseTo(2.5, within(1e-9));
        assertThat(distribution.until(5)).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void anIntervalLeavesAsMuchBeforeItAsAfterIt() {
        double[] mass = new double[TimeGrid.SIZE];
        for (int bin = 0; bin < 100; bin++) {
            mass[bin] = 0.01;
        }

        assertThat(new TransitionDistribution(mass).interval(0.8).from()).isCloseTo(50, within(1e-6));
        assertThat(new TransitionDistribution(mass).interval(0.8).to()).isCloseTo(450, within(1e-6));
        assertThat(new TransitionDistribution(mass).interval(0.8).probability()).isEqualTo(0.8);
    }

    @Test
    void anIntervalThatReachesToTheDaysEndBeginsTheLater() {
        double[] mass = new double[TimeGrid.SIZE];
        for (int bin = 0; bin < 100; bin++) {
            mass[bin] = 0.0085;
        }
        mass[TimeGrid.BINS] = 0.15;

        var interval = new TransitionDistribution(mass).interval(0.8);

        assertThat(interval.to()).isEqualTo(1440);
        assertThat(new TransitionDistribution(mass).until(interval.from())).isCloseTo(0.05, within(1e-9));
        assertThat(interval.probability()).isEqualTo(0.8);
    }

    @Test
    void anIntervalSaysWhatItHoldsWhereTheDayHoldsLess() {
        double[] mass = new double[TimeGrid.SIZE];
        mass[20] = 0.6;
        mass[TimeGrid.BINS] = 0.4;

        assertThat(new TransitionDistribution(mass).interval(0.8)).isEqualTo(new TransitionDistribution.Span(0, 1440, 0.6));
    }

    @Property(tries = 200)
    void itsPartsAgreeWithEachOther(@ForAll("masses") double[] mass, @ForAll("probabilities") double probability) {
        var distribution = new TransitionDistribution(mass);
        var likeliest = distribution.likeliest();
        double quantile = distribution.quantile(probability);

        assertThat(likeliest.minutes()).isBetween(15.0, 1425.0);
        assertThat(likeliest.probability()).isBetween(0.0, 1.0).isCloseTo(distribution.within(likeliest.minutes()), within(1e-9));
        assertThat(quantile).isBetween(0.0, 1440.0);
        if (quantile < 1440) {
            assertThat(distribution.until(quantile)).isCloseTo(probability, within(1e-6));
        }
        List<TransitionDistribution.Window> alternatives = distribution.alternatives(3);
        assertThat(alternatives).hasSizeLessThanOrEqualTo(3)
                .allMatch(other -> other.probability() <= likeliest.probability() + 1e-9)
                .noneMatch(other -> Math.abs(other.minutes() - likeliest.minutes()) < 2 * TransitionDistribution.TOLERANCE);
        var interval = distribution.interval(probability);
        assertThat(distribution.until(interval.to()) - distribution.until(interval.from()))
                .isCloseTo(interval.probability(), within(1e-6));
    }

    @Provide
    Arbitrary<double[]> masses() {
        return Arbitraries.doubles().between(0, 1).array(double[].class).ofSize(TimeGrid.SIZE).map(parts -> {
            TimeGrid.normalize(parts);
            return parts;
        });
    }

    @Provide
    Arbitrary<Double> probabilities() {
        return Arbitraries.doubles().between(0.01, 0.99);
    }
}
