package io.roomcast.protocol;

import io.roomcast.home.RoomId;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.wire.JsonText;
import java.util.Set;

/**
 * What a client wants of a stream. A filter that is empty (or 0) lets everything pass, and one that does not apply to a message
 * lets it pass too: {@code min_confidence} says nothing about an alert. Immutable.
 *
 * @param minConfidence   least confidence of predictions, 0 to 1
 * @param transitionTypes {@code occupied}, {@code vacant}: of predictions
 * @param rooms           the rooms; messages without a room pass
 * @param severities      severities of alerts and of drift
 * @param alertTypes      types of alerts
 * @param messageTypes    types of messages
 */
public record Filters(
        double minConfidence,
        Set<String> transitionTypes,
        Set<RoomId> rooms,
        Set<String> severities,
        Set<String> alertTypes,
        Set<MessageType> messageTypes) {

    /** Lets everything pass. */
    public static final Filters NONE = new Filters(0, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Filters {
        transitionTypes = Set.copyOf(transitionTypes);
        rooms = Set.copyOf(rooms);
        severities = Set.copyOf(severities);
        alertTypes = Set.copyOf(alertTypes);
        messageTypes = Set.copyOf(messageTypes);
    }

    /** Whether the client wants to hear of it. */
    public boolean accept(Announcement announcement) {
        return passes(messageTypes, MessageType.of(announcement))
                && announcement.roomId().map(room -> passes(rooms, room)).orElse(true)
                && acceptKind(announcement);
    }

    private boolean acceptKind(Announcement announcement) {
        if (announcement instanceof Prediction prediction) {
            return prediction.confidence() >= minConfidence
                    && passes(transitionTypes, JsonText.name(prediction.transitionType()));
        } else if (announcement instanceof Alert alert) {
            return passes(severities, JsonText.name(alert.severity())) && passes(alertTypes, alert.type().code());
        } else if (announcement instanceof Drift drift) {
            return passes(severities, JsonText.name(drift.severity()));
        }
        return true;
    }

    private static <T> boolean passes(Set<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
