package io.roomcast.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that holds one secret and, around it, nothing but white space. */
final class SecretFile {

    private SecretFile() {
    }

    /** Why the file cannot be read, if it cannot. */
    static Optional<String> obstacle(Path file) {
        if (!Files.exists(file)) {
            return Optional.of("there is no such file: " + file);
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("is not a file: " + file);
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of("the file cannot be read: " + file);
    }

    /** The secret, or nothing when there is none or it is not text. */
    static Optional<Secret> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty()).map(Secret::new);
        } catch (IOException notText) {
            return Optional.empty();
        }
    }
}
