package io.roomcast.access;

import java.time.Instant;
import io.roomcast.config.AccessSettings;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/**
 * The keys in force. Thread-safe: a change swaps an immutable snapshot, and every call sees one snapshot whole.
 */
public final class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class.getPackageName());

    private final InstantSource clock;
    /** Names of keys that were named in the log as too short; there are as many at most as there have been keys. */
    private final Set<String> tooShort = ConcurrentHashMap.newKeySet();
    private volatile List<ApiKey> keys = List.of();

    /**
     * An empty ring.
     *
     * @param clock the time of day, by which keys expire
     */
    public KeyRing(InstantSource clock) {
        this.clock = clock;
    }

    /** Puts these keys in force and takes all others out. */
    public void replace(Collection<ApiKey> newKeys) {
        keys = List.copyOf(newKeys);
    }

    /**
     * The key that was presented, if it is in force: known, enabled and not expired. The time this takes depends on the
     * number of keys only, and the answer does not tell why there is none. A key of fewer than
     * {@value AccessSettings#SHORTEST_KEY} characters is never in force, since it can be guessed.
     */
    public Optional<ApiKey> verify(String presented) {
        KeyHash hash = KeyHash.of(presented);
        Instant now = clock.instant();
        ApiKey found = null;
        for (ApiKey key : keys) {
            boolean same = key.hash().equals(hash);
            if (same & key.usableAt(now)) {
                found = key;
            }
        }
        if (found != null && !AccessSettings.isLongEnough(presented)) {
            warnOnce(found.name());
            return Optional.empty();
        }
        return Optional.ofNullable(found);
    }

    private void warnOnce(String name) {
        if (tooShort.add(name)) {
            LOG.warning(() -> "The API key " + name + " was presented and refused, since it has fewer than "
                    + AccessSettings.SHORTEST_KEY + " characters: make a longer one");
        }
    }

    /** Whether what was granted for this key may go on: a key of that name, hash and rights is in force. */
    public boolean stillValid(ApiKey key) {
        Instant now = clock.instant();
        return keys.stream().anyMatch(known -> known.grantsSameAs(key) && known.usableAt(now));
    }
}
