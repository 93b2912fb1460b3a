package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private final Evidence evidence = new Evidence();

    @Test
    void itTellsHowLongThereHasBeenSomeOrNone() {
        evidence.began(100);
        evidence.ended(130);

        assertThat(evidence.lasting(99)).isEqualTo(-Evidence.LONG_AGO);
        assertThat(evidence.lasting(110)).isEqualTo(10);
        assertThat(evidence.lasting(140)).isEqualTo(-10);
    }

    @Test
    void whatHasNotEndedLasts() {
        evidence.began(100);

        assertThat(evidence.lasting(250)).isEqualTo(150);
        assertThat(evidence.since(250)).isZero();
    }

    @Test
    void whatBeginsAsItEndsGoesOn() {
        evidence.began(10);
        evidence.ended(20);
        evidence.began(20);
        evidence.ended(30);

        assertThat(evidence.until(40)).isOne();
        assertThat(evidence.lasting(25)).isEqualTo(15);
    }

    @Property
    void forgettingChangesNothingOfWhatCameLater(
            @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = 0.1, max = 30) Double> spans, @ForAll @DoubleRange(max = 1200) double limit) {
        Evidence whole = new Evidence();
        double at = 0;
        for (int i = 0; i < spans.size(); i++) {
            at += spans.get(i);
            if (i % 2 == 0) {
                whole.began(at);
            } else {
                whole.ended(at);
            }
        }
        Evidence rest = whole.copy();

        rest.forgetBefore(limit);

        for (double moment = limit; moment < at + 60; moment += 7) {
            assertThat(rest.lasting(moment)).isEqualTo(whole.lasting(moment));
            assertThat(rest.since(moment)).isEqualTo(whole.since(moment));
        }
    }
}
