package io.roomcast.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;

/**
 * Makes values of one YAML document. What a document costs is limited however it is written: it may be nested
 * {@value #DEEPEST} deep and have {@value #MOST_VALUES} values, those included that aliases repeat. For one thread.
 */
final class YamlParser {

    static final int DEEPEST = 32;
    static final int MOST_VALUES = 250_000;

    /** What to do about values that YAML does not take for texts. */
    static final String QUOTES = "is not valid YAML; a value that begins with * & ! or % must stand in quotes";

    private static final Set<String> NONE = Set.of("", "~", "null", "Null", "NULL");
    private static final String TAGS = "tag:yaml.org,2002:";

    private final Path file;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;

    /** A value that aliases may repeat: how many values it is made of, and how deep it is nested. */
    private record Anchored(Yaml value, int values, int depth) {
    }

    /**
     * @param file what to call the document in messages
     */
    YamlParser(Path file, String text) {
        this.file = file;
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(TextFile.LONGEST + 1).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * The document; nothing when there is none.
     *
     * @throws InvalidConfigurationException if there is more than one, if a name is given twice, or if it is too large
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is no YAML
     */
    Yaml parse() {
        Optional<Yaml> document = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent) {
                if (document.isPresent()) {
                    throw problem(event, "there must be one document only, without a second --- in between");
                }
                document = Optional.of(value(events.next(), 0).value());
            } else if (event instanceof StreamEndEvent) {
                break;
            }
        }
        return document.orElseGet(Yaml.Nothing::new);
    }

    private Anchored value(Event event, int depth) {
        if (depth > DEEPEST) {
            throw problem(event, "is nested deeper than " + DEEPEST);
        }
        int before = values;
        count(event, 1);
        if (event instanceof AliasEvent alias) {
            return repeated(alias, depth);
        }
        int[] deepest = {0};
        Yaml value = event instanceof ScalarEvent scalar ? plain(scalar)
                : event instanceof SequenceStartEvent ? items(event, depth, deepest)
                : members(event, depth, deepest);
        Anchored anchored = new Anchored(value, values - before, deepest[0]);
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, anchored));
        return anchored;
    }

    /** An alias inside of what it repeats finds no anchor yet, so that no value contains itself. */
    private Anchored repeated(AliasEvent alias, int depth) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw problem(alias, QUOTES);
        }
        if (depth + anchored.depth() > DEEPEST) {
            throw problem(alias, "is nested deeper than " + DEEPEST);
        }
        count(alias, anchored.values());
        return anchored;
    }

    private void count(Event event, int more) {
        if (values > MOST_VALUES - more) {
            throw problem(event, "has more than " + MOST_VALUES + " values, those included that aliases repeat");
        }
        values += more;
    }

    private Yaml plain(ScalarEvent scalar) {
        Optional<String> tag = scalar.getTag().filter(given -> !given.equals("!"));
        if (tag.isEmpty()) {
            return scalar.isPlain() && scalar.getTag().isEmpty() && NONE.contains(scalar.getValue())
                    ? new Yaml.Nothing()
                    : new Yaml.Text(scalar.getValue());
        }
        return switch (tag.get()) {
            case TAGS + "str" -> new Yaml.Text(scalar.getValue());
            case TAGS + "null" -> new Yaml.Nothing();
            default -> throw problem(scalar, QUOTES);
        };
    }

    private Yaml items(Event start, int depth, int[] deepest) {
        requireTag(((SequenceStartEvent) start).getTag(), "seq", start);
        List<Yaml> items = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            lines.add(line(event));
            items.add(inner(event, depth, deepest));
        }
        return new Yaml.Items(items, lines);
    }

    private Yaml members(Event start, int depth, int[] deepest) {
        requireTag(((MappingStartEvent) start).getTag(), "map", start);
        Map<String, Yaml> members = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            String name = name(event);
            if (members.containsKey(name)) {
                throw problem(event, OneLine.quoted(name) + " is given twice, first in line " + lines.get(name));
            }
            lines.put(name, line(event));
            members.put(name, inner(events.next(), depth, deepest));
        }
        return new Yaml.Members(members, lines);
    }

    private String name(Event event) {
        if (event instanceof ScalarEvent scalar && !(scalar.isPlain() && scalar.getValue().isEmpty())) {
            return scalar.getValue();
        }
        throw problem(event, "a name must be a text");
    }

    private Yaml inner(Event event, int depth, int[] deepest) {
        Anchored inner = value(event, depth + 1);
        deepest[0] = Math.max(deepest[0], inner.depth() + 1);
        return inner.value();
    }

    private void requireTag(Optional<String> tag, String permitted, Event event) {
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(TAGS + permitted)) {
            throw problem(event, QUOTES);
        }
    }

    private InvalidConfigurationException problem(Event event, String what) {
        return new InvalidConfigurationException(file + ", line " + line(event) + ": " + what);
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
