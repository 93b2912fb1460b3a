package io.roomcast.protocol;

import io.roomcast.access.Rights;
import io.roomcast.wire.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Makes the messages that concern one connection only. */
public final class ControlMessages {

    /** The version of the protocol. */
    public static final String API_VERSION = "1.0.0";

    private ControlMessages() {
    }

    /**
     * What a new connection is told first.
     *
     * @param connectionId          identifies the connection in logs and to support
     * @param authenticationTimeout time it has to authenticate
     * @param heartbeatInterval     how often it will hear a heartbeat
     * @param connectionTimeout     silence after which it is closed
     * @param maxMessagesPerMinute  messages it may send
     * @param maxMessageBytes       longest message it may send
     */
    public record Welcome(
            String connectionId,
            Duration authenticationTimeout,
            Duration heartbeatInterval,
            Duration connectionTimeout,
            int maxMessagesPerMinute,
            int maxMessageBytes) {
    }

    /**
     * The answer to a successful authentication.
     *
     * @param rights        what is in force
     * @param batch         whether several messages may come in one frame
     * @param expires       seconds until the key expires; {@code null} on the wire when it does not
     * @param resumed       whether subscriptions were restored
     * @param pending       how many alerts await acknowledgement, where it can be told
     */
    public record Accepted(Rights rights, boolean batch, OptionalLong expires, boolean resumed, OptionalInt pending) {
    }

    /**
     * What a subscription came to.
     *
     * @param subscription  the subscription in question
     * @param action        {@code subscribe} or {@code unsubscribe}
     * @param text          the same in words
     * @param automatic     whether the server did it by itself
     * @param wasSubscribed on unsubscribing: whether there was anything to give back
     */
    public record SubscriptionOutcome(
            Subscription subscription, String action, String text, boolean automatic, Optional<Boolean> wasSubscribed) {
    }

    /** The first message on every socket. */
    public static Message welcome(Instant now, StreamId path, Welcome welcome) {
        return control(MessageType.CONNECTION, now, path, JsonText.object()
                .put("message", "Connected to Roomcast; please authenticate")
                .put("connection_id", welcome.connectionId())
                .put("server_time", now)
                .put("api_version", API_VERSION)
                .put("authentication_required", true)
                .put("authentication_timeout_seconds", welcome.authenticationTimeout().toSeconds())
                .put("heartbeat_interval_seconds", welcome.heartbeatInterval().toSeconds())
                .put("connection_timeout_seconds", welcome.connectionTimeout().toSeconds())
                .put("max_messages_per_minute", welcome.maxMessagesPerMinute())
                .put("max_message_bytes", welcome.maxMessageBytes())
                .put("supported_message_types", List.of(MessageType.values())));
    }

    /** The answer to a successful authentication. */
    public static Message accepted(Instant now, StreamId path, Accepted accepted, Optional<String> inReplyTo) {
        JsonText json = JsonText.object()
                .put("success", true)
                .put("message", "Authentication successful")
                .put("capabilities", accepted.rights().capabilities())
                .put("room_filters", accepted.rights().rooms().rooms())
                .put("features", accepted.batch() ? List.of("batch") : List.of());
        json.putOrNull("session_expires_in_seconds", accepted.expires()).put("resumed", accepted.resumed());
        accepted.pending().ifPresent(count -> json.put("pending_acknowledgements", count));
        return control(MessageType.AUTHENTICATION, now, path, json.put("in_reply_to", inReplyTo));
    }

    /** What a subscription came to; always a success, since refusals are errors. */
    public static Message subscription(Instant now, SubscriptionOutcome outcome, Optional<String> inReplyTo) {
        Subscription subscription = outcome.subscription();
        Optional<?> room = subscription.stream().room().isPresent()
                ? subscription.stream().room()
                : Optional.of(subscription.narrowedTo()).filter(rooms -> rooms.size() == 1).map(rooms -> rooms.iterator().next());
        JsonText json = JsonText.object()
                .put("action", outcome.action())
                .put("success", true)
                .put("endpoint", subscription.stream().path())
                .putOrNull("room_id", room)
                .put("message", outcome.text());
        json.putObject("filters", () -> SubscriptionMemento.write(json, subscription.filters()))
                .put("automatic", outcome.automatic());
        outcome.wasSubscribed().ifPresent(was -> json.put("was_subscribed", was));
        return Message.of(UUID.randomUUID(), MessageType.SUBSCRIPTION_STATUS, now, subscription.stream(),
                subscription.stream().room(), json.put("in_reply_to", inReplyTo).end());
    }

    /** Says that the server is there. */
    public static Message heartbeat(Instant now, StreamId path, Duration uptime) {
        return control(MessageType.HEARTBEAT, now, path, JsonText.object()
                .put("server_time", now)
                .put("connection_uptime", uptime.toMillis() / 1000.0));
    }

    /** Says what could not be done. */
    public static Message error(Instant now, StreamId path, ProtocolException error) {
        return control(MessageType.ERROR, now, path, JsonText.object()
                .put("error", error.getMessage())
                .put("error_code", error.code().name())
                .put("timestamp", now)
                .put("in_reply_to", error.inReplyTo())
                .put("field", error.field()));
    }

    /**
     * Says that a rate limit is near or was reached.
     *
     * @param text  which of the two
     * @param max   messages permitted in a minute
     * @param count messages of the last minute
     * @param reset when messages are taken again, or would be
     */
    public static Message rateLimit(Instant now, StreamId path, String text, int max, int count, Instant reset) {
        return control(MessageType.RATE_LIMIT_WARNING, now, path, JsonText.object()
                .put("message", text)
                .put("max_messages_per_minute", max)
                .put("current_count", count)
                .put("reset_time", reset));
    }

    private static Message control(MessageType type, Instant now, StreamId path, JsonText data) {
        return Message.of(UUID.randomUUID(), type, now, path, Optional.empty(), data.end());
    }
}
