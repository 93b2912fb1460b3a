package io.roomcast.config;

import java.util.Optional;
import java.util.function.Predicate;

/** Where settings are looked up: all sources as one, the strongest first. */
interface Lookup {

    /**
     * A value as it was set.
     *
     * @param text    what was set
     * @param source  where
     * @param ordinal the strength of that source
     */
    record Found(String text, String source, int ordinal) {
    }

    /** The property's value, expressions in it replaced; nothing when it is not set or set to the empty text. */
    Optional<Found> value(String name);

    /** The property's value as it stands, for secrets, in which a dollar is a dollar. */
    Optional<Found> verbatim(String name);

    /** As {@link #verbatim(String)}, of the strongest source whose value is usable. */
    default Optional<Found> verbatim(String name, Predicate<String> usable) {
        return verbatim(name).filter(found -> usable.test(found.text()));
    }

    /** The names of all properties that are set, not only of those known here. */
    Iterable<String> names();
}
