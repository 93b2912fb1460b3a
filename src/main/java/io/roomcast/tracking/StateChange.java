package io.roomcast.tracking;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A room's occupancy changed.
 *
 * @param room     the room
 * @param previous the state before
 * @param current  the state now
 * @param at       when it changed
 * @param source   what it was learned from, e.g. a sensor's name or {@code mqtt}
 */
public record StateChange(Room room, Occupancy previous, Occupancy current, Instant at, String source)
        implements Announcement {

    public StateChange {
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(current, "current");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(source, "source");
    }

    @Override
    public Optional<RoomId> roomId() {
        return Optional.of(room.id());
    }
}
