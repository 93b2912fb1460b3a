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
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The key made for somebody who has set none: 256 random bits, shown once; only their hash is kept, in a file that nobody but
 * the server's user can read. A key that cannot be shown is not kept, for it would be of use to nobody.
 */
final class GeneratedKey implements Supplier<Optional<ApiKey>> {

    /** The name of the key. */
    static final String NAME = "generated";

    private static final String FILE = "generated-key.sha256";
    private static final int BYTES = 32;

    private final Path file;
    private final Predicate<String> show;

    /**
     * @param directory where the hash is kept
     * @param show      takes the key itself, once, and says whether it could be shown
     */
    GeneratedKey(Path directory, Predicate<String> show) {
        this.file = directory.resolve(FILE);
        this.show = show;
    }

    /**
     * The key, made now if there is none yet; nothing when it could not be shown.
     *
     * @throws InvalidConfigurationException if its hash can be neither read nor kept
     */
    @Override
    public Optional<ApiKey> get() {
        return kept().or(this::make).map(hash -> ApiKey.full(NAME, hash));
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

    /**
     * The hash is written before the key is shown and gets its name after it: whatever goes wrong in between, nobody is left
     * with a key that was never seen. A temporary file is made for its owner alone, and stays so when it is renamed.
     */
    private Optional<KeyHash> make() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        KeyHash hash = KeyHash.of(key);
        try {
            Files.createDirectories(file.getParent());
            Path temporary = Files.createTempFile(file.getParent(), FILE, null);
            Files.writeString(temporary, hash.hex() + System.lineSeparator());
            if (!show.test(key)) {
                Files.delete(temporary);
                return Optional.empty();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(hash);
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    file + ": cannot be written (" + e.getClass().getSimpleName() + "); without it no key can be made");
        }
    }
}
