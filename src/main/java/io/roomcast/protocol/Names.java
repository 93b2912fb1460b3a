package io.roomcast.protocol;

import io.roomcast.wire.JsonText;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds constants by the names they have on the wire. */
final class Names {

    private Names() {
    }

    /** The constant whose lower-case name this is, letter by letter. */
    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String wireName) {
        return Stream.of(type.getEnumConstants()).filter(constant -> JsonText.name(constant).equals(wireName)).findFirst();
    }
}
