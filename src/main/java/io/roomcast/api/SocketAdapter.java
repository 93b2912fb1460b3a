package io.roomcast.api;

import io.roomcast.access.Ticket;
import io.roomcast.config.WebSocketSettings;
import io.roomcast.protocol.CloseCode;
import io.roomcast.protocol.StreamId;
import io.roomcast.stream.Connection;
import io.roomcast.stream.Gateway;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.Session;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Joins one WebSocket of the server to the gateway, whichever endpoint it came by.
 *
 * <p>The endpoints take whole messages up to {@link #CEILING_BYTES}: only for whole messages do both engines put characters
 * together that are split between frames, and only a ceiling that is known when the code is compiled keeps them from collecting
 * whatever a client sends. The limit that is set lies below it and is held here.
 */
final class SocketAdapter {

    /** The longest message an engine collects; no setting can permit more. */
    static final int CEILING_BYTES = WebSocketSettings.MAX_MESSAGE_BYTES_CEILING;

    private static final Logger LOG = Logger.getLogger(SocketAdapter.class.getPackageName());

    private volatile EngineSocket socket;
    private volatile Optional<Connection> connection = Optional.empty();
    private volatile Optional<Ticket> ticket = Optional.empty();
    private volatile boolean released;
    private volatile int maxBytes;

    void opened(Session session) {
        EngineSockets sockets = CDI.current().select(EngineSockets.class).get();
        Optional<HandshakePrincipal> client =
                session.getUserPrincipal() instanceof HandshakePrincipal known ? Optional.of(known) : Optional.empty();
        socket = sockets.wrap(session, client.flatMap(HandshakePrincipal::breakOff), this::release);
        ticket = client.map(HandshakePrincipal::ticket);
        try {
            if (client.isEmpty()) {
                turnAway(session, socket, CloseCode.POLICY_VIOLATION, "the handshake was not checked");
            } else if (!client.get().ticket().claim()) {
                turnAway(session, socket, CloseCode.TRY_AGAIN_LATER, "the handshake took too long");
            } else {
                open(session, socket, client.get().address());
            }
        } catch (IllegalStateException left) {
            LOG.log(Level.FINE, "A client left while its socket was being opened", left);
            socket.close(CloseCode.GOING_AWAY, "the connection broke while it was being opened");
        }
    }

    private static void turnAway(Session session, EngineSocket socket, CloseCode code, String why) {
        Optional<StreamId> path = StreamId.parse(session.getRequestURI().getPath());
        if (path.isPresent()) {
            CDI.current().select(Gateway.class).get().turnAway(socket, path.get(), code, why);
        } else {
            socket.close(code, why);
        }
    }

    /** An engine may refuse to touch a session whose peer has left already, and then never tell of its closing. */
    private void open(Session session, EngineSocket socket, String address) {
        session.setMaxIdleTimeout(0);
        maxBytes = CDI.current().select(WebSocketSettings.class).get().maxMessageBytes();
        StreamId path = StreamId.parse(session.getRequestURI().getPath()).orElseThrow();
        connection = Optional.of(CDI.current().select(Gateway.class).get().open(socket, path, address));
        if (released) {
            release();
        }
    }

    void text(String message) {
        connection.ifPresent(open -> socket.read(() -> {
            if (Utf8.isLongerThan(maxBytes, message)) {
                open.tooLong(maxBytes);
            } else {
                open.text(message);
            }
        }));
    }

    void binary() {
        connection.ifPresent(open -> socket.read(open::binary));
    }

    void pong() {
        connection.ifPresent(open -> socket.read(open::pong));
    }

    void closed() {
        release();
    }

    /** The engine found something for which it ends the connection itself; malformed input is no fault of this server. */
    void failed(Throwable failure) {
        LOG.log(Level.FINE, failure, () -> "An error on " + connection.map(Connection::toString).orElse("a socket being opened"));
    }

    /** The socket is closed or broken. That may come out while it is still being opened, and more than once. */
    private void release() {
        released = true;
        connection.ifPresent(Connection::gone);
        ticket.ifPresent(Ticket::release);
    }
}
