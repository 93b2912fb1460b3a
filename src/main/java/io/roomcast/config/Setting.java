package io.roomcast.config;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that can be set. Immutable.
 *
 * @param name         the property
 * @param defaultValue what holds when it is not set; absent if it then has no value or one that depends on others
 * @param defaultNote  the same in words
 * @param kind         what it may be set to
 * @param description  what it is for, in one sentence
 */
record Setting<T>(String name, Optional<String> defaultValue, String defaultNote, Kind<T> kind, String description) {

    /** What the properties of the WebSocket API start with. */
    static final String WEB_SOCKET = "tracking.websocket_api_";

    static <T> Setting<T> of(String name, String defaultValue, Kind<T> kind, String description) {
        return new Setting<>(name, Optional.of(defaultValue), defaultValue, kind, description);
    }

    static <T> Setting<T> optional(String name, String defaultNote, Kind<T> kind, String description) {
        return new Setting<>(name, Optional.empty(), defaultNote, kind, description);
    }

    /** The environment variable that sets it. */
    String variable() {
        return variable(name);
    }

    /** The environment variable that sets the property of that name. */
    static String variable(String property) {
        String text = property.startsWith(WEB_SOCKET) ? property.substring("tracking.".length()) : property;
        return text.replaceAll("[^A-Za-z0-9_]", "_").toUpperCase(Locale.ROOT);
    }

    /** The value that the text spells, or nothing when it is not accepted. */
    Optional<T> parse(String text) {
        return kind.parser().apply(text);
    }
}
