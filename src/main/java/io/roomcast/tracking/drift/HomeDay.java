package io.roomcast.tracking.drift;

import io.roomcast.home.RoomId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a home did on one day of its wall clock. A room or a sensor that is missing is one of which that day is forgotten, or which had
 * not been heard of yet.
 *
 * @param date    the day
 * @param rooms   its rooms
 * @param sensors in how many quarters of an hour each sensor reported, by entity id
 */
record HomeDay(LocalDate date, Map<RoomId, RoomDay> rooms, Map<String, Integer> sensors) {

    HomeDay {
        rooms = Map.copyOf(rooms);
        sensors = Map.copyOf(sensors);
    }

    /** The same day without those rooms and their sensors. */
    HomeDay without(Set<RoomId> forgotten, Map<String, RoomId> roomOf) {
        Map<RoomId, RoomDay> restOfRooms = new HashMap<>(rooms);
        restOfRooms.keySet().removeAll(forgotten);
        Map<String, Integer> restOfSensors = new HashMap<>(sensors);
        restOfSensors.keySet().removeIf(sensor -> forgotten.contains(roomOf.get(sensor)));
        return new HomeDay(date, restOfRooms, restOfSensors);
    }
}
