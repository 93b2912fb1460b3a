package io.roomcast.access;

import io.roomcast.config.InvalidConfigurationException;
import io.roomcast.config.OneLine;
import io.roomcast.config.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Keeps a ring of keys in step with the file of keys. For one thread at a time.
 *
 * <p>A change counts when two readings in a row agree, so that an editor in the middle of saving revokes nothing. A file that
 * is broken or cannot be read leaves the keys as they are; one that is gone has no keys.
 */
final class KeyKeeper {

    /** The name of the key that is set directly. */
    static final String ENVIRONMENT = "environment";

    private static final Logger LOG = Logger.getLogger(KeyKeeper.class.getPackageName());
    private static final Set<String> RESERVED = Set.of(ENVIRONMENT, GeneratedKey.NAME);

    private final Path file;
    private final Optional<ApiKey> direct;
    private final Supplier<Optional<ApiKey>> whenNone;
    private final KeyRing ring;
    private Optional<ApiKey> generated = Optional.empty();
    private Reading settled = new Reading("", "");
    private Reading last = settled;

    /** What a reading of the file gave: its text, empty when there is none, or why it failed, empty when it did not. */
    private record Reading(String text, String failure) {
    }

    /**
     * @param direct   the key that is set directly
     * @param whenNone gives the key to have if there is no other at the start, if one can be had
     */
    KeyKeeper(Path file, Optional<ApiKey> direct, Supplier<Optional<ApiKey>> whenNone, KeyRing ring) {
        this.file = file;
        this.direct = direct;
        this.whenNone = whenNone;
        this.ring = ring;
    }

    /**
     * Puts the keys in force, at the start.
     *
     * @throws InvalidConfigurationException if the file is broken or cannot be read, or if no key can be made
     */
    void load() {
        settled = read();
        last = settled;
        List<ApiKey> keys = parse(settled);
        if (keys.isEmpty() && direct.isEmpty()) {
            generated = whenNone.get();
        }
        put(keys);
    }

    /** Looks at the file again and puts its keys in force if they have changed. */
    void refresh() {
        Reading now = read();
        boolean stable = now.equals(last);
        last = now;
        if (!stable || now.equals(settled)) {
            return;
        }
        settled = now;
        try {
            List<ApiKey> keys = parse(now);
            put(keys);
            LOG.info(() -> "API keys loaded anew from " + file + ": " + keys.stream().map(ApiKey::name).toList());
        } catch (InvalidConfigurationException e) {
            LOG.severe(() -> "API keys stay as they were, since the file is broken: " + inOneLine(e.problems()));
        }
    }

    /** The key made for want of another serves only as long as there is no other. */
    private void put(List<ApiKey> fromFile) {
        List<ApiKey> keys = new ArrayList<>(fromFile);
        direct.ifPresent(keys::add);
        if (keys.isEmpty()) {
            generated.ifPresent(keys::add);
        }
        ring.replace(keys);
    }

    private List<ApiKey> parse(Reading reading) {
        if (!reading.failure().isEmpty()) {
            throw new InvalidConfigurationException(reading.failure());
        }
        KeyFile content = KeyFile.parse(file, reading.text(), RESERVED);
        content.warnings().forEach(LOG::warning);
        return content.keys();
    }

    private static String inOneLine(List<String> problems) {
        return OneLine.of(problems.get(0)) + (problems.size() > 1 ? "; and " + (problems.size() - 1) + " more" : "");
    }

    private Reading read() {
        try {
            return new Reading(TextFile.read(file).orElse(""), "");
        } catch (InvalidConfigurationException e) {
            return new Reading("", e.getMessage());
        }
    }
}
