package io.roomcast.home;

import java.util.Objects;

/**
 * A room and the name people call it by.
 *
 * @param id   the stable identifier
 * @param name the name to show; never blank
 */
public record Room(RoomId id, String name) {

    /**
     * @throws IllegalArgumentException if the name is blank
     */
    public Room {
        Objects.requireNonNull(id, "id");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a room's name must not be blank");
        }
    }

    /** A room of which only the id is known: {@code living_room} is called "Living Room". */
    public static Room named(RoomId id) {
        StringBuilder name = new StringBuilder();
        for (String word : id.value().split("_")) {
            if (!word.isEmpty()) {
                name.append(name.isEmpty() ? "" : " ")
                        .append(Character.toUpperCase(word.charAt(0)))
                        .append(word, 1, word.length());
            }
        }
        return new Room(id, name.isEmpty() ? id.value() : name.toString());
    }
}
