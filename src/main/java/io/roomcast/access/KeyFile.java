package io.roomcast.access;

import io.roomcast.config.InvalidConfigurationException;
import io.roomcast.config.OneLine;
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

    private static final int MOST_WARNINGS = 20;
    private static final String KEYS = "api_keys";

    KeyFile {
        keys = List.copyOf(keys);
        warnings = OneLine.all(warnings, MOST_WARNINGS, "more members that mean nothing");
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
                .forEach(name -> warnings.add(content.place(file, name) + ": unknown member "
                        + KeyEntry.hint(name, Set.of(KEYS))));
        List<ApiKey> keys = new ArrayList<>();
        Yaml.Items entries = entries(file, content);
        GuessableKeys guessable = new GuessableKeys();
        for (int i = 0; i < entries.items().size(); i++) {
            KeyEntry.Place place = new KeyEntry.Place(file, i + 1, entries.lines().get(i));
            KeyEntry reader = new KeyEntry(place, entries.items().get(i), guessable, problems, warnings);
            Optional<ApiKey> key = reader.read();
            key.ifPresent(found -> reader.clash(found, keys, reserved).ifPresentOrElse(problems::add, () -> keys.add(found)));
        }
        if (!problems.isEmpty()) {
            // A misspelt member is why another is missing.
            problems.addAll(0, warnings);
            throw new InvalidConfigurationException(problems);
        }
        return new KeyFile(keys, warnings);
    }

    private static Yaml.Items entries(Path file, Yaml.Members content) {
        Yaml value = content.get(KEYS);
        if (value instanceof Yaml.Items sequence) {
            return sequence;
        }
        if (value instanceof Yaml.Nothing) {
            return new Yaml.Items(List.of(), List.of());
        }
        throw new InvalidConfigurationException(content.place(file, KEYS) + ": " + KEYS + " must be a list of keys");
    }
}
