package io.roomcast.tracking.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.RoomId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SensorComparisonTest {

    private static final String SENSOR = "binary_sensor.shower_door";
    private static final RoomId BATHROOM = new RoomId("bathroom");

    private final List<HomeDay> days = new ArrayList<>();

    @Test
    void aSensorThatReportsNowLittleNowMuchButEveryDayIsMissedAfterThreeDays() {
        quarters(1, 9, 1, 16, 2, 1, 12, 1, 9, 1, 16, 1, 1, 14, 1, 9, 0, 0, 0);

        Finding silence = finding("silence_");

        assertThat(silence.p()).isLessThan(1e-4);
        assertThat(silence.score()).isGreaterThan(3.5);
        assertThat(silence.room()).contains(BATHROOM);
        assertThat(finding("activity_").p()).isGreaterThan(silence.p());
    }

    @Test
    void aSensorThatIsSometimesSilentForDaysIsNot() {
        quarters(2, 0, 0, 2, 1, 2, 0, 0, 0, 2, 2, 0, 2, 2, 2, 0, 0, 0, 0);

        assertThat(finding("silence_").p()).isGreaterThan(0.03);
    }

    @Test
    void oneSilentDaySaysNothing() {
        quarters(9, 8, 9, 9, 8, 9, 9, 9, 9, 9, 9, 0);

        assertThat(finding("silence_").p()).isEqualTo(1);
    }

    @Test
    void aBusySensorThatReportsLessIsSeenByItsActivity() {
        quarters(30, 31, 28, 33, 29, 30, 30, 34, 28, 30, 31, 29, 11, 12, 10);

        assertThat(finding("activity_").p()).isLessThan(1e-5);
        assertThat(finding("activity_").effect()).isBetween(0.6, 0.65);
        assertThat(finding("silence_").p()).isEqualTo(1);
        assertThat(SensorComparison.isOfSensor(finding("activity_"))).isTrue();
    }

    private void quarters(int... counts) {
        for (int count : counts) {
            days.add(new HomeDay(LocalDate.of(2026, 3, 1).plusDays(days.size()), Map.of(), Map.of(SENSOR, count)));
        }
    }

    /** What is found by that test of the last three days. */
    private Finding finding(String test) {
        List<HomeDay> current = days.subList(days.size() - 3, days.size());
        return new SensorComparison(days.subList(0, days.size() - 3), List.of(current, current.subList(1, 3)), Map.of(SENSOR, BATHROOM))
                .findings().stream().filter(finding -> finding.name().equals(test + SENSOR)).findFirst().orElseThrow();
    }
}
