package io.roomcast.config;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rooms that {@code rooms.yaml} names. Only ids and names are read; what else a room has is for others. */
final class RoomsFile {

    private RoomsFile() {
    }

    /**
     * The rooms in the order of the file; none when there is no file.
     *
     * @throws InvalidConfigurationException if the file is broken; has a line for each room that is
     */
    static List<Room> read(Path file) {
        return YamlFile.read(file).map(content -> rooms(file, content)).orElse(List.of());
    }

    private static List<Room> rooms(Path file, Yaml.Members content) {
        Yaml entries = content.get("rooms");
        if (entries instanceof Yaml.Nothing) {
            return List.of();
        }
        if (!(entries instanceof Yaml.Members rooms)) {
            throw new InvalidConfigurationException(file + ": rooms must be a mapping of room ids to rooms");
        }
        List<Room> result = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, Yaml> entry : rooms.members().entrySet()) {
            String where = file + ": room \"" + entry.getKey() + "\"";
            Optional<RoomId> id = RoomId.parse(entry.getKey());
            if (id.isEmpty()) {
                problems.add(where + ": a room id must be 1 to 64 letters, digits or underscores");
            } else {
                room(id.get(), entry.getValue()).ifPresentOrElse(result::add, () -> problems.add(
                        where + ": must be a mapping, in which name is a text that is not blank"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return result;
    }

    private static Optional<Room> room(RoomId id, Yaml value) {
        if (value instanceof Yaml.Nothing) {
            return Optional.of(Room.named(id));
        }
        if (!(value instanceof Yaml.Members members)) {
            return Optional.empty();
        }
        Yaml name = members.get("name");
        if (name instanceof Yaml.Nothing) {
            return Optional.of(Room.named(id));
        }
        return name instanceof Yaml.Text text && !text.text().isBlank()
                ? Optional.of(new Room(id, text.text().strip()))
                : Optional.empty();
    }
}
