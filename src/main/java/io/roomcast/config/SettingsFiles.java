package io.roomcast.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The two files that settings are in, read once. One that is missing or broken counts as empty. Immutable.
 *
 * @param settings what the first holds
 * @param rooms    what the second holds
 * @param problems why a file is broken, one line each
 */
record SettingsFiles(Path directory, Yaml.Members settings, Yaml.Members rooms, List<String> problems) {

    SettingsFiles {
        problems = List.copyOf(problems);
    }

    static SettingsFiles read(Path directory) {
        List<String> problems = new ArrayList<>();
        Yaml.Members settings = read(directory.resolve(ConfigDirectory.SETTINGS), problems);
        Yaml.Members rooms = read(directory.resolve(ConfigDirectory.ROOMS), problems);
        return new SettingsFiles(directory, settings, rooms, problems);
    }

    private static Yaml.Members read(Path file, List<String> problems) {
        try {
            return YamlFile.read(file).orElseGet(() -> new Yaml.Members(Map.of()));
        } catch (InvalidConfigurationException e) {
            problems.addAll(e.problems());
            return new Yaml.Members(Map.of());
        }
    }

    Path settingsFile() {
        return directory.resolve(ConfigDirectory.SETTINGS);
    }

    Path roomsFile() {
        return directory.resolve(ConfigDirectory.ROOMS);
    }

    /** Where the source has the setting; with the line, if the source is one of these files. */
    String place(String source, String setting) {
        Optional<Integer> line = source.equals(settingsFile().toString()) ? line(settings, setting)
                : source.equals(roomsFile().toString()) ? line(rooms, setting) : Optional.empty();
        return line.map(number -> source + ", line " + number).orElse(source);
    }

    private static Optional<Integer> line(Yaml.Members members, String name) {
        Optional<Integer> found = Optional.empty();
        for (Map.Entry<String, Yaml> member : members.members().entrySet()) {
            if (member.getKey().equals(name)) {
                found = members.line(name);
            } else if (member.getValue() instanceof Yaml.Members inner && name.startsWith(member.getKey() + ".")) {
                Optional<Integer> before = found;
                found = line(inner, name.substring(member.getKey().length() + 1)).or(() -> before);
            }
        }
        return found;
    }
}
