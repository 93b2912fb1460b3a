package io.roomcast.config;

import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The sensors of one room: by kind, a single entity id, a list of them, or a mapping from labels to them. Kinds that tell nothing
 * of occupancy, such as {@code climate}, are warned about and left out.
 */
final class SensorsParser {

    private static final String SENSORS = "sensors";
    private static final List<String> NAMES = Arrays.stream(SensorKind.values()).map(SensorsParser::nameOf).toList();
    private static final String KINDS = String.join(", ", NAMES);

    private final Path file;
    private final String roomWords;
    private final RoomId room;
    private final Map<String, Sensor> found;
    private final List<String> warnings;
    private final List<String> problems;

    /**
     * @param file     what to call the file in messages
     * @param roomWords the room in words, to follow the place
     * @param found    the sensors of all rooms by entity id, to which those of this one are added
     * @param warnings takes a line for what is not used
     * @param problems takes a line for everything that is wrong
     */
    SensorsParser(Path file, String roomWords, RoomId room, Map<String, Sensor> found, List<String> warnings,
            List<String> problems) {
        this.file = file;
        this.roomWords = roomWords;
        this.room = room;
        this.found = found;
        this.warnings = warnings;
        this.problems = problems;
    }

    /** Reads the member {@code sensors} of the room. */
    void read(Yaml.Members members) {
        Yaml sensors = members.get(SENSORS);
        String where = members.place(file, SENSORS) + roomWords;
        if (sensors instanceof Yaml.Nothing) {
            return;
        }
        if (!(sensors instanceof Yaml.Members byKind)) {
            problems.add(where + ": sensors must be a mapping of kinds (" + KINDS + ") to entity ids");
            return;
        }
        List<String> unused = new ArrayList<>();
        byKind.members().forEach((name, value) -> {
            String place = byKind.place(file, name) + roomWords;
            Optional<String> near = Spelling.near(name, NAMES);
            if (kind(name).isPresent()) {
                add(place, kind(name).get(), value);
            } else if (near.isPresent()) {
                warnings.add(place + ": unknown kind of sensors " + OneLine.of(name) + "; did you mean " + near.get()
                        + "?");
            } else {
                unused.add(name);
            }
        });
        if (!unused.isEmpty()) {
            warnings.add(where + ": sensors of these kinds are not used: " + String.join(", ", unused) + " (used are " + KINDS + ")");
        }
    }

    private void add(String where, SensorKind kind, Yaml value) {
        if (value instanceof Yaml.Text text && !text.text().isBlank()) {
            add(where, kind, text.text().strip());
        } else if (value instanceof Yaml.Items items) {
            items.items().forEach(item -> addOne(where, kind, item));
        } else if (value instanceof Yaml.Members labelled) {
            labelled.members().forEach((label, item) -> addOne(labelled.place(file, label) + roomWords, kind, item));
        } else if (!(value instanceof Yaml.Nothing)) {
            reject(where, kind);
        }
    }

    private void addOne(String where, SensorKind kind, Yaml item) {
        if (item instanceof Yaml.Text text && !text.text().isBlank()) {
            add(where, kind, text.text().strip());
        } else {
            reject(where, kind);
        }
    }

    private void add(String where, SensorKind kind, String entityId) {
        if (!Sensor.isEntityId(entityId)) {
            problems.add(where + ": sensors." + nameOf(kind) + " must not be longer than " + Sensor.LONGEST_ID
                    + " characters, nor have control characters: " + OneLine.quoted(entityId));
            return;
        }
        Sensor before = found.putIfAbsent(entityId, new Sensor(entityId, kind, room));
        if (before != null) {
            problems.add(where + ": sensor " + OneLine.quoted(entityId) + " is in room \"" + before.room()
                    + "\" already");
        }
    }

    private void reject(String where, SensorKind kind) {
        problems.add(where + ": sensors." + nameOf(kind)
                + " must be an entity id, a list of them, or a mapping of labels to them");
    }

    private static Optional<SensorKind> kind(String name) {
        return Arrays.stream(SensorKind.values()).filter(kind -> nameOf(kind).equals(name)).findAny();
    }

    private static String nameOf(SensorKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
