package io.roomcast.stream;

import io.roomcast.home.RoomId;
import io.roomcast.protocol.Message;
import io.roomcast.protocol.MessageType;
import io.roomcast.protocol.StreamId;
import io.roomcast.tracking.Announcement;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a new subscriber gets to see first: on each stream the latest prediction and state of each room, and the latest status.
 * Guarded by {@link Fanout}'s lock; not thread-safe by itself. Grows with the number of rooms only.
 */
final class Present {

    private static final Set<MessageType> KEPT = EnumSet.of(
            MessageType.PREDICTION_UPDATE, MessageType.ROOM_STATE_UPDATE, MessageType.SYSTEM_STATUS_UPDATE);

    private final Map<StreamId, Map<Place, Told>> streams = new HashMap<>();

    /** What has been told, and how. */
    record Told(Message message, Announcement announcement) {
    }

    private record Place(Optional<RoomId> room, MessageType type) {
    }

    /** Notes what is being told now. */
    void put(Message message, Announcement announcement) {
        if (KEPT.contains(message.type())) {
            streams.computeIfAbsent(message.endpoint(), stream -> new LinkedHashMap<>())
                    .put(new Place(message.roomId(), message.type()), new Told(message, announcement));
        }
    }

    /** The latest of each room and type on that stream. */
    Collection<Told> on(StreamId stream) {
        Map<Place, Told> told = streams.get(stream);
        return told == null ? List.of() : told.values();
    }
}
