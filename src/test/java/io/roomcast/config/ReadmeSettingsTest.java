package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeSettingsTest {

    private static String row(Setting<?> setting) {
        return "| `%s` | `%s` | %s | %s | %s |".formatted(setting.name(), setting.variable(), setting.defaultNote(),
                setting.kind().range(), setting.description());
    }

    @Test
    void theReadmeHasOneRowForEachSettingAndNoOther() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.matches("\\| `[a-z_]+\\.[a-z_.]+` \\| `[A-Z_]+` .*"))
                .toList();

        assertThat(rows).containsExactlyElementsOf(SettingsTable.all().stream().map(ReadmeSettingsTest::row).toList());
    }
}
