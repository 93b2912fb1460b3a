package io.roomcast.api;

import jakarta.enterprise.context.Dependent;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** The endpoint of the streams of the whole home: predictions, system status, alerts. One instance a socket. */
@Dependent
@ServerEndpoint("/ws/{stream}")
public class StreamEndpoint {

    private final SocketAdapter adapter = new SocketAdapter();

    @OnOpen
    public void opened(Session session) {
        adapter.opened(session);
    }

    @OnMessage(maxMessageSize = SocketAdapter.CEILING_BYTES)
    public void text(String message) {
        adapter.text(message);
    }

    @OnMessage(maxMessageSize = SocketAdapter.CEILING_BYTES)
    public void binary(ByteBuffer message) {
        adapter.binary();
    }

    @OnMessage
    public void pong(PongMessage message) {
        adapter.pong();
    }

    @OnClose
    public void closed(CloseReason reason) {
        adapter.closed();
    }

    @OnError
    public void failed(Throwable failure) {
        adapter.failed(failure);
    }
}
