package io.roomcast.config;

import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sensors of one room: by kind, a single entity id, a list of them, or a mapping from labels to them. Kinds that tell nothing
 * of occupancy, such as {@code climate}, are warned about and left out.
 */
final class SensorsParser {

    private static final String KINDS = Arrays.stream(SensorKind.values()).map(SensorsParser::nameOf).collect(Collectors.joining(", "));

    /** So much of an id that is none tells which one is meant. */
    private static final int SHOWN = 60;

    private final String where;
    private final RoomId room;
    private final Map<String, Sensor> found;
    private final List<String> warnings;
    private final List<String> problems;

    /**
     * @param where    the room in words, for messages
     * @param found    the sensors of all rooms by entity id, to which those of this one are added
     * @param warnings takes a line for what is not used
     * @param problems takes a line for everything that is wrong
     */
    SensorsParser(String where, RoomId room, Map<String, Sensor> found, List<String> warnings, List<String> problems) {
        this.where = where;
        this.room = room;
        this.found = found;
        this.warnings = warnings;
        this.problems = problems;
    }

    void read(Yaml sensors) {
        if (sensors instanceof Yaml.Nothing) {
            return;
        }
        if (!(sensors instanceof Yaml.Members byKind)) {
            problems.add(where + ": sensors must be a mapping of kinds (" + KINDS + ") to entity ids");
            return;
        }
        List<String> unused = new ArrayList<>();
        byKind.members().forEach((name, value) ->
                kind(name).ifPresentOrElse(kind -> add(kind, value), () -> unused.add(name)));
        if (!unused.isEmpty()) {
            warnings.add(where + ": sensors of these kinds are not used: " + String.join(", ", unused) + " (used are " + KINDS + ")");
        }
    }

    private void add(SensorKind kind, Yaml value) {
        if (value instanceof Yaml.Text text && !text.text().isBlank()) {
            add(kind, text.text().strip());
        } else if (value instanceof Yaml.Items items) {
            items.items().forEach(item -> addOne(kind, item));
        } else if (value instanceof Yaml.Members labelled) {
            labelled.members().values().forEach(item -> addOne(kind, item));
        } else if (!(value instanceof Yaml.Nothing)) {
            reject(kind);
        }
    }

    private void addOne(SensorKind kind, Yaml item) {
        if (item instanceof Yaml.Text text && !text.text().isBlank()) {
            add(kind, text.text().strip());
        } else {
            reject(kind);
        }
    }

    private void add(SensorKind kind, String entityId) {
        if (!Sensor.isEntityId(entityId)) {
            problems.add(where + ": sensors." + nameOf(kind) + " must not be longer than " + Sensor.LONGEST_ID
                    + " characters, nor have control characters: \"" + shown(entityId) + "\"");
            return;
        }
        Sensor before = found.putIfAbsent(entityId, new Sensor(entityId, kind, room));
        if (before != null) {
            problems.add(where + ": sensor \"" + entityId + "\" is in room \"" + before.room() + "\" already");
        }
    }

    private static String shown(String entityId) {
        return entityId.replaceAll("\\p{Cntrl}", "?").substring(0, Math.min(SHOWN, entityId.length()));
    }

    private void reject(SensorKind kind) {
        problems.add(where + ": sensors." + nameOf(kind) + " must be an entity id, a list of them, or a mapping of labels to them");
    }

    private static Optional<SensorKind> kind(String name) {
        return Arrays.stream(SensorKind.values()).filter(kind -> nameOf(kind).equals(name)).findAny();
    }

    private static String nameOf(SensorKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
