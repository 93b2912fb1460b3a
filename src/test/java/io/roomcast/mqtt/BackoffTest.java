package io.roomcast.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @Test
    void waitsDoubleUpToTheLimit() {
        Backoff backoff = new Backoff(SECOND, LIMIT, 0, new Random(1));

        List<Long> waits = Stream.generate(backoff::next).limit(10).map(Duration::toSeconds).toList();

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 120L, 120L, 120L);
    }

    @Test
    void afterAResetTheFirstWaitIsAShortOneAgain() {
        Backoff backoff = new Backoff(SECOND, LIMIT, 0, new Random(1));
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isEqualTo(SECOND);
    }

    @Property
    void eachWaitLiesWithinItsBlur(@ForAll long seed, @ForAll @IntRange(max = 40) int tries) {
        Backoff exact = new Backoff(SECOND, LIMIT, 0, new Random(0));
        Backoff blurred = new Backoff(SECOND, LIMIT, 0.25, new Random(seed));

        for (int i = 0; i < tries; i++) {
            double wanted = exact.next().toNanos();
            assertThat((double) blurred.next().toNanos()).isBetween(wanted * 0.75 - 1, wanted * 1.25 + 1);
        }
    }

    @Test
    void whatIsNoBackoffIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, LIMIT, 0, new Random()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(LIMIT, SECOND, 0, new Random()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(SECOND, LIMIT, 1, new Random()));
    }
}
