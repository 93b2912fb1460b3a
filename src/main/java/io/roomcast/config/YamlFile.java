package io.roomcast.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads the YAML files of the configuration directory. What a file costs is limited: see {@link TextFile} and
 * {@link YamlParser}.
 */
public final class YamlFile {

    private static final Pattern QUOTES_VALUE = Pattern.compile("alias|anchor|\\btag\\b|handle|directive|URI");

    private YamlFile() {
    }

    /**
     * The mapping that the file holds; nothing when there is no such file.
     *
     * @throws InvalidConfigurationException if it cannot be read or is no YAML mapping; says where
     */
    public static Optional<Yaml.Members> read(Path file) {
        return TextFile.read(file).map(text -> parse(file, text));
    }

    /**
     * The mapping that the text spells; an empty text is an empty mapping.
     *
     * @param file what to call it in messages
     * @throws InvalidConfigurationException if it is no YAML mapping; says where
     */
    public static Yaml.Members parse(Path file, String text) {
        requirePrintable(file, text);
        Yaml document;
        try {
            document = new YamlParser(file, text).parse();
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1)).orElse("");
            throw new InvalidConfigurationException(file + where + ": " + problem(e));
        } catch (YamlEngineException e) {
            throw new InvalidConfigurationException(file + ": is not valid YAML");
        }
        if (document instanceof Yaml.Members members) {
            return members;
        }
        if (document instanceof Yaml.Nothing) {
            return new Yaml.Members(Map.of());
        }
        throw new InvalidConfigurationException(file + ": must be a mapping of names to values");
    }

    /** The parser does not say where it met a character that is not permitted. */
    private static void requirePrintable(Path file, String text) {
        int line = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (character == '\n') {
                line++;
            } else if (!StreamReader.isPrintable(character)) {
                throw new InvalidConfigurationException(file + ", line " + line + ": has the control character "
                        + OneLine.quoted(Character.toString(character)) + ", which must not be there");
            }
        }
    }

    /** The parser's own words, but for those that quote a value: it may be a password that was not put in quotes. */
    private static String problem(MarkedYamlEngineException e) {
        String problem = Optional.ofNullable(e.getProblem()).flatMap(text -> text.lines().findFirst())
                .orElse("is not valid YAML");
        return QUOTES_VALUE.matcher(problem).find() ? YamlParser.QUOTES : problem;
    }
}
