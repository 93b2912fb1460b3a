package io.roomcast.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.ConstructYamlNull;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/** Reads the YAML files of the configuration directory. */
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
        try {
            return Optional.of(parse(file, Files.readString(file)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new InvalidConfigurationException(file + ": is not UTF-8 text");
        } catch (IOException e) {
            throw new InvalidConfigurationException(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * The mapping that the text spells; an empty text is an empty mapping.
     *
     * @param file what to call it in messages
     * @throws InvalidConfigurationException if it is no YAML mapping; says where
     */
    public static Yaml.Members parse(Path file, String text) {
        LoadSettings settings = LoadSettings.builder().setSchema(new PlainText()).setAllowDuplicateKeys(false).build();
        Yaml document;
        try {
            document = Yaml.of(new Load(settings).loadFromString(text));
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

    /** The parser's own words, but for those that quote a value: it may be a password that was not put in quotes. */
    private static String problem(MarkedYamlEngineException e) {
        String problem = Optional.ofNullable(e.getProblem()).flatMap(text -> text.lines().findFirst()).orElse("is not valid YAML");
        return QUOTES_VALUE.matcher(problem).find()
                ? "is not valid YAML; a value that begins with * & ! or % must stand in quotes"
                : problem;
    }

    /** Leaves every plain value as the text it is, but for the ways to say that there is none. */
    private static final class PlainText implements Schema {

        private static final Set<String> NONE = Set.of("", "~", "null", "Null", "NULL");

        @Override
        public ScalarResolver getScalarResolver() {
            return (value, implicit) -> implicit && NONE.contains(value) ? Tag.NULL : Tag.STR;
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            Map<Tag, ConstructNode> constructors = new HashMap<>(new FailsafeSchema().getSchemaTagConstructors());
            constructors.put(Tag.NULL, new ConstructYamlNull());
            return constructors;
        }
    }
}
