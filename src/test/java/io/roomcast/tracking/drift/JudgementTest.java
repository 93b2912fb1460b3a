package io.roomcast.tracking.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgementTest {

    @Test
    void oneOfManyTestsHasToSayMoreThanOneAlone() {
        assertThat(Judgement.simes(List.of(0.01))).isEqualTo(0.01, within(1e-12));
        assertThat(Judgement.simes(List.of(0.5, 0.01, 0.9, 1.0))).isEqualTo(0.04, within(1e-12));
        assertThat(Judgement.simes(List.of(0.9, 1.0))).isEqualTo(1, within(1e-12));
        assertThat(Judgement.simes(List.of())).isEqualTo(1);
    }

    @Test
    void severalTestsThatSayTheSameAreHeardAsOne() {
        assertThat(Judgement.simes(Collections.nCopies(20, 0.01))).isEqualTo(0.01, within(1e-12));
    }

    @Test
    void amongTestsThatSayNothingAnAlarmIsAsRareAsAllowed() {
        Random random = new Random(3);
        int alarms = 0;
        for (int i = 0; i < 20_000; i++) {
            if (Judgement.simes(random.doubles(30).boxed().toList()) <= 0.05) {
                alarms++;
            }
        }

        assertThat(alarms / 20_000.0).isBetween(0.04, 0.055);
    }
}
