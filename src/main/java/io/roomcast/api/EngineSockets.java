package io.roomcast.api;

import io.roomcast.config.HostServer;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.Session;

/** Wraps the server's sessions. */
@ApplicationScoped
public class EngineSockets {

    private final HostServer server = HostServer.current();

    @Resource
    private ManagedExecutorService executor;

    /**
     * Wraps a session.
     *
     * @param released run when the session has been closed from this side, however that went
     */
    EngineSocket wrap(Session session, Runnable released) {
        return new EngineSocket(session, server, executor, released);
    }
}
