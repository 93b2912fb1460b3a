package io.roomcast.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where API keys come from. Immutable.
 *
 * @param keyFile the file of keys; it need not exist
 * @param apiKey  the one key set directly, with full rights
 */
public record AccessSettings(Path keyFile, Optional<Secret> apiKey) {

    /** The fewest characters (code points) that an API key may have. */
    public static final int SHORTEST_KEY = 16;

    /** Whether the text has as many characters as a key must. */
    public static boolean isLongEnough(String key) {
        return key.codePointCount(0, key.length()) >= SHORTEST_KEY;
    }

}
