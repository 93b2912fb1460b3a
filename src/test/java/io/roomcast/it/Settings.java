package io.roomcast.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A settings directory in the making: config.yaml, rooms.yaml and api-keys.yaml. It starts with four rooms, with
 * {@link TestKey#ALL}, with MQTT as the source and with a broker address where nobody listens, to which
 * nothing is published. Immutable.
 */
final class Settings {

    /** Id and name of the rooms that are configured unless a test says otherwise. */
    static final Map<String, String> ROOMS =
            ordered("living_room", "Living Room", "kitchen", "Kitchen", "bedroom", "Bedroom", "office", "Office");

    private final Map<String, Map<String, String>> sections;
    private final Map<String, String> rooms;
    private final List<TestKey> keys;

    private Settings(Map<String, Map<String, String>> sections, Map<String, String> rooms, Collection<TestKey> keys) {
        this.sections = sections;
        this.rooms = rooms;
        this.keys = List.copyOf(keys);
    }

    static Settings standard() {
        return new Settings(Map.of(), ROOMS, TestKey.ALL)
                .tracking("source", "mqtt")
                .mqtt("broker", "127.0.0.1")
                .mqtt("port", 1)
                .mqtt("bridge", false);
    }

    /** Sets {@code tracking.websocket_api_<name>}. */
    Settings api(String name, Object value) {
        return tracking("websocket_api_" + name, value);
    }

    /** Sets {@code tracking.<name>}. */
    Settings tracking(String name, Object value) {
        return set("tracking", name, value);
    }

    /** Sets {@code mqtt.<name>}. */
    Settings mqtt(String name, Object value) {
        return set("mqtt", name, value);
    }

    /** Points the MQTT source at a broker on this machine. */
    Settings broker(int port) {
        return mqtt("port", port);
    }

    /** Replaces the keys. */
    Settings keys(TestKey... others) {
        return new Settings(sections, rooms, List.of(others));
    }

    /** Replaces the rooms: id, name, id, name, … */
    Settings rooms(String... idsAndNames) {
        return new Settings(sections, ordered(idsAndNames), keys);
    }

    /** Writes the three files; what else lies in the directory goes. */
    void writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            try (var old = Files.list(directory)) {
                for (var file : old.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
            Files.writeString(directory.resolve("config.yaml"), configYaml());
            Files.writeString(directory.resolve("rooms.yaml"), roomsYaml());
            writeKeysTo(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes api-keys.yaml alone, in one step, as an administrator's tool would. */
    void writeKeysTo(Path directory) {
        try {
            var fresh = directory.resolve("api-keys.yaml.new");
            Files.writeString(fresh, keysYaml());
            Files.move(fresh, directory.resolve("api-keys.yaml"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets {@code <section>.<name>}. */
    Settings set(String section, String name, Object value) {
        var all = new TreeMap<>(sections);
        var changed = new TreeMap<>(all.getOrDefault(section, Map.of()));
        changed.put(name, value instanceof Number || value instanceof Boolean ? value.toString() : "'" + value + "'");
        all.put(section, changed);
        return new Settings(all, rooms, keys);
    }

    private String configYaml() {
        var text = new StringBuilder();
        sections.forEach((section, entries) -> {
            text.append(section).append(":\n");
            entries.forEach((name, value) -> text.append("  ").append(name).append(": ").append(value).append('\n'));
        });
        return text.toString();
    }

    private String roomsYaml() {
        var text = new StringBuilder("rooms:\n");
        rooms.forEach((id, name) -> text.append("""
                  %s:
                    name: "%s"
                    sensors:
                      motion:
                        main: binary_sensor.%s_motion
                """.formatted(id, name, id).indent(2)));
        return text.toString();
    }

    private String keysYaml() {
        var text = new StringBuilder("api_keys:" + (keys.isEmpty() ? " []" : "") + "\n");
        keys.forEach(key -> text.append(key.yaml()));
        return text.toString();
    }

    private static Map<String, String> ordered(String... idsAndNames) {
        var rooms = new LinkedHashMap<String, String>();
        for (int i = 0; i < idsAndNames.length; i += 2) {
            rooms.put(idsAndNames[i], idsAndNames[i + 1]);
        }
        return java.util.Collections.unmodifiableMap(rooms);
    }
}
