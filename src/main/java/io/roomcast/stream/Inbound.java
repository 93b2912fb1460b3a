package io.roomcast.stream;

import io.roomcast.protocol.ClientMessage;
import io.roomcast.protocol.ClientMessageReader;
import io.roomcast.protocol.ErrorCode;
import io.roomcast.protocol.ProtocolException;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Carries out what clients send, or tells them why not. Called by one thread at a time for each session, as the engines do;
 * thread-safe across sessions. An invalid message never closes a socket. Every message counts, whatever becomes of it.
 */
final class Inbound {

    private static final Logger LOG = Logger.getLogger(Inbound.class.getPackageName());

    private final InstantSource steady;
    private final StreamMetrics metrics;
    private final Answers answers;
    private final RateLimiting rateLimiting;
    private final Authenticator authenticator;
    private final Subscriber subscriber;
    private final AlertDelivery alerts;

    Inbound(InstantSource steady, StreamMetrics metrics, Answers answers, Authenticator authenticator, Subscriber subscriber,
            AlertDelivery alerts) {
        this.steady = steady;
        this.metrics = metrics;
        this.answers = answers;
        this.rateLimiting = new RateLimiting(metrics, answers);
        this.authenticator = authenticator;
        this.subscriber = subscriber;
        this.alerts = alerts;
    }

    /** Takes one text message. */
    void receive(ClientSession session, String text) {
        Instant now = steady.instant();
        session.active(now);
        if (session.isClosing()) {
            return;
        }
        ClientMessage message;
        try {
            message = ClientMessageReader.read(text);
        } catch (ProtocolException malformed) {
            refuse(session, malformed, now);
            return;
        } catch (RuntimeException unexpected) {
            if (refuse(session, failed(), now)) {
                LOG.log(Level.SEVERE, "A message of " + session + " could not be read", unexpected);
            }
            return;
        }
        metrics.received(message);
        carryOut(session, message, now);
    }

    /** Counts a message that is none, and says whether the client was told within its limits. */
    private boolean refuse(ClientSession session, ProtocolException why, Instant now) {
        metrics.malformed();
        boolean admitted = rateLimiting.admitsMalformed(session, now);
        if (admitted) {
            tell(session, why);
        }
        return admitted;
    }

    private static ProtocolException failed() {
        return new ProtocolException(ErrorCode.WEBSOCKET_CONNECTION_ERROR, "The server failed at this message");
    }

    private void carryOut(ClientSession session, ClientMessage message, Instant now) {
        try {
            if (rateLimiting.admits(session, message, now)) {
                dispatch(session, message);
            }
        } catch (ProtocolException refused) {
            tell(session, refused.inReplyTo(message.messageId()));
        } catch (RuntimeException unexpected) {
            LOG.log(Level.SEVERE, "A message of " + session + " could not be carried out", unexpected);
            tell(session, failed().inReplyTo(message.messageId()));
        }
    }

    private void dispatch(ClientSession session, ClientMessage message) throws ProtocolException {
        if (message instanceof ClientMessage.Authentication authentication) {
            authenticator.authenticate(session, authentication);
        } else if (message instanceof ClientMessage.Heartbeat) {
            return;
        } else if (!session.isAuthenticated()) {
            throw new ProtocolException(ErrorCode.WEBSOCKET_AUTH_ERROR, "Authentication required before any other message");
        } else if (message instanceof ClientMessage.Subscribe subscribe) {
            subscriber.subscribe(session, subscribe);
        } else if (message instanceof ClientMessage.Unsubscribe unsubscribe) {
            subscriber.unsubscribe(session, unsubscribe);
        } else if (message instanceof ClientMessage.Acknowledge acknowledge) {
            acknowledge(session, acknowledge);
        }
    }

    private void acknowledge(ClientSession session, ClientMessage.Acknowledge acknowledge) throws ProtocolException {
        try {
            if (acknowledge.acknowledged().isEmpty() || !alerts.acknowledge(session, acknowledge.acknowledged().get())) {
                throw ProtocolException.invalid("data.message_id", "No message of this id was sent to this client");
            }
        } catch (StoreUnavailableException away) {
            throw new ProtocolException(ErrorCode.WEBSOCKET_CONNECTION_ERROR,
                    "The acknowledgement cannot be stored at present; please send it again later");
        }
    }

    private void tell(ClientSession session, ProtocolException error) {
        answers.error(session, error);
    }
}
