package io.roomcast.tracking.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetrainingScheduleTest {

    private static final Instant BEGAN = Instant.parse("2026-03-02T07:30:00Z");

    private final RetrainingSchedule schedule = RetrainingSchedule.standard();

    @Test
    void aHomeIsLearnedForTheFirstTimeAfterTwoDays() {
        assertThat(schedule.first(BEGAN)).isEqualTo("2026-03-04T07:30:00Z");
    }

    @Test
    void aYoungHomeIsLearnedDaily() {
        assertThat(schedule.next(BEGAN, days(2))).isEqualTo(days(3));
        assertThat(schedule.next(BEGAN, days(20))).isEqualTo(days(21));
    }

    @Test
    void anOldHomeIsLearnedWhenATwentiethHasBeenAdded() {
        assertThat(schedule.next(BEGAN, days(40))).isEqualTo(days(42));
        assertThat(schedule.next(BEGAN, days(200))).isEqualTo(days(210));
    }

    @Test
    void aModelThatWasLearnedBeforeAnythingIsKnownNowIsUsedAsLongAsAnother() {
        assertThat(schedule.next(BEGAN, days(-100))).isEqualTo(days(-99));
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        Duration day = Duration.ofDays(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new RetrainingSchedule(Duration.ZERO, day, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrainingSchedule(day, day.negated(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrainingSchedule(day, day, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrainingSchedule(day, day, Double.NaN));
    }

    private static Instant days(int count) {
        return BEGAN.plus(Duration.ofDays(count));
    }
}
