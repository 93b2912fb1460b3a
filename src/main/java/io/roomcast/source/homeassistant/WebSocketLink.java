package io.roomcast.source.homeassistant;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;

/** A link by the WebSocket client of the container, with one send in flight at a time. Thread-safe. */
final class WebSocketLink implements Link {

    private static final Logger LOG = Logger.getLogger(WebSocketLink.class.getPackageName());
    /** The longest message, in characters: a registry of a huge home has some tens of millions. It comes in one frame. */
    private static final int LONGEST = 128 << 20;
    /** How Tyrus is told the longest frame, which it keeps at 4 MiB otherwise; others do not mind. */
    private static final String TYRUS_LONGEST_FRAME = "weblogic.websocket.tyrus.incoming-buffer-size";

    private final URI address;
    private final Optional<SSLContext> encryption;
    private final Listener listener;
    /** All guarded by this. */
    private final Queue<String> waiting = new ArrayDeque<>();
    private Optional<Session> session = Optional.empty();
    private boolean sending;
    private boolean over;

    WebSocketLink(URI address, Optional<SSLContext> encryption, Listener listener) {
        this.address = address;
        this.encryption = encryption;
        this.listener = listener;
    }

    /** Makes the connection, and returns when it is made or could not be. */
    void connect() {
        if (isOver()) {
            return;
        }
        try {
            ClientEndpointConfig.Builder config = ClientEndpointConfig.Builder.create();
            encryption.ifPresent(config::sslContext);
            ClientEndpointConfig built = config.build();
            built.getUserProperties().put(TYRUS_LONGEST_FRAME, LONGEST);
            ContainerProvider.getWebSocketContainer().connectToServer(new Socket(), built, address);
        } catch (DeploymentException | IOException | RuntimeException failed) {
            LOG.log(Level.FINE, "No link to Home Assistant", failed);
            end(new LinkFailure(failed).toString());
        }
    }

    @Override
    public void send(String text) {
        synchronized (this) {
            waiting.add(text);
        }
        sendNext();
    }

    private void sendNext() {
        Session open;
        String text;
        synchronized (this) {
            if (sending || over || session.isEmpty() || waiting.isEmpty()) {
                return;
            }
            sending = true;
            open = session.get();
            text = waiting.remove();
        }
        try {
            open.getAsyncRemote().sendText(text, this::sent);
        } catch (RuntimeException gone) {
            LOG.log(Level.FINE, "A message to Home Assistant could not be sent", gone);
            end("the connection broke");
        }
    }

    private void sent(SendResult result) {
        synchronized (this) {
            sending = false;
        }
        if (result.isOK()) {
            sendNext();
        } else {
            end("the connection broke");
        }
    }

    @Override
    public void close() {
        finish().ifPresent(WebSocketLink::close);
    }

    private static void close(Session open) {
        try {
            open.close();
        } catch (IOException | RuntimeException gone) {
            LOG.log(Level.FINE, "The link to Home Assistant was gone already", gone);
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** From now on nothing is heard any more; what there is of a session is left to be closed. */
    private synchronized Optional<Session> finish() {
        Optional<Session> open = session;
        over = true;
        session = Optional.empty();
        waiting.clear();
        return open;
    }

    private void end(String why) {
        boolean first = !isOver();
        Optional<Session> open = finish();
        open.ifPresent(WebSocketLink::close);
        if (first) {
            listener.ended(why);
        }
    }

    private final class Socket extends Endpoint {

        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            opened.setMaxTextMessageBufferSize(LONGEST);
            opened.setMaxIdleTimeout(0);
            opened.addMessageHandler(String.class, text -> {
                if (!isOver()) {
                    listener.heard(text);
                }
            });
            boolean late;
            synchronized (WebSocketLink.this) {
                late = over;
                session = late ? Optional.empty() : Optional.of(opened);
            }
            if (late) {
                close(opened);
            } else {
                listener.opened();
                sendNext();
            }
        }

        @Override
        public void onClose(Session closed, CloseReason reason) {
            end("the connection was closed");
        }

        @Override
        public void onError(Session failed, Throwable failure) {
            LOG.log(Level.FINE, "The link to Home Assistant failed", failure);
            end("the connection broke");
        }
    }
}
