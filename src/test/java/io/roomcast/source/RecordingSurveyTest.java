package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RecordingSurveyTest {

    private static final LocalDateTime FIRST = LocalDateTime.parse("2012-11-11T21:14:21");
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-03-04T10:00:00");

    @Test
    void aLongRecordingIsMovedByWeeksAndEndsBetweenADayAndAWeekLater() {
        Duration shift = lasting(Duration.ofDays(21)).shiftTo(NOW);

        assertThat(shift.toSeconds() % Duration.ofDays(7).toSeconds()).isZero();
        assertThat(FIRST.plusDays(21).plus(shift)).isEqualTo("2026-03-08T21:14:21");
    }

    @Property
    void aRecordingOfEightDaysOrMoreKeepsItsWeekdaysAndHasPastAndFuture(@ForAll @IntRange(min = 8 * 24, max = 9_000) int hours,
            @ForAll @IntRange(max = 1_000) int nowHours) {
        LocalDateTime now = NOW.plusHours(nowHours);
        Duration shift = lasting(Duration.ofHours(hours)).shiftTo(now);
        Duration toCome = Duration.between(now, FIRST.plusHours(hours).plus(shift));

        assertThat(shift.toHours() % (7 * 24)).isZero();
        assertThat(toCome).isBetween(Duration.ofDays(1), Duration.ofDays(8));
        assertThat(FIRST.plus(shift)).isBeforeOrEqualTo(now);
    }

    @Property
    void aRecordingOfTwoDaysOrMoreKeepsItsTimesOfDay(@ForAll @IntRange(min = 48, max = 8 * 24) int hours,
            @ForAll @IntRange(max = 1_000) int nowHours) {
        LocalDateTime now = NOW.plusHours(nowHours);
        Duration shift = lasting(Duration.ofHours(hours)).shiftTo(now);

        assertThat(shift.toHours() % 24).isZero();
        assertThat(FIRST.plus(shift)).isBeforeOrEqualTo(now);
        assertThat(FIRST.plusHours(hours).plus(shift)).isAfter(now);
    }

    @Property
    void halfOfAVeryShortRecordingIsStillToCome(@ForAll @IntRange(max = 47) int hours, @ForAll @IntRange(max = 1_000) int nowHours) {
        LocalDateTime now = NOW.plusHours(nowHours);
        Duration shift = lasting(Duration.ofHours(hours)).shiftTo(now);

        assertThat(FIRST.plus(shift)).isBeforeOrEqualTo(now);
        assertThat(FIRST.plusHours(hours).plus(shift)).isAfterOrEqualTo(now.plus(Duration.ofHours(hours).dividedBy(2)));
    }

    @Test
    void aRecordingFromTheFutureIsMovedBack() {
        assertThat(lasting(Duration.ofDays(30)).shiftTo(FIRST.minusYears(3))).isNegative();
    }

    private static RecordingSurvey lasting(Duration length) {
        return new RecordingSurvey(10, 0, FIRST, FIRST.plus(length));
    }
}
