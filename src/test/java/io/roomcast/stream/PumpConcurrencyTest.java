package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.roomcast.protocol.CloseCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads wake one pump whose sends end now at once, now later on another thread. */
class PumpConcurrencyTest {

    private static final int THREADS = 4;
    private static final int MESSAGES_EACH = 5_000;

    private final ExecutorService engine = Executors.newFixedThreadPool(2);
    private final Outbox outbox = new Outbox(THREADS * MESSAGES_EACH);
    private final Wire wire = new Wire();
    private final AtomicInteger counted = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Pump pump = new Pump(outbox, wire, messages -> counted.addAndGet(messages.size()), failures::add);

    @AfterEach
    void stopEngine() {
        engine.shutdownNow();
    }

    @Test
    void nothingIsLostDoubledOverlappedOrOutOfOrder() throws Exception {
        List<AtOnce.Task> tasks = new ArrayList<>();
        IntStream.range(0, THREADS).forEach(thread -> tasks.add(() -> {
            for (int number = 0; number < MESSAGES_EACH; number++) {
                outbox.offerCritical(PumpTest.message(thread + " " + number));
                pump.wake();
            }
        }));
        tasks.add(() -> IntStream.range(0, MESSAGES_EACH).forEach(number -> pump.ping()));

        AtOnce.run(tasks);

        await().untilAtomic(counted, equalTo(THREADS * MESSAGES_EACH));
        assertThat(wire.overlaps).hasValue(0);
        assertThat(failures).isEmpty();
        for (int thread = 0; thread < THREADS; thread++) {
            String prefix = thread + " ";
            assertThat(wire.frames.stream().filter(frame -> frame.startsWith(prefix)))
                    .containsExactlyElementsOf(IntStream.range(0, MESSAGES_EACH).mapToObj(number -> prefix + number).toList());
        }
    }

    @Test
    void theLastActionRunsOnceAndAfterAllThatWaited() throws Exception {
        for (int round = 0; round < 200; round++) {
            Outbox box = new Outbox(10);
            Wire line = new Wire();
            Pump one = new Pump(box, line, messages -> { }, failures::add);
            Queue<Integer> framesAtTheEnd = new ConcurrentLinkedQueue<>();
            CountDownLatch ended = new CountDownLatch(1);
            IntStream.range(0, 10).forEach(number -> box.offerCritical(PumpTest.message("m")));

            AtOnce.run(List.of(one::wake, one::wake, () -> one.drain(() -> {
                framesAtTheEnd.add(line.frames.size());
                ended.countDown();
            })));

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            one.wake();
            assertThat(framesAtTheEnd).containsExactly(10);
        }
    }

    /** Ends one half of its sends at once and the other half on a thread of its own. */
    private final class Wire implements Socket {
        final Queue<String> frames = new ConcurrentLinkedQueue<>();
        final AtomicInteger busy = new AtomicInteger();
        final AtomicInteger overlaps = new AtomicInteger();

        @Override
        public void send(String text, Consumer<Throwable> done) {
            begin();
            frames.add(text);
            end(() -> done.accept(null));
        }

        @Override
        public void ping(Runnable done) {
            begin();
            end(done);
        }

        private void begin() {
            if (busy.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
        }

        private void end(Runnable done) {
            Runnable end = () -> {
                busy.decrementAndGet();
                done.run();
            };
            if (ThreadLocalRandom.current().nextBoolean()) {
                end.run();
            } else {
                engine.execute(end);
            }
        }

        @Override
        public void close(CloseCode code, String reason) {
            throw new AssertionError("the pump closes nothing");
        }
    }
}
