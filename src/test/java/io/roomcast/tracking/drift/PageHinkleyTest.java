package io.roomcast.tracking.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class PageHinkleyTest {

    @Test
    void aSustainedRiseAddsUpAndAnOddValueCountsOnlySoMuch() {
        PageHinkley test = new PageHinkley();

        test.add(2);
        test.add(2);
        assertThat(test.sum()).isEqualTo(2, within(1e-12));

        test.add(100);
        assertThat(test.sum()).isEqualTo(3.5, within(1e-12));

        test.add(-100);
        assertThat(test.sum()).isZero();
        test.add(1.5);
        assertThat(test.sum()).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void afterAResetNothingIsLeft() {
        PageHinkley test = new PageHinkley();
        test.add(2.5);

        test.reset();

        assertThat(test.sum()).isZero();
    }

    @Property
    void aHigherSumIsRarer(@ForAll @DoubleRange(min = 1.1, max = 2.5) double score) {
        PageHinkley test = new PageHinkley();
        double rate = test.falseAlarmRate();
        for (int i = 0; i < 5; i++) {
            test.add(score);
            assertThat(test.falseAlarmRate()).isLessThan(rate).isPositive();
            rate = test.falseAlarmRate();
        }
    }

    @Test
    void chanceReachesASumNoOftenerThanItSays() {
        Random random = new Random(3);
        PageHinkley reference = new PageHinkley();
        reference.add(2.2);
        reference.add(2.2);
        reference.add(1.2);
        int reached = 0;
        PageHinkley test = new PageHinkley();
        int values = 2_000_000;
        for (int i = 0; i < values; i++) {
            test.add(random.nextGaussian());
            if (test.sum() >= reference.sum()) {
                reached++;
                test.reset();
            }
        }

        assertThat((double) reached / values).isBetween(0.3 * reference.falseAlarmRate(), 1.2 * reference.falseAlarmRate());
    }
}
