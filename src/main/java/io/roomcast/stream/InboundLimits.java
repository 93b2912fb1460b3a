package io.roomcast.stream;

import io.roomcast.config.WebSocketSettings;
import io.roomcast.protocol.ClientMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * The limits on what one socket may send: on all messages together and, where set, on single types. Belongs to one session's
 * inbound thread.
 */
final class InboundLimits {

    /** Errors a socket is told of in a minute; more would only amplify what it does. */
    static final int MAX_ERRORS_PER_MINUTE = 30;

    private final Duration freeHeartbeatInterval;
    private final Map<ClientMessage.Type, MessageLimit> byType = new EnumMap<>(ClientMessage.Type.class);
    private final SlidingMinute errors = new SlidingMinute();
    private MessageLimit all;
    private Instant lastFreeHeartbeat = Instant.EPOCH;

    InboundLimits(WebSocketSettings settings) {
        all = MessageLimit.onAll(settings.maxMessagesPerMinute());
        byType.put(ClientMessage.Type.SUBSCRIBE, MessageLimit.onType(settings.maxSubscribePerMinute()));
        byType.put(ClientMessage.Type.UNSUBSCRIBE, MessageLimit.onType(settings.maxUnsubscribePerMinute()));
        byType.put(ClientMessage.Type.ACKNOWLEDGE, MessageLimit.onType(settings.maxAcknowledgePerMinute()));
        byType.put(ClientMessage.Type.HEARTBEAT, MessageLimit.onType(settings.maxHeartbeatPerMinute()));
        freeHeartbeatInterval = settings.heartbeatInterval().dividedBy(2);
    }

    /** The limit on all messages together. */
    synchronized MessageLimit all() {
        return all;
    }

    /** The limit on messages of that type; one that never refuses when none is set. */
    MessageLimit of(ClientMessage.Type type) {
        return byType.getOrDefault(type, MessageLimit.onType(0));
    }

    /** Replaces the general limit by the key's own. */
    synchronized void override(int maxMessagesPerMinute) {
        all = MessageLimit.onAll(maxMessagesPerMinute);
    }

    /** Whether this heartbeat is the one that is free in half a heartbeat interval. */
    boolean heartbeatIsFree(Instant now) {
        if (lastFreeHeartbeat.plus(freeHeartbeatInterval).isAfter(now)) {
            return false;
        }
        lastFreeHeartbeat = now;
        return true;
    }

    /** Whether the client may be told of one more error. */
    synchronized boolean mayTellError(Instant now) {
        boolean may = errors.countAt(now.getEpochSecond()) < MAX_ERRORS_PER_MINUTE;
        if (may) {
            errors.add(now.getEpochSecond());
        }
        return may;
    }

    /** Whether messages of this socket are being discarded. */
    synchronized boolean blockedAt(Instant now) {
        return all.blockedAt(now) || byType.values().stream().anyMatch(limit -> limit.blockedAt(now));
    }
}
