package io.roomcast.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {0, -5_000_000_000L, Long.MAX_VALUE - 1})
    void itBeginsWithTheTimeOfDayAndGoesOnAsTimeDoes(long origin) {
        AtomicLong nanos = new AtomicLong(origin);
        SteadyClock clock = new SteadyClock(NOON, nanos::get);
        assertThat(clock.instant()).isEqualTo(NOON);

        nanos.addAndGet(Duration.ofMinutes(90).toNanos());

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofMinutes(90)));
    }

    @Test
    void itNeverGoesBack() {
        SteadyClock clock = SteadyClock.system();

        Instant first = clock.instant();

        assertThat(clock.instant()).isAfterOrEqualTo(first);
    }
}
