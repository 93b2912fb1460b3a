package io.roomcast.source.homeassistant;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import io.roomcast.source.homeassistant.Registry.Area;
import io.roomcast.source.homeassistant.Registry.Entity;
import io.roomcast.source.homeassistant.Registry.Floor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rooms are made of rooms: floors, of the rooms on them, and the home, of all of them and of the persons whose whereabouts are
 * followed. Immutable.
 */
final class Aggregates {

    /** What stands for the device class of a person that a device tells of. */
    static final String FOLLOWED_PERSON = "person";

    private static final String HOME = "home";
    private static final String HOME_NAME = "Home";
    private static final String FLOORS = "floors";
    private static final String ALL = "all";
    private static final String PERSON = "person";

    private final Set<String> wanted;
    private final Set<String> outdoor;

    /**
     * @param wanted  {@code floors}, {@code home}, {@code all}, or ids or names of floors
     * @param outdoor ids or names of areas that are not in the home
     */
    Aggregates(Set<String> wanted, Set<String> outdoor) {
        this.wanted = wanted;
        this.outdoor = outdoor;
    }

    private boolean isOutdoor(Area area) {
        return outdoor.stream().anyMatch(name -> name.equals(area.id()) || name.equalsIgnoreCase(area.name()));
    }

    private boolean wants(String what) {
        return wanted.stream().anyMatch(what::equalsIgnoreCase) || wanted.stream().anyMatch(ALL::equalsIgnoreCase);
    }

    private boolean wants(Floor floor) {
        return wants(FLOORS) || wants(floor.id()) || wants(floor.name());
    }

    static boolean isPerson(Entity entity) {
        return entity.domain().equals(PERSON);
    }

    /** Whether that entity has to be known for what is wanted. */
    boolean needs(Entity entity) {
        return wants(HOME) && isPerson(entity) && !entity.disabled() && !entity.hidden();
    }

    /**
     * Adds the rooms that are wanted, and says what they are made of. One that {@code rooms.yaml} names has the name from there.
     *
     * @param areas   the room of each area that is one
     * @param rooms   all rooms so far, to which they are added
     * @param sensors all sensors so far, to which persons are added
     */
    Map<RoomId, Set<RoomId>> add(Registry registry, Map<String, RoomId> areas, Map<RoomId, Room> rooms, Map<String, Sensor> sensors,
            Map<String, String> classes) {
        Map<RoomId, Set<RoomId>> parts = new LinkedHashMap<>();
        Map<RoomId, Room> whole = new LinkedHashMap<>();
        for (Floor floor : registry.floors()) {
            Set<RoomId> on = registry.areas().stream()
                    .filter(area -> !isOutdoor(area) && area.floor().filter(floor.id()::equals).isPresent()
                    && areas.containsKey(area.id()))
                    .map(Area::id).map(areas::get).collect(Collectors.toCollection(LinkedHashSet::new));
            if (wants(floor) && !on.isEmpty()) {
                RoomId id = RoomIds.unlike(areas.values(), floor.id());
                parts.put(id, on);
                whole.put(id, new Room(id, floor.name()));
            }
        }
        if (wants(HOME)) {
            RoomId id = RoomIds.unlike(areas.values(), HOME);
            Set<RoomId> outside = registry.areas().stream().filter(this::isOutdoor).map(area -> areas.get(area.id()))
                    .collect(Collectors.toSet());
            parts.put(id, inTheHome(rooms.keySet().stream().filter(room -> !outside.contains(room)).toList(),
                    parts.keySet(), id));
            whole.put(id, new Room(id, HOME_NAME));
            registry.entities().stream().filter(this::needs)
                    .filter(person -> FOLLOWED_PERSON.equals(classes.get(person.id())))
                    .forEach(person -> sensors.putIfAbsent(person.id(), new Sensor(person.id(), SensorKind.PERSON, id)));
        }
        whole.forEach(rooms::putIfAbsent);
        return parts;
    }

    private static Set<RoomId> inTheHome(Collection<RoomId> rooms, Collection<RoomId> floors, RoomId home) {
        return rooms.stream().filter(room -> !floors.contains(room) && !room.equals(home))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
