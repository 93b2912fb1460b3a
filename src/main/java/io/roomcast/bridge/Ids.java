package io.roomcast.bridge;

import io.roomcast.home.RoomId;
import java.util.Locale;
import java.util.Optional;

/**
 * How Home Assistant knows devices and entities. They follow from the topics' prefix and the room's id alone, never from names, so that
 * an entity stays the same whatever it is called. What ids are made of has no hyphen, so that a hyphen sets the parts apart.
 *
 * @param base what all of them start with: {@code roomcast} with the default prefix, else that with the prefix
 */
record Ids(String base) {

    private static final String PRODUCT = "roomcast";

    /** Those of a node whose topics have that prefix; other nodes on the broker have other ones. */
    static Ids of(String prefix, String defaultPrefix) {
        return new Ids(prefix.equals(defaultPrefix) ? PRODUCT : PRODUCT + "_" + prefix.replaceAll("[^A-Za-z0-9]+", "_"));
    }

    /** The device that the room is, or that all of it is. */
    String device(Optional<RoomId> room) {
        return base + room.map(id -> "-" + id).orElse("");
    }

    /** What Home Assistant remembers an entity by. */
    String unique(Optional<RoomId> room, String key) {
        return device(room) + "-" + key;
    }

    /** The object id that an entity is to have at first. */
    String object(Optional<RoomId> room, String key) {
        return (base + "_" + room.map(id -> id + "_").orElse("") + key).toLowerCase(Locale.ROOT).replaceAll("_{2,}", "_");
    }

    /** The room that such a device is; absent if it is none of this node's or no room. */
    Optional<RoomId> roomOf(String device) {
        return device.startsWith(base + "-") ? RoomId.parse(device.substring(base.length() + 1)) : Optional.empty();
    }
}
