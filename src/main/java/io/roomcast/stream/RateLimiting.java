package io.roomcast.stream;

import io.roomcast.protocol.ClientMessage;
import io.roomcast.protocol.CloseCode;
import io.roomcast.protocol.ErrorCode;
import io.roomcast.protocol.ProtocolException;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether a message is within the limits, and tells the client when one is near, reached or abused. Acknowledgements of
 * what is really outstanding and the heartbeats that were asked for are always within.
 */
final class RateLimiting {

    private final StreamMetrics metrics;
    private final Answers answers;

    RateLimiting(StreamMetrics metrics, Answers answers) {
        this.metrics = metrics;
        this.answers = answers;
    }

    /** Whether the message is to be carried out. */
    boolean admits(ClientSession session, ClientMessage message, Instant now) {
        if (isFree(session, message, now)) {
            return true;
        }
        return admits(session, session.limits().all(), message.messageId(), now)
                && admits(session, session.limits().of(message.type()), message.messageId(), now);
    }

    /** Whether the client is to be told that its message is malformed. */
    boolean admitsMalformed(ClientSession session, Instant now) {
        return admits(session, session.limits().all(), Optional.empty(), now);
    }

    private static boolean isFree(ClientSession session, ClientMessage message, Instant now) {
        if (message instanceof ClientMessage.Acknowledge acknowledge) {
            return acknowledge.acknowledged().flatMap(session.outstanding()::alertOf).isPresent();
        }
        return message instanceof ClientMessage.Heartbeat && session.limits().heartbeatIsFree(now);
    }

    private boolean admits(ClientSession session, MessageLimit limit, Optional<String> messageId, Instant now) {
        switch (limit.count(now)) {
            case ACCEPT -> {
                return true;
            }
            case ACCEPT_AND_WARN -> {
                answers.rateLimit(session, "Approaching rate limit", limit);
                return true;
            }
            case BLOCK -> {
                metrics.rateLimited();
                answers.rateLimit(session, "Rate limit exceeded", limit);
                answers.error(session, new ProtocolException(ErrorCode.WEBSOCKET_RATE_LIMIT_ERROR,
                        "Rate limit exceeded: messages are discarded until reset_time").inReplyTo(messageId));
                return false;
            }
            case ABUSE -> {
                session.closeAfterAnswers(CloseCode.TRY_AGAIN_LATER, "far more messages than the rate limit permits");
                return false;
            }
            default -> {
                return false;
            }
        }
    }
}
