package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.config.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedKeyTest {

    @TempDir
    Path directory;

    private final List<String> shown = new ArrayList<>();

    private ApiKey start() {
        return new GeneratedKey(directory.resolve("data"), shown::add).get().orElseThrow();
    }

    private Path file() {
        return directory.resolve("data").resolve("generated-key.sha256");
    }

    @Test
    void theKeyHas256BitsAndIsShownAtTheFirstStartOnly() {
        ApiKey first = start();
        ApiKey second = start();

        assertThat(shown).singleElement().satisfies(key -> {
            assertThat(Base64.getUrlDecoder().decode(key)).hasSize(32);
            assertThat(first.hash()).isEqualTo(KeyHash.of(key));
        });
        assertThat(second).isEqualTo(first);
        assertThat(first.rights()).isEqualTo(Rights.full());
    }

    @Test
    void onlyTheHashIsKeptAndOnlyForTheServersUser() throws IOException {
        start();

        assertThat(Files.readString(file()).strip()).isEqualTo(KeyHash.of(shown.get(0)).hex());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        try (var files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aDamagedFileIsAnErrorThatSaysWhatToDo() throws IOException {
        Files.createDirectory(file().getParent());
        Files.writeString(file(), "damaged");

        assertThatThrownBy(this::start).isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(file().toString()).hasMessageContaining("delete it");
        assertThat(shown).isEmpty();
    }

    @Test
    void aKeyThatCannotBeKeptIsNotShown() throws IOException {
        Files.writeString(directory.resolve("data"), "a file where the directory should be");

        assertThatThrownBy(this::start).isInstanceOf(InvalidConfigurationException.class);
        assertThat(shown).isEmpty();
    }

    @Test
    void aKeyThatCannotBeShownIsNotKept() throws IOException {
        assertThat(new GeneratedKey(file().getParent(), key -> false).get()).isEmpty();

        try (var files = Files.list(file().getParent())) {
            assertThat(files).isEmpty();
        }
    }
}
