package io.roomcast.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * A YAML file as properties: nested names joined by dots, sequences of plain values by commas. Sequences of anything else are
 * no properties and are left out. The file is read once.
 */
final class YamlSource implements ConfigSource {

    private final String name;
    private final int ordinal;
    private final Map<String, String> properties;

    YamlSource(Path file, int ordinal, Yaml.Members content) {
        this.name = file.toString();
        this.ordinal = ordinal;
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", content, flat);
        this.properties = Map.copyOf(flat);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public int getOrdinal() {
        return ordinal;
    }

    @Override
    public String getValue(String property) {
        return properties.get(property);
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public Map<String, String> getProperties() {
        return properties;
    }

    private static void flatten(String name, Yaml value, Map<String, String> flat) {
        if (value instanceof Yaml.Text text && !text.text().isBlank()) {
            flat.put(name, text.text());
        } else if (value instanceof Yaml.Members mapping) {
            mapping.members().forEach((member, inner) -> flatten(name.isEmpty() ? member : name + "." + member, inner, flat));
        } else if (value instanceof Yaml.Items sequence && sequence.items().stream().allMatch(Yaml.Text.class::isInstance)) {
            flat.put(name, sequence.items().stream()
                    .map(item -> ((Yaml.Text) item).text().replace(",", "\\,"))
                    .collect(Collectors.joining(",")));
        }
    }
}
