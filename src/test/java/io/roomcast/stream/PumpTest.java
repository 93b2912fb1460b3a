package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.RoomId;
import io.roomcast.protocol.Message;
import io.roomcast.protocol.MessageType;
import io.roomcast.protocol.StreamId;
import io.roomcast.stream.FakeSocket.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PumpTest {

    private final Outbox outbox = new Outbox(200_000);
    private final FakeSocket socket = new FakeSocket();
    private final List<List<Message>> sent = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Pump pump = new Pump(outbox, socket, sent::add, failures::add);

    @Test
    void oneSendIsInFlightHoweverManyMessagesWait() {
        socket.mode(Mode.WHEN_RELEASED);
        offer(3);

        pump.wake();
        pump.wake();

        assertThat(socket.frames()).containsExactly("0");
        socket.release();
        assertThat(socket.frames()).containsExactly("0", "1");
        socket.releaseAll();
        assertThat(socket.frames()).containsExactly("0", "1", "2");
        assertThat(sent).hasSize(3);
    }

    @Test
    void sendsThatAreDoneAtOnceDoNotPileUpOnTheStack() {
        offer(100_000);

        pump.wake();

        assertThat(socket.frames()).hasSize(100_000);
        assertThat(socket.overlaps()).isZero();
    }

    @Test
    void whatWaitsGoesIntoOneFrameForAClientThatAskedForBatches() {
        pump.batch();
        offer(3);

        pump.wake();

        assertThat(socket.frames()).containsExactly("[0,1,2]");
        assertThat(sent).singleElement().satisfies(batch -> assertThat(batch).hasSize(3));
    }

    @Test
    void aSingleMessageIsNoBatch() {
        pump.batch();
        offer(1);

        pump.wake();

        assertThat(socket.frames()).containsExactly("0");
    }

    @Test
    void aBatchHasALargestSize() {
        pump.batch();
        String half = "x".repeat(Pump.MAX_BATCH_CHARACTERS / 2 + 1);
        IntStream.range(0, 5).forEach(number -> outbox.offerCritical(message(half)));

        pump.wake();

        assertThat(socket.frames()).hasSize(3)
                .allMatch(frame -> frame.length() < 2 * Pump.MAX_BATCH_CHARACTERS);
    }

    @Test
    void afterAFailureNothingIsSentAndItIsToldOnce() {
        socket.mode(Mode.FAILING);
        offer(3);

        pump.wake();
        pump.wake();

        assertThat(socket.frames()).hasSize(1);
        assertThat(sent).isEmpty();
        assertThat(failures).hasSize(1);
    }

    @Test
    void theLastActionIsRunOnceWhenAllIsSent() {
        socket.mode(Mode.WHEN_RELEASED);
        offer(2);
        pump.wake();
        List<String> runs = new ArrayList<>();

        pump.drain(() -> runs.add("after " + socket.frames().size()));

        assertThat(runs).isEmpty();
        socket.releaseAll();
        pump.wake();
        assertThat(runs).containsExactly("after 2");
    }

    @Test
    void theLastActionIsRunAtOnceWhenNothingWaits() {
        List<String> runs = new ArrayList<>();

        pump.drain(() -> runs.add("now"));

        assertThat(runs).containsExactly("now");
    }

    @Test
    void nothingIsSentOnceItIsStopped() {
        pump.stop();
        offer(1);

        pump.wake();
        pump.ping();

        assertThat(socket.frames()).isEmpty();
        assertThat(socket.pings()).isZero();
    }

    @Test
    void aPingIsLeftOutWhileASendIsInFlight() {
        socket.mode(Mode.WHEN_RELEASED);
        offer(1);
        pump.wake();

        pump.ping();

        assertThat(socket.pings()).isZero();
        assertThat(socket.overlaps()).isZero();
    }

    @Test
    void messagesWaitForAPingToBeDone() {
        socket.mode(Mode.WHEN_RELEASED);
        pump.ping();
        offer(1);

        pump.wake();

        assertThat(socket.frames()).isEmpty();
        socket.release();
        assertThat(socket.frames()).containsExactly("0");
        assertThat(socket.pings()).isEqualTo(1);
        assertThat(socket.overlaps()).isZero();
    }

    private void offer(int count) {
        IntStream.range(0, count).forEach(number -> outbox.offerCritical(message(Integer.toString(number))));
    }

    static Message message(String text) {
        return new Message(UUID.randomUUID(), MessageType.ERROR, Announcements.NOON, StreamId.PREDICTIONS,
                Optional.<RoomId>empty(), text, text, false);
    }
}
