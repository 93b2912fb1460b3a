package io.roomcast.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a YAML document. Every plain value is the text that stands there, whatever it looks like. Immutable. */
public sealed interface Yaml {

    /** A plain value. */
    record Text(String text) implements Yaml {
    }

    /** No value: {@code null}, {@code ~}, or nothing at all. */
    record Nothing() implements Yaml {
    }

    /**
     * A sequence.
     *
     * @param lines in which line each item begins, counted from 1
     */
    record Items(List<Yaml> items, List<Integer> lines) implements Yaml {
        public Items {
            items = List.copyOf(items);
            lines = List.copyOf(lines);
        }
    }

    /**
     * A mapping, in the order of the file.
     *
     * @param lines in which line each name stands, counted from 1, where that is known
     */
    record Members(Map<String, Yaml> members, Map<String, Integer> lines) implements Yaml {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            lines = Map.copyOf(lines);
        }

        /** A mapping whose lines are not known. */
        public Members(Map<String, Yaml> members) {
            this(members, Map.of());
        }

        /** The member of that name; nothing when there is none. */
        public Yaml get(String name) {
            return members.getOrDefault(name, new Nothing());
        }

        /** The line in which the name stands, where that is known. */
        public Optional<Integer> line(String name) {
            return Optional.ofNullable(lines.get(name));
        }

        /** Where the name stands: {@code file, line 7}; the file alone when the line is not known. */
        public String place(Path file, String name) {
            return lines.containsKey(name) ? file + ", line " + lines.get(name) : file.toString();
        }
    }
}
