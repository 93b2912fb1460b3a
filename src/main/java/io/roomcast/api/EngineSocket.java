package io.roomcast.api;

import io.roomcast.config.HostServer;
import io.roomcast.protocol.CloseCode;
import io.roomcast.stream.Socket;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A socket of the server's WebSocket engine. It sends asynchronously, since that is the only way in which a peer that does not
 * read holds up nobody on either server, and closes on another thread, since a close behind a stuck send can take seconds.
 *
 * <p>Where a send has failed the peer is most likely gone, or the server is closing the socket: the engine gets the time to see to that
 * itself. A send under way gets the same time to end, one way or the other. On Open Liberty a thread that closes a socket behind a send
 * may wait for ever when the peer goes meanwhile: woken by the failure of the send it writes to a connection that the engine has ended.
 *
 * <p>The same can happen with nothing under way, when the peer cuts the connection the moment it sees the close, but not to the thread
 * that reads: as long as that does something else, nobody learns that the peer has gone. So there a socket is closed by whichever thread
 * is the next to have read something from it. Mostly that is what it is closed for; else a ping asks for it.
 */
final class EngineSocket implements Socket {

    private static final Logger LOG = Logger.getLogger(EngineSocket.class.getPackageName());
    private static final int MAX_REASON_BYTES = 123;
    /** By then a send has ended unless the peer does not read, and the engine has ended by itself a socket to which nothing can be sent. */
    static final Duration NOTICED = Duration.ofSeconds(1);

    private final Session session;
    private final HostServer server;
    private final Executor executor;
    private final Executor soon;
    private final Executor afterAWhile;
    private final Runnable breakOffLater;
    private final Runnable released;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean sending;
    private volatile boolean broken;
    private volatile Runnable whenSent = () -> { };
    private volatile Runnable whenRead;
    private volatile Thread reader;

    /**
     * @param executor      runs at once what may wait: pings, and the closes of a server that stops
     * @param soon          runs other closes, when a peer that leaves of itself has left, where that matters
     * @param afterAWhile   runs what it gets when a send has had the time to end, and the engine to end a socket to which nothing can be
     *                      sent
     * @param breakOffLater sees to it that the network connection ends soon after the session was closed
     * @param released      run when the session has been closed, however that went
     */
    EngineSocket(Session session, HostServer server, Executor executor, Executor soon, Executor afterAWhile,
            Runnable breakOffLater, Runnable released) {
        this.session = session;
        this.server = server;
        this.executor = executor;
        this.soon = soon;
        this.afterAWhile = afterAWhile;
        this.breakOffLater = breakOffLater;
        this.released = released;
    }

    @Override
    public void send(String text, Consumer<Throwable> done) {
        sending = true;
        try {
            server.sending(() -> {
                session.getAsyncRemote().sendText(text, result -> {
                    sent(result.isOK());
                    done.accept(result.isOK() ? null : cause(result.getException()));
                });
                return null;
            });
        } catch (RuntimeException notSent) {
            sent(false);
            done.accept(notSent);
        }
    }

    private void sent(boolean well) {
        broken = broken || !well;
        sending = false;
        if (well) {
            whenSent.run();
        }
    }

    private static Throwable cause(Throwable reported) {
        return reported == null ? new IOException("the send failed") : reported;
    }

    /** The engines have no asynchronous ping, and the synchronous one may wait for the peer to read. */
    @Override
    public void ping(Runnable done) {
        try {
            executor.execute(() -> pingNow(done));
        } catch (RejectedExecutionException stopping) {
            done.run();
        }
    }

    private void pingNow(Runnable done) {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException notSent) {
            LOG.log(Level.FINE, "A ping could not be sent", notSent);
        } finally {
            done.run();
        }
    }

    @Override
    public void close(CloseCode code, String reason) {
        Runnable closing = () -> closeOnce(code, reason);
        // A server that stops has no time to lose, and a peer that is silent has been asked.
        Runnable begin = code == CloseCode.GOING_AWAY ? () -> run(executor, closing) : () -> run(soon, () -> closeWhenAnswered(closing));
        whenSent = begin;
        whenRead = closing;
        if (sending || broken) {
            run(afterAWhile, closing);
        } else if (reader != Thread.currentThread()) {
            begin.run();
        }
    }

    private void closeWhenAnswered(Runnable closing) {
        if (server.mayHangClosing() && session.isOpen()) {
            run(afterAWhile, closing);
            pingNow(() -> { });
        } else {
            closing.run();
        }
    }

    /** Sees to what was read from the socket, on the thread that read it. */
    void read(Runnable handling) {
        if (!server.mayHangClosing()) {
            handling.run();
            return;
        }
        reader = Thread.currentThread();
        try {
            handling.run();
        } finally {
            reader = null;
            closeHere();
        }
    }

    private void closeHere() {
        Runnable closing = whenRead;
        if (closing != null && sendEnds()) {
            closing.run();
        }
    }

    /** Whether nothing is being sent any more, and nothing has failed; a send under way gets its time. */
    private boolean sendEnds() {
        Runnable begin = whenSent;
        CountDownLatch sent = new CountDownLatch(1);
        whenSent = sent::countDown;
        try {
            return !broken && (!sending || sent.await(NOTICED.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            whenSent = begin;
        }
    }

    private static void run(Executor executor, Runnable closing) {
        try {
            executor.execute(closing);
        } catch (RejectedExecutionException stopping) {
            closing.run();
        }
    }

    private void closeOnce(CloseCode code, String reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (session.isOpen()) {
                session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.number()), shortened(reason)));
            }
        } catch (IOException | RuntimeException failed) {
            LOG.log(Level.FINE, "A socket could not be closed in order", failed);
        } finally {
            breakOffLater.run();
            released.run();
        }
    }

    private static String shortened(String reason) {
        String text = reason;
        while (text.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }
}
