package io.roomcast.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The directory of the files that an administrator writes. It has to be known before any source of settings can be read. */
final class ConfigDirectory {

    static final String SETTINGS = "config.yaml";
    static final String ROOMS = "rooms.yaml";
    static final String KEYS = "api-keys.yaml";

    private ConfigDirectory() {
    }

    /** Where it is by the system properties, else the environment, else the server's custom; absolute. */
    static Path locate(Properties properties, Map<String, String> environment) {
        String name = SettingsTable.CONFIG_DIRECTORY.name();
        return Optional.ofNullable(new SystemPropertySource(properties).getValue(name))
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(new EnvironmentSource(environment).getValue(name)))
                .flatMap(SettingsTable.CONFIG_DIRECTORY::parse)
                .orElseGet(() -> HostServer.detect(properties).configDirectory(properties))
                .toAbsolutePath().normalize();
    }
}
