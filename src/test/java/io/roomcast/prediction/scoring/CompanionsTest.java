package io.roomcast.prediction.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** {@link Climatology} and {@link Const15}. */
class CompanionsTest {

    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void theClimatologySmoothsOverNeighboursAndCountsTheMeanAsOneMoreDay() {
        Climatology climatology = new Climatology();
        for (int day = 0; day < 3; day++) {
            for (int slot = 0; slot < Climatology.SLOTS; slot++) {
                climatology.learn(slot, slot == 40);
            }
        }

        double mean = 1 / 96.0;
        assertThat(climatology.probability(40)).isEqualTo((0.5 * 3 + mean) / 4, EXACT);
        assertThat(climatology.probability(39)).isEqualTo((0.25 * 3 + mean) / 4, EXACT);
        assertThat(climatology.probability(41)).isEqualTo((0.25 * 3 + mean) / 4, EXACT);
        assertThat(climatology.probability(0)).isEqualTo(mean / 4, EXACT);
    }

    @Test
    void theDayOfTheClimatologyIsACircle() {
        Climatology climatology = new Climatology();
        for (int slot = 0; slot < Climatology.SLOTS; slot++) {
            climatology.learn(slot, slot == 0);
        }

        assertThat(climatology.probability(95)).isEqualTo((0.25 + 1 / 96.0) / 2, EXACT);
        assertThat(Climatology.slot(-1)).isEqualTo(95);
        assertThat(Climatology.slot(0)).isZero();
        assertThat(Climatology.slot(14.99)).isZero();
        assertThat(Climatology.slot(1440 + 15)).isEqualTo(1);
    }

    @Test
    void aClimatologyThatKnowsNothingSaysOneHalf() {
        assertThat(new Climatology().probability(7)).isEqualTo(0.5);
    }

    @Property
    void theClimatologyIsAProbability(@ForAll List<@IntRange(max = 95) Integer> slots, @ForAll boolean first) {
        Climatology climatology = new Climatology();
        boolean occupied = first;
        for (int slot : slots) {
            climatology.learn(slot, occupied);
            occupied = !occupied;
        }

        for (int slot = 0; slot < Climatology.SLOTS; slot++) {
            assertThat(climatology.probability(slot)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void inFifteenMinutesIsRightUpToHalfAnHour() {
        assertThat(Const15.right(0)).isTrue();
        assertThat(Const15.right(30)).isTrue();
        assertThat(Const15.right(30.1)).isFalse();
    }

    @Test
    void inFifteenMinutesLearnsHowOftenItIsRight() {
        Const15 const15 = new Const15();
        assertThat(const15.confidence()).isEqualTo(0.5);

        const15.learn(5);
        const15.learn(500);
        const15.learn(600);

        assertThat(const15.confidence()).isEqualTo(2 / 5.0, EXACT);
    }
}
