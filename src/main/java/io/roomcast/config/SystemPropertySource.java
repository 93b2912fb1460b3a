package io.roomcast.config;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The JVM's system properties, for Roomcast's own names; one set to nothing counts as not set. The server has the same source, but some rank it below their server
 * variables.
 */
final class SystemPropertySource implements ConfigSource {

    static final int ORDINAL = 700;

    private final Properties properties;

    SystemPropertySource(Properties properties) {
        this.properties = properties;
    }

    @Override
    public String getName() {
        return "system property";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public String getValue(String property) {
        String value = OwnNamespaces.hold(property) ? properties.getProperty(property) : null;
        return value == null || value.isBlank() ? null : value;
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.stringPropertyNames().stream().filter(name -> getValue(name) != null).collect(Collectors.toSet());
    }

    @Override
    public Map<String, String> getProperties() {
        return getPropertyNames().stream().collect(Collectors.toMap(Function.identity(), this::getValue));
    }
}
