package io.roomcast.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A piece of a YAML document. Every plain value is the text that stands there, whatever it looks like. Immutable. */
public sealed interface Yaml {

    /** A plain value. */
    record Text(String text) implements Yaml {
    }

    /** No value: {@code null}, {@code ~}, or nothing at all. */
    record Nothing() implements Yaml {
    }

    /** A sequence. */
    record Items(List<Yaml> items) implements Yaml {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping, in the order of the file. */
    record Members(Map<String, Yaml> members) implements Yaml {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /** The member of that name; nothing when there is none. */
        public Yaml get(String name) {
            return members.getOrDefault(name, new Nothing());
        }
    }

    /** Takes over what the parser made. */
    static Yaml of(Object parsed) {
        if (parsed == null) {
            return new Nothing();
        }
        if (parsed instanceof Map<?, ?> map) {
            Map<String, Yaml> members = new LinkedHashMap<>();
            map.forEach((name, value) -> members.put(String.valueOf(name), of(value)));
            return new Members(members);
        }
        if (parsed instanceof Iterable<?> iterable) {
            return new Items(StreamSupport.stream(iterable.spliterator(), false)
                    .map(Yaml::of).collect(Collectors.toList()));
        }
        return new Text(String.valueOf(parsed));
    }
}
