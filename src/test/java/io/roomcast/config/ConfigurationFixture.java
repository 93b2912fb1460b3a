package io.roomcast.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A configuration directory, an environment and system properties of a test's own. */
final class ConfigurationFixture {

    final Path directory;
    final Properties properties = new Properties();
    final Map<String, String> environment = new HashMap<>();

    ConfigurationFixture(Path directory) {
        this.directory = directory;
        environment.put("OCCUPANCY_CONFIG_DIR", directory.toString());
    }

    ConfigurationFixture file(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
        return this;
    }

    ConfigurationFixture property(String name, String value) {
        properties.setProperty(name, value);
        return this;
    }

    ConfigurationFixture variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    SettingsLoader loader() {
        return new SettingsLoader(new SourcesLookup(RoomcastSources.sources(properties, environment)), properties, environment);
    }

    Settings load() {
        return loader().load();
    }
}
