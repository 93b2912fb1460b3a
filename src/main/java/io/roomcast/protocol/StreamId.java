package io.roomcast.protocol;

import io.roomcast.access.Capability;
import io.roomcast.home.RoomId;
import java.util.Objects;
import java.util.Optional;

/**
 * A stream that can be subscribed to; also the path that a socket is opened on.
 *
 * @param kind which of the four
 * @param room the room of a room stream, nothing for the others
 */
public record StreamId(Kind kind, Optional<RoomId> room) {

    /** The four kinds of streams. */
    public enum Kind {
        PREDICTIONS("/ws/predictions", Capability.PREDICTIONS),
        SYSTEM_STATUS("/ws/system-status", Capability.SYSTEM_STATUS),
        ALERTS("/ws/alerts", Capability.ALERTS),
        ROOM("/ws/room/", Capability.ROOM_SPECIFIC);

        private final String path;
        private final Capability capability;

        Kind(String path, Capability capability) {
            this.path = path;
            this.capability = capability;
        }

        /** The path, for a room stream up to where the room's id begins. */
        public String path() {
            return path;
        }

        /** What a key needs to subscribe. */
        public Capability capability() {
            return capability;
        }
    }

    public static final StreamId PREDICTIONS = new StreamId(Kind.PREDICTIONS, Optional.empty());
    public static final StreamId SYSTEM_STATUS = new StreamId(Kind.SYSTEM_STATUS, Optional.empty());
    public static final StreamId ALERTS = new StreamId(Kind.ALERTS, Optional.empty());

    /**
     * @throws IllegalArgumentException if a room stream has no room, or another has one
     */
    public StreamId {
        Objects.requireNonNull(room, "room");
        if ((kind == Kind.ROOM) != room.isPresent()) {
            throw new IllegalArgumentException("a room stream, and only a room stream, has a room");
        }
    }

    /** The stream of one room. */
    public static StreamId room(RoomId room) {
        return new StreamId(Kind.ROOM, Optional.of(room));
    }

    /** The stream of that path, or nothing when there is none. */
    public static Optional<StreamId> parse(String path) {
        for (Kind kind : Kind.values()) {
            if (kind == Kind.ROOM && path.startsWith(kind.path)) {
                return RoomId.parse(path.substring(kind.path.length())).map(StreamId::room);
            }
            if (kind.path.equals(path)) {
                return Optional.of(new StreamId(kind, Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** The path, as clients name the stream. */
    public String path() {
        return room.map(id -> kind.path + id.value()).orElse(kind.path);
    }

    /** Whether alerts and drift come on this stream. */
    public boolean carriesAlerts() {
        return kind == Kind.ALERTS || kind == Kind.ROOM;
    }

    @Override
    public String toString() {
        return path();
    }
}
