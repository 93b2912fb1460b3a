package io.roomcast.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The environment, for Roomcast's own properties: by the short names of the WebSocket API ({@code WEBSOCKET_API_PORT}), then by
 * the rule of MicroProfile. A variable that is set to nothing counts as not set, as container tools often leave it.
 *
 * <p>It is stronger than the server's own source of the same variables, since some servers rank theirs below server variables.
 */
final class EnvironmentSource implements ConfigSource {

    /** Also stands in messages, with the variable's name after it. */
    static final String NAME = "environment";

    static final int ORDINAL = 690;

    private final Map<String, String> environment;

    EnvironmentSource(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public String getValue(String property) {
        if (!OwnNamespaces.hold(property)) {
            return null;
        }
        String underscored = property.replaceAll("[^A-Za-z0-9_]", "_");
        return Stream.of(Setting.variable(property), property, underscored, underscored.toUpperCase(Locale.ROOT))
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .filter(value -> !(ServiceLink.isIgnored(property, value)))
                .findFirst()
                .orElse(null);
    }

    /** The known settings that are set. */
    @Override
    public Set<String> getPropertyNames() {
        Set<String> names = new TreeSet<>();
        SettingsTable.all().stream().map(Setting::name).filter(name -> getValue(name) != null).forEach(names::add);
        return names;
    }

    @Override
    public Map<String, String> getProperties() {
        return getPropertyNames().stream().filter(name -> getValue(name) != null)
                .collect(Collectors.toMap(Function.identity(), this::getValue));
    }
}
