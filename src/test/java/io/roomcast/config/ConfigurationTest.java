package io.roomcast.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of what comes of settings, each from an empty directory and environment. */
abstract class ConfigurationTest {

    @TempDir
    Path directory;

    ConfigurationFixture given;

    @BeforeEach
    void startFromNothing() {
        given = new ConfigurationFixture(directory);
    }

    /** What is wrong with the settings given; fails if they are accepted. */
    List<String> problems() {
        return catchThrowableOfType(InvalidConfigurationException.class, given::load).problems();
    }
}
