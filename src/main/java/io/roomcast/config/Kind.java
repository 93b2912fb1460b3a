package io.roomcast.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * What values a setting takes. Immutable.
 *
 * @param range  the accepted values in words, to follow "must be"
 * @param secret whether values must not be shown
 * @param parser makes the value of a text, or nothing when the text is not accepted
 */
record Kind<T>(String range, boolean secret, Function<String, Optional<T>> parser) {

    static <T> Kind<T> of(String range, Function<String, Optional<T>> parser) {
        return new Kind<>(range, false, parser);
    }
}
