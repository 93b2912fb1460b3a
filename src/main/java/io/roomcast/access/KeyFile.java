package io.roomcast.access;

import io.roomcast.config.InvalidConfigurationException;
import io.roomcast.config.Yaml;
import io.roomcast.config.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a file of API keys says. Immutable.
 *
 * @param keys     its keys, in its order
 * @param warnings what in it means nothing, one line each
 */
record KeyFile(List<ApiKey> keys, List<String> warnings) {

    private static final String KEYS = "api_keys";

    KeyFile {
        keys = List.copyOf(keys);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a file's text.
     *
     * @param file     what to call it in messages
     * @param reserved names that keys from elsewhere have
     * @throws InvalidConfigurationException if it is broken; has a line for each entry and member that is. No hash is shown.
     */
    static KeyFile parse(Path file, String text, Set<String> reserved) {
        Yaml.Members content = YamlFile.parse(file, text);
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        content.members().keySet().stream().filter(name -> !name.equals(KEYS))
                .forEach(name -> warnings.add(file + ": unknown member " + name));
        List<ApiKey> keys = new ArrayList<>();
        int number = 0;
        for (Yaml entry : entries(file, content.get(KEYS))) {
            number++;
            KeyEntry reader = new KeyEntry(file + ": entry " + number, entry, problems, warnings);
            Optional<ApiKey> key = reader.read();
            key.ifPresent(found -> reader.clash(found, keys, reserved).ifPresentOrElse(problems::add, () -> keys.add(found)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return new KeyFile(keys, warnings);
    }

    private static List<Yaml> entries(Path file, Yaml value) {
        if (value instanceof Yaml.Items sequence) {
            return sequence.items();
        }
        if (value instanceof Yaml.Nothing) {
            return List.of();
        }
        throw new InvalidConfigurationException(file + ": " + KEYS + " must be a list of keys");
    }
}
