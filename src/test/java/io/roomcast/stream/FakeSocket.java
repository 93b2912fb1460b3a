package io.roomcast.stream;

import io.roomcast.protocol.CloseCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A wire on which a test decides when and how sends end. Notes every frame, and every breach of the port's rule that no send or
 * ping starts before the last one is done. Thread-safe.
 */
final class FakeSocket implements Socket {

    /** How a send ends. */
    enum Mode {
        /** Well, before the call returns. */
        AT_ONCE,
        /** When the test says so; until then the peer does not read. */
        WHEN_RELEASED,
        /** Badly, before the call returns. */
        FAILING
    }

    /** How the server closed it. */
    record Close(CloseCode code, String reason) {
    }

    private final List<String> frames = new ArrayList<>();
    private Mode mode = Mode.AT_ONCE;
    private Runnable underWay;
    private boolean busy;
    private int overlaps;
    private int pings;
    private Close close;
    private Runnable whenClosed = () -> { };

    @Override
    public void send(String text, Consumer<Throwable> done) {
        Runnable end;
        synchronized (this) {
            begin();
            frames.add(text);
            end = mode == Mode.FAILING ? () -> done.accept(new IOException("broken pipe")) : () -> done.accept(null);
        }
        endNowOrLater(end);
    }

    @Override
    public void ping(Runnable done) {
        synchronized (this) {
            begin();
            pings++;
        }
        endNowOrLater(done);
    }

    private void begin() {
        if (busy) {
            overlaps++;
        }
        busy = true;
    }

    private void endNowOrLater(Runnable end) {
        synchronized (this) {
            if (mode == Mode.WHEN_RELEASED) {
                underWay = end;
                return;
            }
            busy = false;
        }
        end.run();
    }

    @Override
    public void close(CloseCode code, String reason) {
        Runnable then;
        synchronized (this) {
            if (close != null) {
                return;
            }
            close = new Close(code, reason);
            then = whenClosed;
        }
        then.run();
    }

    /** What an engine does about it: it tells the endpoint. */
    void whenClosed(Runnable action) {
        boolean already;
        synchronized (this) {
            whenClosed = action;
            already = close != null;
        }
        if (already) {
            action.run();
        }
    }

    synchronized void mode(Mode changed) {
        mode = changed;
    }

    /** The peer reads one frame: the send under way is done. */
    boolean release() {
        Runnable end;
        synchronized (this) {
            end = underWay;
            underWay = null;
            if (end != null) {
                busy = false;
            }
        }
        if (end != null) {
            end.run();
        }
        return end != null;
    }

    /** The peer reads all that is there, and from now on everything at once. */
    void releaseAll() {
        mode(Mode.AT_ONCE);
        while (release()) {
            continue;
        }
    }

    synchronized List<String> frames() {
        return List.copyOf(frames);
    }

    synchronized int overlaps() {
        return overlaps;
    }

    synchronized int pings() {
        return pings;
    }

    synchronized Optional<Close> closed() {
        return Optional.ofNullable(close);
    }
}
