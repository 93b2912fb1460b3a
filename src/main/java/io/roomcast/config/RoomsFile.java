package io.roomcast.config;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rooms and sensors that a {@code rooms.yaml} names. Immutable.
 *
 * <p>A room may also stand in a group, a member of {@code rooms} that is no room itself: {@code hallways: {upper: {name: …}}} is the
 * room {@code hallways_upper}.
 *
 * @param rooms    the rooms in the order of the file
 * @param sensors  their sensors in that order
 * @param holdOffs how long those rooms stay occupied after the last evidence that say so themselves
 * @param warnings what stands there and is not used, one line each
 */
public record RoomsFile(List<Room> rooms, List<Sensor> sensors, Map<RoomId, Duration> holdOffs, List<String> warnings) {

    /** The members that a room may have. */
    static final List<String> MEMBERS = List.of("name", "hold_off_minutes", "sensors");

    /** What a member of a group has that is a room. */
    private static final List<String> MARKS_OF_ROOM = List.of("name", "sensors");

    public RoomsFile {
        rooms = List.copyOf(rooms);
        sensors = List.copyOf(sensors);
        holdOffs = Map.copyOf(holdOffs);
        warnings = List.copyOf(warnings);
    }

    /**
     * What the file names; nothing when there is no file.
     *
     * @throws InvalidConfigurationException if the file is broken; has a line for each thing that is
     */
    public static RoomsFile read(Path file) {
        return of(file, YamlFile.read(file).orElseGet(() -> new Yaml.Members(Map.of())));
    }

    /** What the content of the file names; otherwise as {@link #read}. */
    static RoomsFile of(Path file, Yaml.Members content) {
        Parser parser = new Parser(file);
        parser.rooms(content);
        return parser.result();
    }

    /** The home that the file describes. */
    public Home home(ZoneId zone, Duration holdOff) {
        return new Home(zone, rooms, sensors, holdOff, holdOffs);
    }

    /** Collects what is there and what is wrong with it. */
    private static final class Parser {

        private final Path file;
        private final Map<RoomId, Room> rooms = new LinkedHashMap<>();
        private final Map<String, Sensor> sensors = new LinkedHashMap<>();
        private final Map<RoomId, Duration> holdOffs = new HashMap<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        Parser(Path file) {
            this.file = file;
        }

        RoomsFile result() {
            if (!problems.isEmpty()) {
                throw new InvalidConfigurationException(problems);
            }
            return new RoomsFile(List.copyOf(rooms.values()), List.copyOf(sensors.values()), holdOffs, warnings);
        }

        void rooms(Yaml.Members content) {
            Yaml entries = content.get("rooms");
            if (entries instanceof Yaml.Members members) {
                members.members().forEach((id, value) -> {
                    if (value instanceof Yaml.Members group && isGroup(group)) {
                        group.members().forEach((inner, room) -> room(group.place(file, inner), id + "_" + inner,
                                room));
                    } else {
                        room(members.place(file, id), id, value);
                    }
                });
            } else if (!(entries instanceof Yaml.Nothing)) {
                problems.add(content.place(file, "rooms") + ": rooms must be a mapping of room ids to rooms");
            }
        }

        private static boolean isGroup(Yaml.Members members) {
            return !members.members().isEmpty() && members.members().values().stream().allMatch(member ->
                    member instanceof Yaml.Members room && room.members().entrySet().stream().anyMatch(entry ->
                            isThere(entry.getValue()) && MARKS_OF_ROOM.stream().anyMatch(mark ->
                                    Spelling.near(entry.getKey(), List.of(mark)).isPresent())));
        }

        private static boolean isThere(Yaml value) {
            return !(value instanceof Yaml.Nothing);
        }

        private void room(String place, String name, Yaml value) {
            String room = ": room " + OneLine.quoted(name);
            String where = place + room;
            Optional<RoomId> id = RoomId.parse(name);
            if (id.isEmpty()) {
                problems.add(where + ": a room id must be 1 to 64 letters, digits or underscores");
            } else if (rooms.containsKey(id.get())) {
                problems.add(where + ": is there twice");
            } else if (value instanceof Yaml.Members members) {
                rooms.put(id.get(), new Room(id.get(), name(members, room, id.get())));
                holdOff(members, room, id.get());
                new SensorsParser(file, room, id.get(), sensors, warnings, problems).read(members);
                unknown(members, room);
            } else if (value instanceof Yaml.Nothing) {
                rooms.put(id.get(), Room.named(id.get()));
            } else {
                problems.add(where + ": must be a mapping");
            }
        }

        private void unknown(Yaml.Members members, String room) {
            members.members().keySet().stream().filter(name -> !MEMBERS.contains(name)).forEach(name ->
                    warnings.add(members.place(file, name) + room + ": unknown member " + OneLine.of(name)
                            + Spelling.near(name, MEMBERS).map(near -> "; did you mean " + near + "?")
                                    .orElse(" (a room may have " + String.join(", ", MEMBERS) + ")")));
        }

        private String name(Yaml.Members members, String room, RoomId id) {
            Yaml value = members.get("name");
            if (value instanceof Yaml.Text text && !text.text().isBlank()) {
                return text.text().strip();
            }
            if (isThere(value)) {
                problems.add(members.place(file, "name") + room + ": name must be a text that is not blank");
            }
            return Room.named(id).name();
        }

        private void holdOff(Yaml.Members members, String room, RoomId id) {
            Yaml value = members.get("hold_off_minutes");
            if (isThere(value)) {
                Optional<Duration> holdOff = value instanceof Yaml.Text text
                        ? SettingsTable.HOLD_OFF.parse(text.text().strip())
                        : Optional.empty();
                holdOff.ifPresentOrElse(minutes -> holdOffs.put(id, minutes), () ->
                        problems.add(members.place(file, "hold_off_minutes") + room + ": hold_off_minutes must be "
                                + SettingsTable.HOLD_OFF.kind().range()));
            }
        }
    }
}
