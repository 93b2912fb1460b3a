package io.roomcast.api;

import io.roomcast.config.HostServer;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The network connection that a socket runs over, for ending it when the engine does not. Payara's closes a connection only once
 * everything it holds for the peer has been taken, megabytes perhaps, by a peer that may never read again; the way to the
 * connection leads over methods that are public but not of any standard. Open Liberty ends a closed connection by itself when the
 * peer has been silent for half a minute.
 */
final class EngineConnection {

    private static final Logger LOG = Logger.getLogger(EngineConnection.class.getPackageName());

    private EngineConnection() {
    }

    /** What ends the connection of a request at once, whatever waits; nothing where that is left to the engine. */
    static Optional<Runnable> breakOff(HostServer server, ServletRequest request) {
        if (server != HostServer.PAYARA) {
            return Optional.empty();
        }
        try {
            Object connection = call(call(call(innermost(request),
                    "getUnwrappedCoyoteRequest"), "getCoyoteRequest"), "getConnection");
            return Optional.of(() -> terminate(connection));
        } catch (ReflectiveOperationException otherVersion) {
            LOG.log(Level.WARNING, "This Payara does not show its connections: those of clients that do not read stay open when "
                    + "their sockets are closed", otherVersion);
            return Optional.empty();
        }
    }

    private static void terminate(Object connection) {
        try {
            call(connection, "terminateSilently");
        } catch (ReflectiveOperationException failed) {
            LOG.log(Level.WARNING, "A connection could not be ended", failed);
        }
    }

    private static Object call(Object target, String method)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        return target.getClass().getMethod(method).invoke(target);
    }

    private static ServletRequest innermost(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner;
    }
}
