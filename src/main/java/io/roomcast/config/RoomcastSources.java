package io.roomcast.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * Gives the container Roomcast's own sources of configuration. The files rank right above the defaults in the application, and
 * below everything that servers offer.
 */
public final class RoomcastSources implements ConfigSourceProvider {

    private static final int CONFIG_ORDINAL = 103;
    private static final int ROOMS_ORDINAL = 102;

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader application) {
        return sources(System.getProperties(), System.getenv());
    }

    static List<ConfigSource> sources(Properties properties, Map<String, String> environment) {
        Path directory = ConfigDirectory.locate(properties, environment);
        List<ConfigSource> sources = new ArrayList<>();
        sources.add(new SystemPropertySource(properties));
        sources.add(new EnvironmentSource(environment));
        add(sources, directory.resolve(ConfigDirectory.SETTINGS), CONFIG_ORDINAL);
        add(sources, directory.resolve(ConfigDirectory.ROOMS), ROOMS_ORDINAL);
        return sources;
    }

    /**
     * A broken file is no source here: servers report what fails at this point badly or not at all. {@link SettingsLoader}
     * reads the file again and stops the start.
     */
    private static void add(List<ConfigSource> sources, Path file, int ordinal) {
        try {
            YamlFile.read(file).ifPresent(content -> sources.add(new YamlSource(file, ordinal, content)));
        } catch (InvalidConfigurationException reportedByTheLoader) {
            sources.add(new YamlSource(file, ordinal, new Yaml.Members(Map.of())));
        }
    }
}
