package io.roomcast.tracking.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T04:59:59Z, weekday_night", "2026-01-05T05:00:00Z, weekday_morning", "2026-01-05T11:00:00Z, weekday_afternoon",
        "2026-01-05T16:00:00Z, weekday_evening", "2026-01-05T21:00:00Z, weekday_night", "2026-01-09T23:30:00Z, weekend_night",
        "2026-01-11T22:59:00Z, weekend_night", "2026-01-11T23:00:00Z, weekday_night", "2026-01-10T12:00:00Z, weekend_afternoon"
    })
    void aMomentBelongsToAPartOfTheWeekByTheHomesClock(Instant moment, String regime) {
        assertThat(Regime.of(moment, ZoneId.of("Europe/Vienna"))).isEqualTo(regime);
    }
}
