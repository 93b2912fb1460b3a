package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SurvivalCurveTest {

    @Test
    void aTimeLostFromSightCountsForThoseThatLastedLonger() {
        SurvivalCurve curve = new SurvivalCurve();
        curve.add(20, false, 1);
        curve.add(60, true, 1);
        curve.add(600, false, 1);
        curve.add(900, false, 1);

        double[] mass = curve.mass();

        assertThat(sum(mass, 0, 40)).isCloseTo(0.25, within(1e-9));
        assertThat(sum(mass, 60, 740)).isCloseTo(0.375, within(0.01));
        assertThat(sum(mass, 740, 1400)).isCloseTo(0.375, within(0.01));
    }

    @Test
    void ofWhatWasNeverSeenToEndNothingIsSaidButLater() {
        SurvivalCurve curve = new SurvivalCurve();
        curve.add(30, true, 1);

        assertThat(curve.mass()[TimeGrid.BINS]).isCloseTo(1, within(1e-9));
    }

    @Property(tries = 200)
    void itIsADistributionWhateverWasSeen(@ForAll @Size(min = 1, max = 30) double @DoubleRange(max = 3000) [] minutes,
            @ForAll long censoredBits) {
        SurvivalCurve curve = new SurvivalCurve();
        for (int i = 0; i < minutes.length; i++) {
            curve.add(minutes[i], (censoredBits >> i & 1) == 1, 0.1 + i % 3);
        }

        double[] mass = curve.mass();

        assertThat(Arrays.stream(mass).min().orElseThrow()).isGreaterThanOrEqualTo(-1e-12);
        assertThat(Arrays.stream(mass).sum()).isCloseTo(1, within(1e-9));
    }

    private static double sum(double[] mass, double from, double to) {
        return Arrays.stream(mass, TimeGrid.bin(from), TimeGrid.bin(to)).sum();
    }
}
