package io.roomcast.home;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A home as it is furnished: its rooms, their sensors, and how long a room counts as occupied after the last evidence. Immutable; a
 * record but for what follows from the rest and takes long to find out in a large home.
 */
public final class Home {

    /** The hold-off that holds unless one is set. */
    public static final Duration DEFAULT_HOLD_OFF = Duration.ofMinutes(5);

    private final ZoneId zone;
    private final List<Room> rooms;
    private final List<Sensor> sensors;
    private final Duration holdOff;
    private final Map<RoomId, Duration> holdOffs;
    private final Map<RoomId, Set<RoomId>> parts;
    /** These follow from the rest. */
    private final Set<RoomId> sensed;
    private final List<Room> sensedRooms;

    /**
     * @param zone     whose wall clock its people live by
     * @param rooms    the rooms, in the order to show them; no id twice
     * @param sensors  the sensors; no entity id twice, each in one of the rooms
     * @param holdOff  how long a room stays occupied after its last evidence, unless it has its own; more than zero
     * @param holdOffs the rooms that have their own
     * @param parts    the rooms that are made of others, such as a floor, and of which; none of these is made of others itself
     * @throws IllegalArgumentException if a room or a sensor is there twice, a sensor's room or a part is not, or a hold-off is not
     *                                  positive
     */
    public Home(ZoneId zone, List<Room> rooms, List<Sensor> sensors, Duration holdOff, Map<RoomId, Duration> holdOffs,
            Map<RoomId, Set<RoomId>> parts) {
        this.zone = Objects.requireNonNull(zone, "zone");
        this.rooms = List.copyOf(rooms);
        this.sensors = List.copyOf(sensors);
        this.holdOff = holdOff;
        this.holdOffs = Map.copyOf(holdOffs);
        this.parts = parts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, whole -> Set.copyOf(whole.getValue())));
        var ids = requireUnique("room", rooms, Room::id).keySet();
        requireUnique("sensor", sensors, Sensor::entityId);
        for (Sensor sensor : sensors) {
            if (!ids.contains(sensor.room())) {
                throw new IllegalArgumentException("sensor " + sensor.entityId() + " is in room " + sensor.room() + ", which is not there");
            }
        }
        requirePositive(holdOff);
        holdOffs.values().forEach(Home::requirePositive);
        for (Map.Entry<RoomId, Set<RoomId>> whole : parts.entrySet()) {
            if (!ids.contains(whole.getKey()) || !ids.containsAll(whole.getValue())
                    || !Collections.disjoint(whole.getValue(), parts.keySet())) {
                throw new IllegalArgumentException("room " + whole.getKey() + " cannot be made of " + whole.getValue());
            }
        }
        this.sensed = sensed();
        this.sensedRooms = this.rooms.stream().filter(room -> sensed.contains(room.id())).toList();
    }

    /** A home none of whose rooms is made of others. */
    public Home(ZoneId zone, List<Room> rooms, List<Sensor> sensors, Duration holdOff, Map<RoomId, Duration> holdOffs) {
        this(zone, rooms, sensors, holdOff, holdOffs, Map.of());
    }

    private Set<RoomId> sensed() {
        Set<RoomId> own = sensors.stream().map(Sensor::room).collect(Collectors.toSet());
        Set<RoomId> all = new HashSet<>(own);
        parts.forEach((whole, of) -> {
            if (!Collections.disjoint(of, own)) {
                all.add(whole);
            }
        });
        return Set.copyOf(all);
    }

    /** Whose wall clock its people live by. */
    public ZoneId zone() {
        return zone;
    }

    /** The rooms, in the order to show them. */
    public List<Room> rooms() {
        return rooms;
    }

    /** The sensors, each in one of the rooms. */
    public List<Sensor> sensors() {
        return sensors;
    }

    /** How long a room stays occupied after its last evidence, unless it has its own. */
    public Duration holdOff() {
        return holdOff;
    }

    /** The rooms that have their own hold-off. */
    public Map<RoomId, Duration> holdOffs() {
        return holdOffs;
    }

    /** The rooms that are made of others, and of which. */
    public Map<RoomId, Set<RoomId>> parts() {
        return parts;
    }

    /** How long that room stays occupied after its last evidence: one made of others as long as any of these, unless it has its own. */
    public Duration holdOff(RoomId room) {
        Duration longest = parts.getOrDefault(room, Set.of()).stream().map(this::holdOff).max(Comparator.naturalOrder()).orElse(holdOff);
        return holdOffs.getOrDefault(room, longest);
    }

    /** Whether there is a sensor in that room, or in one that it is made of. */
    public boolean isSensed(RoomId room) {
        return sensed.contains(room);
    }

    /** The rooms that anything can be known of: those that are {@linkplain #isSensed sensed}, in their order. */
    public List<Room> sensedRooms() {
        return sensedRooms;
    }

    /** The sensors of that room. */
    public List<Sensor> sensorsIn(RoomId room) {
        return sensors.stream().filter(sensor -> sensor.room().equals(room)).toList();
    }

    /** The entity ids of all sensors. */
    public Set<String> sensorIds() {
        return sensors.stream().map(Sensor::entityId).collect(Collectors.toUnmodifiableSet());
    }

    /** The room of that id, if there is one. */
    public Optional<Room> room(RoomId id) {
        return rooms.stream().filter(room -> room.id().equals(id)).findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Home home && zone.equals(home.zone) && rooms.equals(home.rooms) && sensors.equals(home.sensors)
                && holdOff.equals(home.holdOff) && holdOffs.equals(home.holdOffs) && parts.equals(home.parts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, rooms, sensors, holdOff, holdOffs, parts);
    }

    @Override
    public String toString() {
        return "Home[zone=" + zone + ", rooms=" + rooms + ", sensors=" + sensors + ", holdOff=" + holdOff + ", holdOffs=" + holdOffs
                + ", parts=" + parts + "]";
    }

    private static <K, T> Map<K, T> requireUnique(String what, List<T> all, Function<T, K> key) {
        return all.stream().collect(Collectors.toMap(key, Function.identity(), (one, other) -> {
            throw new IllegalArgumentException("the same " + what + " twice: " + key.apply(one));
        }));
    }

    private static void requirePositive(Duration holdOff) {
        if (holdOff.isNegative() || holdOff.isZero()) {
            throw new IllegalArgumentException("a hold-off must be longer than nothing");
        }
    }
}
