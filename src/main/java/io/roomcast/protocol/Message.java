package io.roomcast.protocol;

import io.roomcast.home.RoomId;
import io.roomcast.wire.JsonText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A message to clients, encoded once when it is made; from then on only references travel. Immutable.
 *
 * @param id        the same for all clients of a stream
 * @param type      what it is
 * @param timestamp when what it tells came about
 * @param endpoint  the stream it belongs to
 * @param roomId    the room it concerns, if one
 * @param data      the text of its data, a JSON object
 * @param text      the whole message as it goes over the wire
 * @param repeated  whether the client is shown it as something of the past: replayed, or sent again
 */
public record Message(
        UUID id,
        MessageType type,
        Instant timestamp,
        StreamId endpoint,
        Optional<RoomId> roomId,
        String data,
        String text,
        boolean repeated) {

    public Message {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(timestamp, "timestamp");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(roomId, "roomId");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(text, "text");
    }

    /** Encodes a message. */
    public static Message of(
            UUID id, MessageType type, Instant timestamp, StreamId endpoint, Optional<RoomId> roomId, String data) {
        return of(id, type, timestamp, endpoint, roomId, data, false);
    }

    private static Message of(UUID id, MessageType type, Instant timestamp, StreamId endpoint, Optional<RoomId> roomId,
            String data, boolean repeated) {
        StringBuilder text = new StringBuilder(data.length() + 256)
                .append("{\"message_id\":\"").append(id)
                .append("\",\"message_type\":\"").append(type.wireName())
                .append("\",\"timestamp\":\"").append(JsonText.time(timestamp))
                .append("\",\"endpoint\":\"").append(endpoint.path()).append('"');
        roomId.ifPresent(room -> text.append(",\"room_id\":\"").append(room.value()).append('"'));
        text.append(",\"requires_ack\":").append(type.requiresAcknowledgement())
                .append(",\"data\":").append(data).append('}');
        return new Message(id, type, timestamp, endpoint, roomId, data, text.toString(), repeated);
    }

    /** The same message with other data, e.g. with what only some clients may see. */
    public Message withData(String otherData) {
        return of(id, type, timestamp, endpoint, roomId, otherData, repeated);
    }

    /**
     * The same message, shown as something of the past; it keeps its id and time.
     *
     * @param currentData its data as of now
     * @param replayed    whether it is part of the present that a new subscription gets
     * @param redelivery  how often it was sent to the client before; 0 when never
     */
    public Message repeated(String currentData, boolean replayed, int redelivery) {
        String extended = replayed ? JsonText.extend(currentData, "\"replayed\":true") : currentData;
        if (redelivery > 0) {
            extended = JsonText.extend(extended, "\"redelivery\":" + redelivery);
        }
        return of(id, type, timestamp, endpoint, roomId, extended, true);
    }
}
