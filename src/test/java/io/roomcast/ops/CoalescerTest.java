package io.roomcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescerTest {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void requestsThatComeTogetherCauseOneRun() {
        Coalescer coalescer = coalescer(runs::incrementAndGet);

        coalescer.request();
        coalescer.request();
        coalescer.request();
        runAll();

        assertThat(runs).hasValue(1);
    }

    @Test
    void nothingRunsBeforeTheDelayIsOver() {
        coalescer(runs::incrementAndGet).request();

        assertThat(runs).hasValue(0);
        assertThat(waiting).hasSize(1);
    }

    @Test
    void aRequestAfterARunCausesAnother() {
        Coalescer coalescer = coalescer(runs::incrementAndGet);
        coalescer.request();
        runAll();

        coalescer.request();
        runAll();

        assertThat(runs).hasValue(2);
    }

    @Test
    void aRequestDuringARunIsNotLost() {
        AtomicInteger requestsInside = new AtomicInteger(1);
        Coalescer[] self = new Coalescer[1];
        self[0] = coalescer(() -> {
            runs.incrementAndGet();
            if (requestsInside.getAndDecrement() > 0) {
                self[0].request();
            }
        });

        self[0].request();
        runAll();

        assertThat(runs).hasValue(2);
    }

    private Coalescer coalescer(Runnable work) {
        return new Coalescer(work, Duration.ofMillis(250), (task, delay) -> {
            assertThat(delay).isEqualTo(Duration.ofMillis(250));
            waiting.add(task);
        });
    }

    private void runAll() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
