package io.roomcast.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodicTasksTest {

    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AtomicLong now = new AtomicLong();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final PeriodicTasks tasks = new PeriodicTasks(now::get);
    private final AtomicInteger turns = new AtomicInteger();

    @AfterEach
    void stop() {
        tasks.stop();
        scheduler.shutdownNow();
    }

    @Test
    void aTaskIsRepeatedWhateverItFailsWith() {
        repeat(() -> {
            int turn = turns.incrementAndGet();
            if (turn == 1) {
                throw new IllegalStateException("an exception");
            } else if (turn == 2) {
                throw new StackOverflowError("an error");
            }
        });

        await().until(() -> turns.get() > 3);
    }

    @Test
    void aTaskThatTakesItsTurnsIsNotOverdue() {
        repeat(turns::incrementAndGet);
        now.addAndGet(PATIENCE.toNanos() * 2);
        int before = turns.get();

        await().until(() -> turns.get() > before + 1);

        assertThat(tasks.overdue()).isEmpty();
    }

    @Test
    void aTaskWhoseTurnDoesNotEndIsOverdueAndNamed() {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        repeat(() -> {
            begun.countDown();
            awaitUninterruptibly(end);
            turns.incrementAndGet();
        });
        awaitUninterruptibly(begun);

        now.addAndGet(PATIENCE.toNanos());
        assertThat(tasks.overdue()).isEmpty();
        now.addAndGet(SOON.toNanos() + 1);
        assertThat(tasks.overdue()).containsExactly("testing");

        end.countDown();
        await().until(() -> tasks.overdue().isEmpty());
    }

    @Test
    void aTaskThatWasEndedHasNoMoreTurnsAndIsNotOverdue() {
        Runnable end = repeat(turns::incrementAndGet);
        await().until(() -> turns.get() > 0);

        end.run();
        now.addAndGet(PATIENCE.toNanos() * 2);

        assertThat(tasks.overdue()).isEmpty();
    }

    private Runnable repeat(Runnable action) {
        return tasks.repeat(scheduler, "testing", SOON, SOON, PATIENCE, action);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
