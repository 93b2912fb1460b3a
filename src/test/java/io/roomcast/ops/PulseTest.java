package io.roomcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Pulse pulse = new Pulse(nanos::get, Duration.ofSeconds(60));

    @Test
    void aPulseIsAliveUntilItsPatienceIsOver() {
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(pulse.isAlive()).isTrue();

        nanos.incrementAndGet();
        assertThat(pulse.isAlive()).isFalse();
    }

    @Test
    void aBeatBringsItBack() {
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());

        pulse.beat();

        assertThat(pulse.isAlive()).isTrue();
        assertThat(pulse.sinceLastBeat()).isZero();
    }
}
