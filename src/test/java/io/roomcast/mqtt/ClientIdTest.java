package io.roomcast.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientIdTest {

    @TempDir
    private Path directory;

    @Test
    void anIdIsMadeOnceAndKept() {
        String first = ClientId.read(directory.resolve("data"), new Random());
        String afterARestart = ClientId.read(directory.resolve("data"), new Random());

        assertThat(first).matches("roomcast[0-9a-f]{12}").isEqualTo(afterARestart);
    }

    @Test
    void twoNodesHaveTwoIds() {
        assertThat(ClientId.read(directory.resolve("a"), new Random(1)))
                .isNotEqualTo(ClientId.read(directory.resolve("b"), new Random(2)));
    }

    @Test
    void aFileThatHoldsNoIdIsReplaced() throws IOException {
        Files.writeString(directory.resolve("mqtt-client-id"), "no id\0 at all");

        String made = ClientId.read(directory, new Random());

        assertThat(Files.readString(directory.resolve("mqtt-client-id")).strip()).isEqualTo(made);
    }

    @Test
    void whereNothingCanBeKeptTheIdLastsForTheRun() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(ClientId.read(file, new Random())).matches("roomcast[0-9a-f]{12}");
    }
}
