package io.roomcast.source.homeassistant;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import io.roomcast.source.homeassistant.Registry.Area;
import io.roomcast.source.homeassistant.Registry.Device;
import io.roomcast.source.homeassistant.Registry.Entity;
import io.roomcast.source.homeassistant.SensorSelection.Choice;
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
import java.util.stream.Stream;

/**
 * Finds the rooms of a home in Home Assistant's registries: each area is one, with those of its entities that tell whether somebody is
 * there. An entity is in the area that it is given itself, else in its device's, else in that of the device that its
 * device is a part of; not in that of a hub that its device is reached by. What is hidden or disabled does not count,
 * nor what derives its state from others that do.
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
            "garage_door", SensorKind.DOOR,
            "lock", SensorKind.DOOR,
            "opening", SensorKind.DOOR,
            "window", SensorKind.DOOR);
    /**
     * Device classes of covers that people pass through or open by hand; blinds, curtains and the like move by
     * themselves.
     */
    static final Set<String> DOORLIKE_COVERS = Set.of("door", "garage", "gate", "window");

    private static final String BINARY_SENSOR = "binary_sensor";
    private static final String COVER = "cover";
    private static final String LOCK = "lock";
    private static final Set<String> DOMAINS = Set.of(BINARY_SENSOR, COVER, LOCK);
    /** Devices may be parts of one another in a circle. */
    private static final int LONGEST_CHAIN = 8;
    private static final int NAMED_AT_MOST = 5;

    private final Home own;
    private final Set<String> excluded;
    private final SensorSelection selection;
    private final Aggregates aggregates;

    /**
     * @param own        the rooms of {@code rooms.yaml}
     * @param excluded   ids or names of areas that are no rooms
     * @param selection  which entities are taken or left out
     * @param aggregates which rooms are made of rooms
     */
    RoomFinder(Home own, Set<String> excluded, SensorSelection selection, Aggregates aggregates) {
        this.selection = selection;
        this.own = own;
        this.excluded = excluded;
        this.aggregates = aggregates;
    }

    /** The entities whose states have to be known to find the home and to follow it. */
    Set<String> candidates(Registry registry) {
        Set<String> candidates = new LinkedHashSet<>();
        own.sensors().forEach(sensor -> candidates.add(sensor.entityId()));
        registry.entities().stream()
                .filter(entity -> mayBeSensor(entity) && !entity.disabled() || aggregates.needs(entity))
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

    /** Whether an entity is of a domain whose entities may tell whether somebody is there. */
    static boolean mayBeSensor(Entity entity) {
        return DOMAINS.contains(entity.domain());
    }

    private static Optional<SensorKind> kind(Entity entity, String deviceClass) {
        return switch (entity.domain()) {
            case BINARY_SENSOR -> Optional.ofNullable(KINDS.get(deviceClass));
            case COVER -> DOORLIKE_COVERS.contains(deviceClass) ? Optional.of(SensorKind.DOOR) : Optional.empty();
            case LOCK -> Optional.of(SensorKind.DOOR);
            default -> Optional.empty();
        };
    }

    private boolean isExcluded(Area area) {
        return excluded.stream().anyMatch(name -> name.equals(area.id()) || name.equalsIgnoreCase(area.name()));
    }

    /** One search. For one thread. */
    private final class Search {

        private final Registry registry;
        private final Map<String, Device> devices;
        private final Map<String, String> classes;
        private final Map<RoomId, Room> rooms = new LinkedHashMap<>();
        private final Map<String, Sensor> sensors = new LinkedHashMap<>();
        private final Map<RoomId, String> lacks = new HashMap<>();
        private final List<String> notes = new ArrayList<>();
        private final Map<RoomId, Set<RoomId>> parts;
        private final Map<String, String> labels;
        private final Map<RoomId, List<Entity>> combined = new LinkedHashMap<>();
        private final Map<RoomId, List<Entity>> derived = new LinkedHashMap<>();
        private final List<String> leftOut = new ArrayList<>();

        Search(Registry registry, Map<String, String> classes) {
            this.registry = registry;
            this.labels = registry.labels();
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
            combined.forEach(this::takeCombined);
            derived.forEach(this::takeDerived);
            parts = aggregates.add(registry, ids, rooms, sensors, classes);
        }

        FoundHome result(ZoneId zone) {
            Home home = new Home(zone, List.copyOf(rooms.values()), List.copyOf(sensors.values()), own.holdOff(), own.holdOffs(),
                    parts);
            lacks.keySet().removeIf(room -> !home.sensorsIn(room).isEmpty());
            return new FoundHome(home, lacks, Stream.of(summarized(notes), summarizedLeftOut(leftOut),
                    selection.unknown(registry))
                    .flatMap(List::stream).toList());
        }

        private void take(Area area, RoomId id, List<Entity> entities) {
            rooms.putIfAbsent(id, new Room(id, area.name()));
            List<Entity> usable = entities.stream().filter(entity -> kind(entity).isPresent()).toList();
            for (Entity entity : usable) {
                switch (selection.of(entity, chain(entity), Optional.of(area), labels)) {
                    case TAKEN -> take(entity, id);
                    case COMBINED -> combined.computeIfAbsent(id, first -> new ArrayList<>()).add(entity);
                    case DERIVED -> derived.computeIfAbsent(id, first -> new ArrayList<>()).add(entity);
                    case LEFT_OUT -> { }
                }
            }
            lacks.put(id, lack(entities, usable));
        }

        private void take(Entity entity, RoomId room) {
            sensors.putIfAbsent(entity.id(), new Sensor(entity.id(), kind(entity).orElseThrow(), room));
        }

        /** Groups whose members are sensors already say nothing new, unless the room has nothing else. */
        private void takeCombined(RoomId room, List<Entity> entities) {
            boolean bare = hasNone(room);
            for (Entity entity : entities) {
                if (bare || entity.members().isEmpty() || !entity.members().stream().allMatch(sensors::containsKey)) {
                    take(entity, room);
                } else {
                    leftOut.add(entity.id() + " (" + entity.platform() + " of sensors that count)");
                }
            }
        }

        private void takeDerived(RoomId room, List<Entity> entities) {
            if (hasNone(room)) {
                entities.forEach(entity -> take(entity, room));
            } else {
                entities.forEach(entity -> leftOut.add(entity.id() + " (" + entity.platform() + ")"));
            }
        }

        private boolean hasNone(RoomId room) {
            return sensors.values().stream().noneMatch(sensor -> sensor.room().equals(room));
        }

        private String lack(List<Entity> entities, List<Entity> usable) {
            if (!usable.isEmpty()) {
                return "its sensors are hidden, disabled or in other rooms of rooms.yaml: " + named(usable);
            }
            List<Entity> others = entities.stream().filter(RoomFinder::mayBeSensor).toList();
            return "there is no motion, occupancy, presence or door sensor in this area"
                    + (others.isEmpty() ? "" : "; these do not tell whether somebody is there: " + named(others));
        }

        private void homeless(Entity entity) {
            if (kind(entity).isPresent() && !sensors.containsKey(entity.id())
                    && selection.of(entity, chain(entity), Optional.empty(), labels) != Choice.LEFT_OUT) {
                notes.add(entity.id());
            }
        }

        private Optional<SensorKind> kind(Entity entity) {
            return RoomFinder.kind(entity, classes.getOrDefault(entity.id(), ""));
        }

        /** The area of an entity; one that there is not is none. */
        private Optional<String> areaOf(Entity entity, Map<String, Area> areas) {
            return Stream.concat(entity.area().stream(), chain(entity).stream()
                    .flatMap(device -> device.area().stream()))
                    .filter(areas::containsKey).findFirst();
        }

        /** Its device, and those that this is a part of, the nearest first. */
        private List<Device> chain(Entity entity) {
            List<Device> chain = new ArrayList<>();
            Optional<Device> device = entity.device().map(devices::get);
            while (device.isPresent() && chain.size() < LONGEST_CHAIN) {
                chain.add(device.get());
                device = device.get().parent().map(devices::get);
            }
            return chain;
        }
    }

    private static List<String> summarizedLeftOut(List<String> leftOut) {
        return leftOut.isEmpty() ? List.of()
                : List.of("not used, since they derive what they say from sensors that count "
                + "(home_assistant.include_entities takes them in): " + named(leftOut.size(), leftOut.stream()
                .limit(NAMED_AT_MOST).collect(Collectors.joining(", "))));
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
