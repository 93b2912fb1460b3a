package io.roomcast.config;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Looks settings up in the container's configuration. */
final class ConfigLookup implements Lookup {

    private final Config config;

    ConfigLookup(Config config) {
        this.config = config;
    }

    /**
     * @throws InvalidConfigurationException if an expression in the value cannot be replaced
     */
    @Override
    public Optional<Found> value(String name) {
        try {
            ConfigValue value = config.getConfigValue(name);
            return found(value.getValue(), value.getSourceName(), value.getSourceOrdinal());
        } catch (NoSuchElementException | IllegalArgumentException e) {
            throw new InvalidConfigurationException(name + ": an expression in its value cannot be replaced");
        }
    }

    @Override
    public Optional<Found> verbatim(String name) {
        return verbatim(name, text -> true);
    }

    @Override
    public Optional<Found> verbatim(String name, Predicate<String> usable) {
        for (ConfigSource source : config.getConfigSources()) {
            Optional<Found> found = found(source.getValue(name), source.getName(), source.getOrdinal());
            if (found.filter(set -> usable.test(set.text())).isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public Iterable<String> names() {
        return config.getPropertyNames();
    }

    private static Optional<Found> found(String text, String source, int ordinal) {
        return text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(new Found(text, source == null ? "unknown source" : source, ordinal));
    }
}
