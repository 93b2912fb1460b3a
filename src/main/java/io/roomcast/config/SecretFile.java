package io.roomcast.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that holds one secret and, around it, nothing but white space and a byte order mark. */
final class SecretFile {

    static final int LONGEST_BYTES = 65_536;

    /** What such a file must be, to follow "the file". */
    static final String RANGE = "must hold one line of UTF-8 text, of at most " + LONGEST_BYTES + " bytes";

    private SecretFile() {
    }

    /** Why the file cannot be read, if it cannot. */
    static Optional<String> obstacle(Path file) {
        if (!Files.exists(file)) {
            return Optional.of("there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("is not a file");
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of("the file cannot be read");
    }

    /** The secret, or nothing when the file does not hold what it must. */
    static Optional<Secret> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            String secret = (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
            return bytes.length > LONGEST_BYTES || secret.isEmpty() || secret.lines().count() > 1
                    ? Optional.empty()
                    : Optional.of(new Secret(secret));
        } catch (IOException notText) {
            return Optional.empty();
        }
    }
}
