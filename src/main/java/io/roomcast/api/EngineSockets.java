package io.roomcast.api;

import io.roomcast.config.HostServer;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Wraps the server's sessions. */
@ApplicationScoped
public class EngineSockets {

    /** How long a peer has to take what was sent before the socket was closed. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    /** By then a peer that leaves of itself when it is told why it is to go has left. */
    private static final Duration GONE_OF_ITSELF = Duration.ofMillis(100);

    private final HostServer server = HostServer.current();

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /**
     * Wraps a session.
     *
     * @param breakOff ends the session's network connection at once; nothing where that is left to the engine
     * @param released run when the session has been closed from this side, however that went
     */
    EngineSocket wrap(Session session, Optional<Runnable> breakOff, Runnable released) {
        return new EngineSocket(session, server, executor, this::soon, this::afterAWhile,
                () -> breakOff.ifPresent(this::afterLastWords), released);
    }

    /**
     * Where a thread that closes a socket may wait for ever if its peer leaves in that moment, a peer which leaves at the last answer
     * gets to be first.
     */
    private void soon(Runnable task) {
        if (server.mayHangClosing()) {
            scheduler.schedule(task, GONE_OF_ITSELF.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            executor.execute(task);
        }
    }

    private void afterAWhile(Runnable task) {
        scheduler.schedule(task, EngineSocket.NOTICED.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void afterLastWords(Runnable breakOff) {
        try {
            scheduler.schedule(breakOff, LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopping) {
            breakOff.run();
        }
    }
}
