package io.roomcast.home;

import java.util.Objects;

/**
 * A sensor in a room.
 *
 * @param entityId its name in events, such as {@code binary_sensor.kitchen_motion}; not blank
 * @param kind     what it tells
 * @param room     where it is
 */
public record Sensor(String entityId, SensorKind kind, RoomId room) {

    /**
     * @throws IllegalArgumentException if the entity id is blank
     */
    public Sensor {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(room, "room");
        if (entityId.isBlank()) {
            throw new IllegalArgumentException("a sensor's entity id must not be blank");
        }
    }
}
