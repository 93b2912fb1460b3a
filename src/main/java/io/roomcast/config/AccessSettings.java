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
}
