package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.roomcast.config.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody who copies from a document or an example gets a key that others have. */
class ExampleKeysTest {

    private static final Pattern HASH = Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(api_keys:\\n.*?)```", Pattern.DOTALL);

    static List<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(Path.of(""));
                Stream<Path> config = Files.walk(Path.of("config"));
                Stream<Path> examples = Files.walk(Path.of("examples"));
                Stream<Path> liberty = Files.walk(Path.of("liberty"))) {
            return Stream.of(root, config, examples, liberty).flatMap(files -> files)
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("node_modules"))
                    .toList();
        }
    }

    private static List<String> refusals(String yaml) {
        return catchThrowableOfType(InvalidConfigurationException.class,
                () -> KeyFile.parse(Path.of("api-keys.yaml"), yaml, Set.of())).problems();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyHashInADocumentOrExampleIsRefused(Path document) throws IOException {
        List<String> hashes = HASH.matcher(Files.readString(document)).results().map(MatchResult::group).toList();

        assertThat(hashes).allSatisfy(hash -> assertThat(
                refusals("api_keys: [{name: a, sha256: " + hash + ", capabilities: [alerts]}]")).singleElement()
                .asString()
                .contains("is the one of the example, which no key has"));
    }

    @Test
    void theReadmesExampleIsRefusedAsItIs() throws IOException {
        List<String> examples = YAML.matcher(Files.readString(Path.of("README.md"))).results()
                .map(found -> found.group(1)).toList();

        assertThat(examples).singleElement().satisfies(yaml -> assertThat(refusals(yaml)).containsExactly(
                "api-keys.yaml, line 3: entry 1 (wall-panel): sha256: is the one of the example, which no key has; "
                        + "put the SHA-256 of your key there"));
    }

    @Test
    void theExampleFileIsRefusedAsItIs() throws IOException {
        assertThat(refusals(Files.readString(Path.of("config/api-keys.yaml.example")))).singleElement().asString()
                .contains("entry 1 (wall-panel): sha256: is the one of the example");
    }
}
