package io.roomcast.stream;

import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A critical announcement as the store keeps it.
 *
 * @param alertId         what makes it one alert; 1 to 128 characters
 * @param kind            which of the two it is
 * @param roomId          the room it concerns, if one
 * @param json            its data as a JSON object
 * @param alertsMessageId its message id on the alerts stream
 * @param roomMessageId   its message id on the room's stream, if it concerns a room
 * @param storedAt        when it was stored first
 */
public record StoredAlert(
        String alertId,
        Kind kind,
        Optional<RoomId> roomId,
        String json,
        UUID alertsMessageId,
        Optional<UUID> roomMessageId,
        Instant storedAt) {

    /** Alert or drift. */
    public enum Kind { ALERT, DRIFT }

    public StoredAlert {
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(roomId, "roomId");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(alertsMessageId, "alertsMessageId");
        Objects.requireNonNull(roomMessageId, "roomMessageId");
        Objects.requireNonNull(storedAt, "storedAt");
    }
}
