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
        parser.rooms(content.get("rooms"));
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

        void rooms(Yaml entries) {
            if (entries instanceof Yaml.Members members) {
                members.members().forEach((id, value) -> {
                    if (value instanceof Yaml.Members group && isGroup(group)) {
                        group.members().forEach((inner, room) -> room(id + "_" + inner, room));
                    } else {
                        room(id, value);
                    }
                });
            } else if (!(entries instanceof Yaml.Nothing)) {
                problems.add(file + ": rooms must be a mapping of room ids to rooms");
            }
        }

        private static boolean isGroup(Yaml.Members members) {
            return !members.members().isEmpty() && members.members().values().stream().allMatch(member ->
                    member instanceof Yaml.Members room && (isThere(room.get("name")) || isThere(room.get("sensors"))));
        }

        private static boolean isThere(Yaml value) {
            return !(value instanceof Yaml.Nothing);
        }

        private void room(String name, Yaml value) {
            String where = file + ": room \"" + name + "\"";
            Optional<RoomId> id = RoomId.parse(name);
            if (id.isEmpty()) {
                problems.add(where + ": a room id must be 1 to 64 letters, digits or underscores");
            } else if (rooms.containsKey(id.get())) {
                problems.add(where + ": is there twice");
            } else if (value instanceof Yaml.Members members) {
                rooms.put(id.get(), new Room(id.get(), name(where, id.get(), members.get("name"))));
                holdOff(where, id.get(), members.get("hold_off_minutes"));
                new SensorsParser(where, id.get(), sensors, warnings, problems).read(members.get("sensors"));
            } else if (value instanceof Yaml.Nothing) {
                rooms.put(id.get(), Room.named(id.get()));
            } else {
                problems.add(where + ": must be a mapping");
            }
        }

        private String name(String where, RoomId id, Yaml value) {
            if (value instanceof Yaml.Text text && !text.text().isBlank()) {
                return text.text().strip();
            }
            if (isThere(value)) {
                problems.add(where + ": name must be a text that is not blank");
            }
            return Room.named(id).name();
        }

        private void holdOff(String where, RoomId id, Yaml value) {
            if (isThere(value)) {
                Optional<Duration> holdOff = value instanceof Yaml.Text text
                        ? SettingsTable.HOLD_OFF.parse(text.text().strip())
                        : Optional.empty();
                holdOff.ifPresentOrElse(minutes -> holdOffs.put(id, minutes), () ->
                        problems.add(where + ": hold_off_minutes must be " + SettingsTable.HOLD_OFF.kind().range()));
            }
        }
    }
}
