package io.roomcast.stream;

import io.roomcast.metrics.Metrics;
import io.roomcast.metrics.Metrics.Counter;
import io.roomcast.metrics.Metrics.Distribution;
import io.roomcast.protocol.ClientMessage;
import io.roomcast.protocol.ErrorCode;
import io.roomcast.protocol.Message;
import io.roomcast.protocol.MessageType;
import io.roomcast.protocol.StreamId;
import io.roomcast.wire.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The figures of the WebSocket API. Thread-safe. */
final class StreamMetrics {

    private final Metrics metrics;
    private final InstantSource clock;
    private final Map<MessageType, Counter> sent;
    private final Map<ClientMessage.Type, Counter> received;
    private final Map<ErrorCode, Counter> errors;
    private final Counter malformed;
    private final Counter conflated;
    private final Counter redelivered;
    private final Counter expired;
    private final Counter rateLimited;
    private final Counter slowConsumers;
    private final Counter accepted;
    private final Counter refused;
    private final Counter served;
    private final Distribution fanOut;
    private final Distribution latency;
    private final Distribution connectionDuration;

    StreamMetrics(Metrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
        sent = each(MessageType.class, type -> metrics.counter(
                "websocket_messages_sent", "Messages handed to the wire", "type=" + type.wireName()));
        received = each(ClientMessage.Type.class, type -> metrics.counter(
                "websocket_messages_received", "Messages that came in", "type=" + JsonText.name(type)));
        malformed = metrics.counter("websocket_messages_received", "Messages that came in", "type=malformed");
        errors = each(ErrorCode.class, code -> metrics.counter(
                "websocket_errors", "Errors that clients were told of", "code=" + code.name()));
        conflated = metrics.counter("websocket_messages_conflated", "Updates replaced by a newer one before they were sent");
        redelivered = metrics.counter("websocket_messages_redelivered", "Alerts sent again for want of an acknowledgement");
        expired = metrics.counter("websocket_acknowledgements_expired", "Alerts that lapsed unacknowledged");
        rateLimited = metrics.counter("websocket_rate_limited", "Blocks begun because of a rate limit");
        slowConsumers = metrics.counter("websocket_slow_consumers", "Sockets closed because their critical queue was full");
        accepted = metrics.counter("websocket_authentications", "Authentications", "result=success");
        refused = metrics.counter("websocket_authentications", "Authentications", "result=failure");
        served = metrics.counter("websocket_connections_served", "Connections ever opened");
        fanOut = metrics.seconds("websocket_fanout_seconds", "From an announcement to the last outbox it went into");
        latency = metrics.seconds("websocket_delivery_latency_seconds", "From an announcement to the end of the socket write");
        connectionDuration = metrics.seconds("websocket_connection_duration_seconds", "How long connections lasted");
    }

    /** Exposes what is open at present. */
    void watch(Function<StreamId.Kind, Integer> open, Supplier<Integer> queued) {
        for (StreamId.Kind kind : StreamId.Kind.values()) {
            metrics.gauge("websocket_connections", "Open sockets by endpoint", () -> open.apply(kind),
                    "endpoint=" + JsonText.name(kind));
        }
        metrics.gauge("websocket_queue_depth", "Messages waiting in all outboxes", queued);
    }

    /** A frame was handed to the network. Its announcements have a latency unless they are told again. */
    void sent(List<Message> frame) {
        Instant now = clock.instant();
        for (Message message : frame) {
            sent.get(message.type()).increment();
            if (message.type().tellsOfAnnouncement() && !message.repeated()) {
                latency.record(seconds(Duration.between(message.timestamp(), now)));
            }
        }
    }

    void received(ClientMessage message) {
        received.get(message.type()).increment();
    }

    void malformed() {
        malformed.increment();
    }

    void error(ErrorCode code) {
        errors.get(code).increment();
    }

    void conflated(int count) {
        conflated.add(count);
    }

    void redelivered() {
        redelivered.increment();
    }

    void expired(long count) {
        expired.add(count);
    }

    void rateLimited() {
        rateLimited.increment();
    }

    void slowConsumer() {
        slowConsumers.increment();
    }

    void accepted() {
        accepted.increment();
    }

    void refused() {
        refused.increment();
    }

    void opened() {
        served.increment();
    }

    void closed(Duration lasted) {
        connectionDuration.record(seconds(lasted));
    }

    void fannedOut(Duration took) {
        fanOut.record(seconds(took));
    }

    long totalSent() {
        return total(sent);
    }

    long totalReceived() {
        return total(received) + malformed.count();
    }

    long totalConflated() {
        return conflated.count();
    }

    long totalRefused() {
        return refused.count();
    }

    long totalServed() {
        return served.count();
    }

    private static long total(Map<?, Counter> counters) {
        return counters.values().stream().mapToLong(Counter::count).sum();
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toNanos()) / 1e9;
    }

    private static <E extends Enum<E>> Map<E, Counter> each(Class<E> type, Function<E, Counter> counter) {
        Map<E, Counter> counters = new EnumMap<>(type);
        Stream.of(type.getEnumConstants()).forEach(constant -> counters.put(constant, counter.apply(constant)));
        return counters;
    }
}
