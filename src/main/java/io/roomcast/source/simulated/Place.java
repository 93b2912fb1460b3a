package io.roomcast.source.simulated;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;

/** Where somebody can be: in one of the rooms, or out. */
enum Place {
    LIVING_ROOM("living_room", "Living Room"),
    KITCHEN("kitchen", "Kitchen"),
    BATHROOM("bathroom", "Bathroom"),
    BEDROOM("bedroom", "Bedroom"),
    CHILDS_ROOM("childs_room", "Child's Room"),
    STUDY("study", "Study"),
    HALL("hall", "Hall"),
    OUT("out", "Out");

    private final Room room;

    Place(String id, String name) {
        this.room = new Room(new RoomId(id), name);
    }

    /** Whether it is in the home. */
    boolean isRoom() {
        return this != OUT;
    }

    Room room() {
        return room;
    }

    /** Whether a door leads from one to the other. All doors are in the hall, but for that between living room and kitchen. */
    boolean opensInto(Place other) {
        return this == HALL || other == HALL || this == LIVING_ROOM && other == KITCHEN || this == KITCHEN && other == LIVING_ROOM;
    }
}
