package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class YamlFilePropertiesTest {

    private static final Path FILE = Path.of("some.yaml");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", ": ", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", ", ", "&a ", "*a", "!t ", "\"", "'",
                        "#", "|", ">", "%", "---", "...", "?", "@", "`", "\u0000", "\u0085", "\u2028", "\ud800", "\ud83c\udfe0",
                        "~", "\r")
                .list().ofMaxSize(40).map(parts -> parts.stream().collect(Collectors.joining()));
    }

    @Property(tries = 2_000)
    void anyTextIsReadOrReportedInOneLine(@ForAll("texts") String text) {
        Throwable thrown = catchThrowable(() -> YamlFile.parse(FILE, text));

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(InvalidConfigurationException.class);
            assertThat(thrown.getMessage()).startsWith("some.yaml").hasSizeLessThanOrEqualTo(OneLine.LONGEST);
            assertThat(thrown.getMessage().chars()).noneMatch(Character::isISOControl);
        }
    }

    @Property
    void anyTextIsShownOnOneLineWithinTheLimit(@ForAll String text) {
        assertThat(OneLine.of(text)).hasSizeLessThanOrEqualTo(OneLine.LONGEST);
        assertThat(OneLine.of(text).codePoints()).noneMatch(point -> Character.isISOControl(point)
                || point == 0x2028 || point == 0x2029 || Character.getType(point) == Character.SURROGATE);
        assertThatCode(() -> OneLine.quoted(text)).doesNotThrowAnyException();
    }
}
