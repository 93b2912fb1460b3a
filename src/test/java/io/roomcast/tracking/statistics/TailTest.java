package io.roomcast.tracking.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailTest {

    @ParameterizedTest
    @CsvSource({"0, 0.5", "1.644854, 0.05", "1.959964, 0.025", "-1.959964, 0.975", "3.090232, 0.001", "6, 9.865876e-10", "8, 6.220961e-16"})
    void theNormalTailIsThatOfTheTables(double value, double probability) {
        assertThat(Tail.ofNormal(value)).isCloseTo(probability, Percentage.withPercentage(0.01));
        assertThat(Tail.toNormal(probability)).isEqualTo(value, within(1e-4));
    }

    @Test
    void whatIsCertainIsFarOutButFinite() {
        assertThat(Tail.toNormal(0)).isBetween(30.0, 38.0);
        assertThat(Tail.toNormal(1)).isBetween(-38.0, -5.0);
    }

    @ParameterizedTest
    @CsvSource({"3.841, 1, 0.05", "11.070, 5, 0.05", "18.307, 10, 0.05", "29.588, 10, 0.001", "59.703, 30, 0.001", "9.342, 10, 0.5"})
    void theChiSquaredTailIsNearThatOfTheTables(double value, double freedom, double probability) {
        assertThat(Tail.ofChiSquared(value, freedom)).isEqualTo(probability, within(0.05 * probability + 0.0005));
    }
}
