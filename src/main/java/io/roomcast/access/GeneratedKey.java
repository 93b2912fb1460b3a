package io.roomcast.access;

import io.roomcast.config.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The key made for somebody who has set none: 256 random bits, shown once; only their hash is kept, in a file that nobody but
 * the server's user can read.
 */
final class GeneratedKey implements Supplier<ApiKey> {

    /** The name of the key. */
    static final String NAME = "generated";

    private static final String FILE = "generated-key.sha256";
    private static final int BYTES = 32;

    private final Path file;
    private final Consumer<String> show;

    /**
     * @param directory where the hash is kept
     * @param show      takes the key itself, once
     */
    GeneratedKey(Path directory, Consumer<String> show) {
        this.file = directory.resolve(FILE);
        this.show = show;
    }

    /**
     * The key, made now if there is none yet.
     *
     * @throws InvalidConfigurationException if its hash can be neither read nor kept
     */
    @Override
    public ApiKey get() {
        return ApiKey.full(NAME, kept().orElseGet(this::make));
    }

    private Optional<KeyHash> kept() {
        try {
            return Optional.of(KeyHash.parse(Files.readString(file).strip()).orElseThrow(() ->
                    new InvalidConfigurationException(file + ": is damaged; delete it, and the next start makes a new key")));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InvalidConfigurationException(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private KeyHash make() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        KeyHash hash = KeyHash.of(key);
        keep(hash);
        show.accept(key);
        return hash;
    }

    /** A temporary file is made for its owner alone, and stays so when it gets its name. */
    private void keep(KeyHash hash) {
        try {
            Files.createDirectories(file.getParent());
            Path temporary = Files.createTempFile(file.getParent(), FILE, null);
            Files.writeString(temporary, hash.hex() + System.lineSeparator());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    file + ": cannot be written (" + e.getClass().getSimpleName() + "); without it no key can be made");
        }
    }
}
