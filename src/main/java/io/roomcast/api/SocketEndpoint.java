package io.roomcast.api;

import io.roomcast.access.Ticket;
import io.roomcast.config.WebSocketSettings;
import io.roomcast.protocol.CloseCode;
import io.roomcast.protocol.StreamId;
import io.roomcast.stream.Connection;
import io.roomcast.stream.Gateway;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Joins one WebSocket of the server to the gateway. */
public class SocketEndpoint extends Endpoint {

    private static final Logger LOG = Logger.getLogger(SocketEndpoint.class.getPackageName());

    private volatile Optional<Connection> connection = Optional.empty();
    private volatile Optional<Ticket> ticket = Optional.empty();
    private volatile boolean released;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        EngineSocket socket = CDI.current().select(EngineSockets.class).get().wrap(session, this::released);
        if (!(session.getUserPrincipal() instanceof HandshakePrincipal client)) {
            socket.close(CloseCode.POLICY_VIOLATION, "the handshake was not checked");
            return;
        }
        session.setMaxIdleTimeout(0);
        ticket = Optional.of(client.ticket());
        if (!client.ticket().claim()) {
            socket.close(CloseCode.TRY_AGAIN_LATER, "the handshake took too long");
            return;
        }
        int maxBytes = CDI.current().select(WebSocketSettings.class).get().maxMessageBytes();
        StreamId path = StreamId.parse(session.getRequestURI().getPath()).orElseThrow();
        Connection open = CDI.current().select(Gateway.class).get().open(socket, path, client.address());
        session.addMessageHandler(String.class, new TextAssembler(maxBytes, open));
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) (part, last) -> open.binary());
        session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> open.pong());
        connection = Optional.of(open);
        if (released) {
            released();
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        released();
    }

    /** The engine closes the socket by itself after an error; what is broken by malformed input is no fault of this server. */
    @Override
    public void onError(Session session, Throwable failure) {
        LOG.log(Level.FINE, "An error on " + connection.map(Connection::toString).orElse("a socket that is being opened"), failure);
    }

    /** The socket is closed or broken. That may come out while it is still being opened, and more than once. */
    private void released() {
        released = true;
        connection.ifPresent(Connection::gone);
        ticket.ifPresent(Ticket::release);
    }
}
