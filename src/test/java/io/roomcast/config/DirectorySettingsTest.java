package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the settings and the data are. */
class DirectorySettingsTest extends ConfigurationTest {

    @Test
    void theDirectoriesAreAbsolute() {
        given.variable("OCCUPANCY_DATA_DIR", "some/where");

        assertThat(given.load().directories())
                .isEqualTo(new Directories(directory, Path.of("some/where").toAbsolutePath()));
    }

    @Test
    void withoutDirectoriesOfTheirOwnSettingsAndDataLieInTheHome() {
        given.environment.clear();
        given.variable("OCCUPANCY_HOME", "/srv/roomcast");

        assertThat(given.load().directories())
                .isEqualTo(new Directories(Path.of("/srv/roomcast/config"), Path.of("/srv/roomcast/data")));

        given.property("occupancy.home", "/home/me").property("wlp.install.dir", "/opt/wlp");

        assertThat(given.load().directories())
                .isEqualTo(new Directories(Path.of("/home/me/config"), Path.of("/home/me/data")));
    }

    @Test
    void theConfigurationDirectoryCannotBeSetWhereItIsNotSeenInTime() throws IOException {
        given = new ConfigurationFixture(directory).property("occupancy.config.dir", directory.toString());
        given.environment.clear();
        given.file("config.yaml", "occupancy: {config: {dir: /elsewhere}}");

        assertThat(given.load().directories().config()).isEqualTo(directory);

        SettingsLoader late = new SettingsLoader(
                new SourcesLookup(List.of(new YamlSource(Path.of("server"), 500, YamlFile.parse(Path.of("server"),
                        "occupancy: {config: {dir: /elsewhere}}")))), given.properties, given.environment);
        assertThat(catchThrowableOfType(InvalidConfigurationException.class, late::load).problems())
                .singleElement().asString().contains("occupancy.config.dir", "OCCUPANCY_CONFIG_DIR");
    }

    @Test
    void aDirectoryOfSettingsThatIsNamedAndMissingIsReported() {
        Path missing = directory.resolve("missing");
        given.variable("OCCUPANCY_CONFIG_DIR", missing.toString());
        assertThat(problems()).containsExactly("occupancy.config.dir = \"" + missing
                + "\" (environment variable OCCUPANCY_CONFIG_DIR): there is no such directory");

        given.property("occupancy.config.dir", missing.toString());
        assertThat(problems()).containsExactly("occupancy.config.dir = \"" + missing
                + "\" (system property): there is no such directory");
    }

    @Test
    void aFileInThePlaceOfTheDirectoryOfSettingsIsReported() throws IOException {
        given.file("file", "").variable("OCCUPANCY_CONFIG_DIR", directory.resolve("file").toString());

        assertThat(problems()).contains("occupancy.config.dir = \"" + directory.resolve("file")
                + "\" (environment variable OCCUPANCY_CONFIG_DIR): is not a directory");
    }

    @Test
    void aRelativeDirectoryThatIsMissingIsShownWhereItIsLookedFor() {
        given.variable("OCCUPANCY_CONFIG_DIR", "no/such");

        assertThat(problems()).containsExactly("occupancy.config.dir = \"no/such\" (environment variable "
                + "OCCUPANCY_CONFIG_DIR): "
                + "there is no such directory: " + Path.of("no/such").toAbsolutePath());
    }
}
