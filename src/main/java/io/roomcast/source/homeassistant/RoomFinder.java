package io.roomcast.source.homeassistant;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import io.roomcast.source.homeassistant.Registry.Area;
import io.roomcast.source.homeassistant.Registry.Device;
import io.roomcast.source.homeassistant.Registry.Entity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the rooms of a home in Home Assistant's registries: each area is one, with those of its entities that tell whether somebody is
 * there. An entity is in the area that it is given itself, else in its device's, else in that of the device that its device is reached by.
 * What is hidden or disabled does not count.
 *
 * <p>The rooms of {@code rooms.yaml} come first and win: a room of theirs with the id of an area keeps its name and gets the area's
 * sensors as well, but for those that they name themselves, wherever. Immutable; the same input makes the same home.
 */
final class RoomFinder {

    /** What device classes of binary sensors tell. */
    static final Map<String, SensorKind> KINDS = Map.of(
            "motion", SensorKind.MOTION,
            "moving", SensorKind.MOTION,
            "occupancy", SensorKind.PRESENCE,
            "presence", SensorKind.PRESENCE,
            "door", SensorKind.DOOR,
            "opening", SensorKind.DOOR);

    private static final String BINARY_SENSOR = "binary_sensor";
    /** Devices may be reached by one another in a circle. */
    private static final int LONGEST_CHAIN = 8;
    private static final int NAMED_AT_MOST = 5;

    private final Home own;
    private final Set<String> excluded;
    private final Aggregates aggregates;

    /**
     * @param own        the rooms of {@code rooms.yaml}
     * @param excluded   ids or names of areas that are no rooms
     * @param aggregates which rooms are made of rooms
     */
    RoomFinder(Home own, Set<String> excluded, Aggregates aggregates) {
        this.own = own;
        this.excluded = excluded;
        this.aggregates = aggregates;
    }

    /** The entities whose states have to be known to find the home and to follow it. */
    Set<String> candidates(Registry registry) {
        Set<String> candidates = new LinkedHashSet<>();
        own.sensors().forEach(sensor -> candidates.add(sensor.entityId()));
        registry.entities().stream()
                .filter(entity -> isBinarySensor(entity) && !entity.disabled() || aggregates.needs(entity))
                .forEach(entity -> candidates.add(entity.id()));
        return candidates;
    }

    /**
     * The home.
     *
     * @param classes the device classes of entities, by their ids
     * @param zone    the time zone that it is in
     */
    FoundHome find(Registry registry, Map<String, String> classes, ZoneId zone) {
        return new Search(registry, classes).result(zone);
    }

    static boolean isBinarySensor(Entity entity) {
        return entity.domain().equals(BINARY_SENSOR);
    }

    private boolean isExcluded(Area area) {
        return excluded.stream().anyMatch(name -> name.equals(area.id()) || name.equalsIgnoreCase(area.name()));
    }

    /** One search. For one thread. */
    private final class Search {

        private final Map<String, Device> devices;
        private final Map<String, String> classes;
        private final Map<RoomId, Room> rooms = new LinkedHashMap<>();
        private final Map<String, Sensor> sensors = new LinkedHashMap<>();
        private final Map<RoomId, String> lacks = new HashMap<>();
        private final List<String> notes = new ArrayList<>();
        private final Map<RoomId, Set<RoomId>> parts;

        Search(Registry registry, Map<String, String> classes) {
            this.devices = registry.devices().stream().collect(Collectors.toMap(Device::id, Function.identity(), (one, other) -> one));
            this.classes = classes;
            own.rooms().forEach(room -> rooms.put(room.id(), room));
            own.sensors().forEach(sensor -> sensors.put(sensor.entityId(), sensor));
            Map<String, Area> areas = registry.areas().stream()
                    .collect(Collectors.toMap(Area::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
            Map<String, List<Entity>> byArea = new HashMap<>();
            for (Entity entity : registry.entities()) {
                areaOf(entity, areas).ifPresentOrElse(
                        area -> byArea.computeIfAbsent(area, first -> new ArrayList<>()).add(entity), () -> homeless(entity));
            }
            Map<String, RoomId> ids = RoomIds.of(areas.keySet());
            areas.values().stream().filter(RoomFinder.this::isExcluded).map(Area::id).forEach(ids::remove);
            areas.values().stream().filter(area -> ids.containsKey(area.id())).forEach(area ->
                    take(area, ids.get(area.id()), byArea.getOrDefault(area.id(), List.of())));
            parts = aggregates.add(registry, ids, rooms, sensors, classes);
        }

        FoundHome result(ZoneId zone) {
            Home home = new Home(zone, List.copyOf(rooms.values()), List.copyOf(sensors.values()), own.holdOff(), own.holdOffs(),
                    parts);
            lacks.keySet().removeIf(room -> !home.sensorsIn(room).isEmpty());
            return new FoundHome(home, lacks, summarized(notes));
        }

        private void take(Area area, RoomId id, List<Entity> entities) {
            rooms.putIfAbsent(id, new Room(id, area.name()));
            List<Entity> usable = entities.stream().filter(entity -> kind(entity).isPresent()).toList();
            usable.stream().filter(Search::counts).forEach(entity ->
                    sensors.putIfAbsent(entity.id(), new Sensor(entity.id(), kind(entity).orElseThrow(), id)));
            lacks.put(id, lack(entities, usable));
        }

        private static boolean counts(Entity entity) {
            return !entity.disabled() && !entity.hidden();
        }

        private String lack(List<Entity> entities, List<Entity> usable) {
            if (!usable.isEmpty()) {
                return "its sensors are hidden, disabled or in other rooms of rooms.yaml: " + named(usable);
            }
            List<Entity> others = entities.stream().filter(RoomFinder::isBinarySensor).toList();
            return "there is no motion, occupancy, presence or door sensor in this area"
                    + (others.isEmpty() ? "" : "; these do not tell whether somebody is there: " + named(others));
        }

        private void homeless(Entity entity) {
            if (counts(entity) && kind(entity).isPresent() && !sensors.containsKey(entity.id())) {
                notes.add(entity.id());
            }
        }

        private Optional<SensorKind> kind(Entity entity) {
            return isBinarySensor(entity) ? Optional.ofNullable(KINDS.get(classes.getOrDefault(entity.id(), ""))) : Optional.empty();
        }

        /** The area of an entity; one that there is not is none. */
        private Optional<String> areaOf(Entity entity, Map<String, Area> areas) {
            Optional<String> area = entity.area().filter(areas::containsKey);
            Optional<Device> device = entity.device().map(devices::get);
            for (int i = 0; i < LONGEST_CHAIN && area.isEmpty() && device.isPresent(); i++) {
                area = device.get().area().filter(areas::containsKey);
                device = device.get().via().map(devices::get);
            }
            return area;
        }
    }

    private static List<String> summarized(List<String> homeless) {
        return homeless.isEmpty() ? List.of() : List.of("in no area, so not used: " + named(homeless.size(), homeless.stream()
                .limit(NAMED_AT_MOST).collect(Collectors.joining(", "))));
    }

    private static String named(List<Entity> entities) {
        return named(entities.size(), entities.stream().limit(NAMED_AT_MOST).map(Entity::id).collect(Collectors.joining(", ")));
    }

    private static String named(int count, String first) {
        return count > NAMED_AT_MOST ? first + " and " + (count - NAMED_AT_MOST) + " more" : first;
    }
}
