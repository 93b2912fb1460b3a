package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrustTest {

    @Test
    void toBeginWithItIsAsItWasGiven() {
        assertThat(new Trust(new double[] {0.7, 0.3}).weights()).containsExactly(0.7, 0.3);
    }

    @Test
    void whoSaidWhatHappenedIsTrustedMore() {
        Trust trust = new Trust(new double[] {0.5, 0.5});

        for (int i = 0; i < 1000; i++) {
            trust.learn(new double[] {0.1, 0.3});
        }

        assertThat(trust.weights()[1]).isGreaterThan(0.9);
    }

    /** One member is right about one half of what happens and the other about the other: the mixture needs both. */
    @Test
    void whoIsRightWhereOthersAreWrongKeepsItsPlace() {
        Trust trust = new Trust(new double[] {0.9, 0.1});

        for (int i = 0; i < 4000; i++) {
            trust.learn(i % 2 == 0 ? new double[] {0.8, 0.01} : new double[] {0.01, 0.8});
        }

        assertThat(trust.weights()[0]).isCloseTo(0.5, within(0.05));
    }

    @Test
    void aMemberThatBecomesBetterIsNoticed() {
        Trust trust = new Trust(new double[] {0.5, 0.5});
        for (int i = 0; i < 5000; i++) {
            trust.learn(new double[] {0.3, 0.1});
        }

        for (int i = 0; i < 5000; i++) {
            trust.learn(new double[] {0.1, 0.3});
        }

        assertThat(trust.weights()[1]).isGreaterThan(0.7);
    }

    @Property(tries = 200)
    void theWeightsAddUpToOne(@ForAll @Size(3) double @DoubleRange(min = 0, max = 1) [] likelihoods) {
        Trust trust = new Trust(new double[] {0.2, 0.3, 0.5});

        trust.learn(likelihoods);

        assertThat(Arrays.stream(trust.weights()).sum()).isCloseTo(1, within(1e-9));
    }
}
