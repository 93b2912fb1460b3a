package io.roomcast.stream;

import io.roomcast.protocol.Message;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Moves messages from an outbox to its socket with at most one send in flight, so that a peer that does not read costs its own
 * outbox and nothing else. Thread-safe; {@link #wake()} never blocks and may be called from anywhere.
 *
 * <p>Some engines report a send as done on the thread that started it, before the call returns. The counter of open wake-ups
 * turns what would be a recursion as deep as the outbox into a loop.
 */
final class Pump {

    /** Where a batch ends, in characters: large enough to save sends, small enough for clients' default frame limits. */
    static final int MAX_BATCH_CHARACTERS = 256 * 1024;

    private final Outbox outbox;
    private final Socket socket;
    private final Consumer<List<Message>> sent;
    private final Consumer<Throwable> failed;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final AtomicBoolean inFlight = new AtomicBoolean();
    private volatile boolean batching;
    private volatile boolean stopped;
    private volatile Runnable whenDrained;

    /**
     * @param sent   told of each frame that was handed to the network, with its messages
     * @param failed told once when a send fails; nothing is sent afterwards
     */
    Pump(Outbox outbox, Socket socket, Consumer<List<Message>> sent, Consumer<Throwable> failed) {
        this.outbox = outbox;
        this.socket = socket;
        this.sent = sent;
        this.failed = failed;
    }

    /** From now on puts all that waits into one frame, as a JSON array when it is more than one message. */
    void batch() {
        batching = true;
    }

    /** Sends what waits, unless a send is in flight; then it goes on by itself when that is done. */
    void wake() {
        if (wakeUps.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            sendNext();
            seen = wakeUps.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Sends a ping, unless a send is in flight: then the peer is being asked something anyway. */
    void ping() {
        if (!stopped && inFlight.compareAndSet(false, true)) {
            socket.ping(() -> {
                inFlight.set(false);
                wake();
            });
        }
    }

    /** Sends what waits and then runs the action, once. */
    void drain(Runnable action) {
        whenDrained = action;
        wake();
    }

    /** Sends nothing any more. */
    void stop() {
        stopped = true;
    }

    private void sendNext() {
        if (stopped || !inFlight.compareAndSet(false, true)) {
            return;
        }
        List<Message> messages = next();
        if (messages.isEmpty()) {
            inFlight.set(false);
            Runnable action = whenDrained;
            if (action != null) {
                whenDrained = null;
                action.run();
            }
            return;
        }
        socket.send(frame(messages), failure -> done(messages, failure));
    }

    private List<Message> next() {
        return batching ? outbox.pollAll(MAX_BATCH_CHARACTERS) : outbox.poll().map(List::of).orElse(List.of());
    }

    private static String frame(List<Message> messages) {
        return messages.size() == 1
                ? messages.get(0).text()
                : messages.stream().map(Message::text).collect(Collectors.joining(",", "[", "]"));
    }

    private void done(List<Message> messages, Throwable failure) {
        if (failure == null) {
            sent.accept(messages);
            inFlight.set(false);
            wake();
        } else if (!stopped) {
            stopped = true;
            failed.accept(failure);
        }
    }
}
