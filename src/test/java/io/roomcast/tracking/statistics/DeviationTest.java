package io.roomcast.tracking.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviationTest {

    private static final Deviation.Prior HARDLY_ANY = new Deviation.Prior(1, 1e-6);

    /** Quantiles of Student's t and of the normal distribution, from the usual tables. */
    @ParameterizedTest
    @CsvSource({"2.920, 2, 1.645", "2.015, 5, 1.645", "4.032, 5, 2.576", "5.893, 5, 3.090", "3.169, 10, 2.576", "2.042, 30, 1.960",
        "-3.169, 10, -2.576"})
    void scoresAreThoseOfTheTables(double t, double freedom, double normal) {
        assertThat(Deviation.normal(t, freedom)).isEqualTo(normal, within(0.025));
        assertThat(Deviation.student(normal, freedom)).isEqualTo(t, within(0.05 * Math.abs(t)));
    }

    @Test
    void aFurtherDayIsJudgedByTheSpreadOfTheDaysBefore() {
        Deviation days = new Deviation(new double[] {1, 2, 3, 4, 5}, HARDLY_ANY);

        double t = (9 - 3) / Math.sqrt(2.5 * (1 / 5.0 + 1));
        assertThat(days.mean()).isEqualTo(3);
        assertThat(days.score(9)).isEqualTo(Deviation.normal(t, 4), within(1e-4));
        assertThat(days.score(-3)).isEqualTo(-days.score(9), within(1e-9));
        assertThat(days.score(9, 9)).isGreaterThan(days.score(9));
    }

    @Test
    void thePriorKeepsDaysThatAreAllTheSameFromMakingEverythingStandOut() {
        Deviation days = new Deviation(new double[] {4, 4, 4, 4, 4}, new Deviation.Prior(1, 4));

        assertThat(days.score(4.5)).isBetween(0.0, 1.0);
        assertThat(days.score(4)).isZero();
    }

    @Test
    void oneOddDayIsOnlyOne() {
        Deviation days = new Deviation(new double[] {-1, 1, -1, 1, -1, 1, -1, 1}, HARDLY_ANY);

        assertThat(days.sustainedScore(4, 100, -0.1)).isEqualTo(0, within(0.1));
        assertThat(days.sustainedScore(4, 100, 0.5)).isEqualTo(days.score(1, 0.5), within(1e-9));
        assertThat(days.sustainedScore(4, -100, -0.5)).isEqualTo(-days.score(1, 0.5), within(1e-9));
        double most = 4 * Math.sqrt(8 / 7.0);
        assertThat(days.sustainedScore(4, 100, 100)).isEqualTo(days.score(most, most), within(1e-4));
        assertThat(days.sustainedScore(4, 1, 1.5)).isEqualTo(days.score(1, 1.5), within(1e-9));
    }

    @Property
    void whatStandsOutSoFarIsFound(@ForAll @DoubleRange(min = -6, max = 6) double score, @ForAll @IntRange(min = 1, max = 3) int current) {
        Deviation days = new Deviation(new double[] {3, 1, 4, 1, 5, 9, 2, 6}, new Deviation.Prior(2, 3));
        double[] same = new double[current];
        Arrays.fill(same, days.at(score, current));

        assertThat(days.score(same)).isEqualTo(score, within(1e-6));
    }

    @Property(tries = 20)
    void amongDaysThatAreAlikeItComesAsOftenAsItSays(@ForAll @IntRange(min = 7, max = 28) int days, @ForAll long seed) {
        Random random = new Random(seed);
        int beyond = 0;
        for (int i = 0; i < 20_000; i++) {
            double[] before = random.doubles(days).map(x -> random.nextGaussian()).toArray();
            if (new Deviation(before, HARDLY_ANY).score(random.nextGaussian(), random.nextGaussian()) > 2.326) {
                beyond++;
            }
        }

        assertThat(beyond / 20_000.0).isBetween(0.006, 0.014);
    }

    @Test
    void whatCannotBeJudgedIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Deviation(new double[] {1}, HARDLY_ANY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Deviation.Prior(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Deviation.Prior(1, 0));
    }
}
