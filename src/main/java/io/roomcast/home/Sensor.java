package io.roomcast.home;

import java.util.Objects;

/**
 * A sensor in a room.
 *
 * @param entityId its name in events, such as {@code binary_sensor.kitchen_motion}; see {@link #isEntityId}
 * @param kind     what it tells
 * @param room     where it is
 */
public record Sensor(String entityId, SensorKind kind, RoomId room) {

    /** The longest entity id there is, in characters. */
    public static final int LONGEST_ID = 255;

    /**
     * @throws IllegalArgumentException if the entity id is none
     */
    public Sensor {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(room, "room");
        if (!isEntityId(entityId)) {
            throw new IllegalArgumentException("a sensor's entity id must be 1 to " + LONGEST_ID + " characters to be seen");
        }
    }

    /** Whether that can be an entity id: not blank, at most {@value #LONGEST_ID} characters long, and without control characters. */
    public static boolean isEntityId(String text) {
        return !text.isBlank() && text.length() <= LONGEST_ID && text.chars().noneMatch(Character::isISOControl);
    }
}
