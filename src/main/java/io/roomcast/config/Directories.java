package io.roomcast.config;

import java.nio.file.Path;

/**
 * The two directories that Roomcast uses, absolute. They need not exist.
 *
 * @param config for the files an administrator writes; only read
 * @param data   for what has to outlive a restart; written
 */
public record Directories(Path config, Path data) {
}
