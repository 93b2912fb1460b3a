package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.protocol.StreamId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SendersTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 2_000;

    private final RecordedMetrics recorded = new RecordedMetrics();
    private final StreamMetrics metrics = new StreamMetrics(recorded, Instant::now);
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Test
    void nothingIsSentOnTheThreadThatAnnounces() {
        var client = new Client("a");
        var senders = new Senders(tasks::add, 2);

        client.offer("one");
        senders.wake(List.of(client.session));
        assertThat(client.socket.frames()).isEmpty();

        runAll();
        assertThat(client.socket.frames()).containsExactly("one");
    }

    @Test
    void asManyThreadsSendAsThereAreSessionsAndAsMaySend() {
        var senders = new Senders(tasks::add, 2);

        senders.wake(List.of(new Client("a").session));
        assertThat(tasks).hasSize(1);
        senders.wake(Stream.of("b", "c", "d").map(name -> new Client(name).session).toList());
        assertThat(tasks).hasSize(2);
        runAll();
        senders.wake(List.of(new Client("e").session));
        assertThat(tasks).as("places are free again").hasSize(1);
    }

    @Test
    void oneThatWaitsToBeWokenDoesNotWaitTwice() {
        var client = new Client("a");
        var senders = new Senders(tasks::add, 4);

        senders.wake(List.of(client.session));
        senders.wake(List.of(client.session));

        assertThat(tasks).hasSize(1);
    }

    @Test
    void whenNoThreadCanBeHadTheAnnouncingOneSends() {
        var client = new Client("a");
        var senders = new Senders(task -> {
            throw new RejectedExecutionException("stopping");
        }, 2);

        client.offer("one");
        senders.wake(List.of(client.session));

        assertThat(client.socket.frames()).containsExactly("one");
    }

    @Test
    void nobodyIsLeftWaitingHoweverManyAnnounceAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            var senders = new Senders(threads, 2);
            List<Client> clients = IntStream.range(0, 10).mapToObj(number -> new Client("c" + number)).toList();
            List<ClientSession> sessions = clients.stream().map(client -> client.session).toList();

            AtOnce.run(IntStream.range(0, THREADS).<AtOnce.Task>mapToObj(thread -> () -> {
                for (int round = 0; round < ROUNDS; round++) {
                    clients.forEach(client -> client.offer("update"));
                    senders.wake(sessions);
                }
            }).toList());

            await().untilAsserted(() -> assertThat(clients).allSatisfy(client -> assertThat(client.session.queued()).isZero()));
            long sent = clients.stream().mapToLong(client -> client.socket.frames().size()).sum();
            long conflated = recorded.count("websocket_messages_conflated");
            assertThat(sent + conflated).isEqualTo(10L * THREADS * ROUNDS);
            assertThat(clients).allSatisfy(client -> assertThat(client.socket.overlaps()).isZero());
        } finally {
            threads.shutdownNow();
        }
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    /** A session with its socket. */
    private final class Client {
        private final FakeSocket socket = new FakeSocket();
        private final ClientSession session;

        Client(String name) {
            session = new ClientSession(socket, StreamId.PREDICTIONS, name, TestSettings.with(), Instant.now(), metrics);
        }

        void offer(String text) {
            session.queueLatest(PumpTest.message(text));
        }
    }
}
