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
import java.util.logging.Level;
import java.util.logging.Logger;

/** Joins one WebSocket of the server to the gateway. */
public class SocketEndpoint extends Endpoint {

    private static final Logger LOG = Logger.getLogger(SocketEndpoint.class.getPackageName());

    private volatile Connection connection;
    private volatile Ticket ticket;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        HandshakePrincipal client = (HandshakePrincipal) session.getUserPrincipal();
        session.setMaxIdleTimeout(0);
        ticket = client.ticket();
        EngineSocket socket = CDI.current().select(EngineSockets.class).get().wrap(session, this::released);
        if (!ticket.claim()) {
            socket.close(CloseCode.TRY_AGAIN_LATER, "the handshake took too long");
            return;
        }
        int maxBytes = CDI.current().select(WebSocketSettings.class).get().maxMessageBytes();
        StreamId path = StreamId.parse(session.getRequestURI().getPath()).orElseThrow();
        connection = CDI.current().select(Gateway.class).get().open(socket, path, client.address());
        session.addMessageHandler(String.class, new TextAssembler(maxBytes, connection));
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) (part, last) -> connection.binary());
        session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> connection.pong());
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        released();
    }

    /** The engine closes the socket by itself after an error; what is broken by malformed input is no fault of this server. */
    @Override
    public void onError(Session session, Throwable failure) {
        LOG.log(Level.FINE, "An error on " + connection, failure);
    }

    private void released() {
        Connection open = connection;
        if (open != null) {
            open.gone();
        }
        ticket.release();
    }
}
