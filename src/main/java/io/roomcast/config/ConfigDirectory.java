package io.roomcast.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The directories, which have to be known before any file of settings can be read: by the system properties, else the
 * environment, else the server's custom.
 */
final class ConfigDirectory {

    static final String SETTINGS = "config.yaml";
    static final String ROOMS = "rooms.yaml";
    static final String KEYS = "api-keys.yaml";

    /** The system property by which whoever starts the server gives another default than the server's own. */
    private static final String DEFAULT_HOME = "roomcast.default.home";

    private ConfigDirectory() {
    }

    /** Where the files are that an administrator writes; absolute. */
    static Path locate(Properties properties, Map<String, String> environment) {
        return early(SettingsTable.CONFIG_DIRECTORY, properties, environment)
                .orElseGet(() -> home(properties, environment).resolve("config"))
                .toAbsolutePath().normalize();
    }

    /** Where what has to outlive a restart is kept, unless a setting says otherwise; absolute. */
    static Path defaultData(Properties properties, Map<String, String> environment) {
        return home(properties, environment).resolve("data").toAbsolutePath().normalize();
    }

    private static Path home(Properties properties, Map<String, String> environment) {
        return early(SettingsTable.HOME, properties, environment)
                .or(() -> Optional.ofNullable(properties.getProperty(DEFAULT_HOME)).map(Path::of))
                .orElseGet(() -> HostServer.detect(properties).home(properties));
    }

    private static Optional<Path> early(Setting<Path> setting, Properties properties, Map<String, String> environment) {
        return Optional.ofNullable(new SystemPropertySource(properties).getValue(setting.name()))
                .or(() -> Optional.ofNullable(new EnvironmentSource(environment).getValue(setting.name())))
                .flatMap(setting::parse);
    }
}
