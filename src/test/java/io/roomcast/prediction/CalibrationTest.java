package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void whatIsNotKnownYetIsLeftAsItIs() {
        assertThat(new Calibration().apply(0.37)).isCloseTo(0.37, within(1e-9));
    }

    @Test
    void whoIsAlwaysTooSureIsCorrected() {
        Calibration calibration = learned(said -> said * 0.6);

        for (double said = 0.15; said < 0.9; said += 0.1) {
            assertThat(calibration.apply(said)).isCloseTo(said * 0.6, within(0.06));
        }
    }

    @Test
    void whoIsRightStaysAsItIs() {
        Calibration calibration = learned(said -> said);

        assertThat(calibration.apply(0.2)).isCloseTo(0.2, within(0.05));
        assertThat(calibration.apply(0.8)).isCloseTo(0.8, within(0.05));
    }

    @Test
    void whatItRestsOnCanBeKept() {
        Calibration calibration = learned(said -> said * said);
        Calibration again = new Calibration();

        again.restore(calibration.memory());

        assertThat(again.apply(0.5)).isCloseTo(calibration.apply(0.5), within(0.02));
    }

    @Property(tries = 50)
    void moreStaysMoreWhateverHappened(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        Random random = new Random(seed);
        Calibration calibration = new Calibration();
        for (int i = 0; i < 300; i++) {
            calibration.learn(random.nextDouble(), random.nextDouble() < share);
        }

        double before = 0;
        for (double said = 0; said <= 1; said += 0.05) {
            double now = calibration.apply(said);
            assertThat(now).isBetween(before, 1.0);
            before = now;
        }
    }

    private static Calibration learned(java.util.function.DoubleUnaryOperator truth) {
        Random random = new Random(7);
        Calibration calibration = new Calibration();
        for (int i = 0; i < 2500; i++) {
            double said = random.nextDouble();
            calibration.learn(said, random.nextDouble() < truth.applyAsDouble(said));
        }
        return calibration;
    }
}
