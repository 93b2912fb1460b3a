package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class YamlFileTest {

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("some.yaml");
    }

    private Yaml.Members read(String text) throws IOException {
        Files.writeString(file(), text);
        return YamlFile.read(file()).orElseThrow();
    }

    private String reason() {
        List<String> problems =
                catchThrowableOfType(InvalidConfigurationException.class, () -> YamlFile.read(file())).problems();
        assertThat(problems).singleElement().asString().doesNotContain("\n").hasSizeLessThanOrEqualTo(300);
        return problems.get(0);
    }

    static Stream<Arguments> brokenTexts() {
        return Stream.of(
                Arguments.of("a: [", "line 1, column "),
                Arguments.of("a:\n\tb: 1\n", "line 2, column 1: found character '\\t(TAB)'"),
                Arguments.of("a: b: c\n", "line 1, column 5: mapping values are not allowed here"),
                Arguments.of("a: 1\nb: 2\na: 3\n", "line 3: \"a\" is given twice, first in line 1"),
                Arguments.of("a: {b: 1,\n  b: 2}\n", "line 2: \"b\" is given twice, first in line 1"),
                Arguments.of("a: 1\n---\nb: 2\n", "line 2: there must be one document only"),
                Arguments.of("- a\n", "must be a mapping of names to values"),
                Arguments.of("text\n", "must be a mapping of names to values"),
                Arguments.of("a: 1\n[b, c]: 2\n", "line 2: a name must be a text"),
                Arguments.of("a: 1\n: 2\n", "line 2, column 1"),
                Arguments.of("a: 1\nb: *hunter2\n", "line 2: " + YamlParser.QUOTES),
                Arguments.of("a: 1\nb: !hunter2\n", "line 2: " + YamlParser.QUOTES),
                Arguments.of("a: 1\nb: !hunter2 {}\n", "line 2: " + YamlParser.QUOTES),
                Arguments.of("a: 1\nb: &x [*x]\n", "line 2: " + YamlParser.QUOTES),
                Arguments.of("a: 1\nb: \"\0\"\n", "line 2: has the control character \"\\u0000\""));
    }

    @ParameterizedTest
    @MethodSource("brokenTexts")
    void aBrokenFileIsReportedInOneLineWithItsLineAndWhatIsRight(String text, String reason) throws IOException {
        Files.writeString(file(), text);

        assertThat(reason()).startsWith(file().toString()).contains(reason).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"'[', ''", "'{a: ', ''", "'- ', ''", "'[', ']'"})
    void twentyThousandBracketsAreReportedAndNotFollowed(String opening, String closing) throws IOException {
        Files.writeString(file(), "a:\n  " + opening.repeat(20_000) + closing.repeat(20_000) + "\n");

        assertThat(reason()).startsWith(file() + ", line 2: is nested deeper than 32");
    }

    @Test
    void aDocumentMayBeNestedAsDeepAsAnySettingNeeds() throws IOException {
        Yaml.Members members = read("a: " + "[".repeat(31) + "]".repeat(31) + "\n");

        assertThat(members.members()).containsOnlyKeys("a");
    }

    @Test
    void aliasesThatMultiplyAreReportedAndNotFollowed() throws IOException {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String ten = String.join(", ", Collections.nCopies(10, "*a" + (i - 1)));
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ten));
        }
        Files.writeString(file(), laughs);

        assertThat(reason()).startsWith(file() + ", line ").contains("values");
    }

    @Test
    void aliasesThatNestAreReportedAndNotFollowed() throws IOException {
        StringBuilder steps = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            steps.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        Files.writeString(file(), steps);

        assertThat(reason()).startsWith(file() + ", line 32: is nested deeper than 32");
    }

    @Test
    void anAliasRepeatsItsValue() throws IOException {
        Yaml repeated = read("a: &a {b: 1}\nc: *a\n").get("c");

        assertThat(((Yaml.Members) repeated).get("b")).isEqualTo(new Yaml.Text("1"));
    }

    @ParameterizedTest
    @CsvSource({"a: 1, \uFEFF", "a: 1, ''"})
    void aByteOrderMarkAndCarriageReturnsAreNoPartOfAName(String text, String before) throws IOException {
        assertThat(read(before + text + "\r\nb: 2\r\n").members())
                .isEqualTo(Map.of("a", new Yaml.Text("1"), "b", new Yaml.Text("2")));
    }

    @ParameterizedTest
    @CsvSource({"UTF-16, 1", "UTF-16LE, 2", "ISO-8859-1, 2", "windows-1252, 2"})
    void aFileInAnotherEncodingIsReportedWithTheLine(String charset, int line) throws IOException {
        Files.write(file(), "a: 1\nb: \u00fc\u00df\n".getBytes(Charset.forName(charset)));

        assertThat(reason()).isEqualTo(file() + ", line " + line + ": is not UTF-8 text");
    }

    @Test
    void aDirectoryInThePlaceOfTheFileIsReported() throws IOException {
        Files.createDirectory(file());

        assertThat(reason()).isEqualTo(file() + ": must be a file, but is a directory");
    }

    @Test
    void aPipeInThePlaceOfTheFileIsReportedWithoutWaitingForIt() throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", file().toString()).start();
        Assumptions.assumeTrue(mkfifo.waitFor(5, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "there is no mkfifo");

        assertThat(reason()).isEqualTo(file() + ": must be a file, but is a pipe or a device");
    }

    @Test
    void aFileThatIsTooLongIsReported() throws IOException {
        Files.write(file(), ("a: " + "x".repeat(5 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8));

        assertThat(reason()).isEqualTo(file() + ": must not be longer than 4 MiB");
    }

    @Test
    void aFileOfSeveralThousandSensorsIsReadWhole() throws IOException {
        StringBuilder rooms = new StringBuilder("rooms:\n");
        for (int i = 0; i < 20_000; i++) {
            rooms.append("  room_").append(i).append(": {name: Room, sensors: {motion: {label: binary_sensor.motion_")
                    .append(i).append("}}}\n");
        }

        assertThat(((Yaml.Members) read(rooms.toString()).get("rooms")).members()).hasSize(20_000);
    }

    @Test
    void aFileThatIsNotThereHoldsNothing() {
        assertThat(YamlFile.read(file())).isEmpty();
    }

    @Test
    void whereANameStandsIsKnown() throws IOException {
        Yaml.Members members = read("# first\na:\n  b: 1\n\n  c: {d: 2}\n");

        assertThat(members.place(file(), "a")).isEqualTo(file() + ", line 2");
        assertThat(((Yaml.Members) members.get("a")).place(file(), "c")).isEqualTo(file() + ", line 5");
        assertThat(members.place(file(), "none")).isEqualTo(file().toString());
    }
}
