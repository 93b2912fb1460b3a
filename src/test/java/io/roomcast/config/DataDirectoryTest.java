package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void itIsMadeWithAllThatItStandsInAndStaysEmpty() throws IOException {
        Path data = directory.resolve("a/b");

        DataDirectory.prepare(data);
        DataDirectory.prepare(data);

        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aFileInItsPlaceOrInThatOfWhatItStandsInIsReported() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.prepare(file)).isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("occupancy.data.dir = \"" + file + "\": is not a directory");
        assertThatThrownBy(() -> DataDirectory.prepare(file.resolve("data"))).isInstanceOf(
                InvalidConfigurationException.class)
                .hasMessageStartingWith("occupancy.data.dir = \"" + file.resolve("data") + "\": cannot be made: ");
    }

    @Test
    void oneThatCannotBeWrittenIsReported() {
        Path data = Path.of("/proc/self");
        Path inner = data.resolve("data");
        Assumptions.assumeTrue(Files.isDirectory(data), "there is no /proc");

        assertThatThrownBy(() -> DataDirectory.prepare(data)).isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("occupancy.data.dir = \"/proc/self\": cannot be written: ");
        assertThatThrownBy(() -> DataDirectory.prepare(inner)).isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("occupancy.data.dir = \"/proc/self/data\": cannot be made: "
                        + "a directory that it is to stand in does not exist");
    }
}
