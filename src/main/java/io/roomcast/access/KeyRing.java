package io.roomcast.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The keys in force. Thread-safe: a change swaps an immutable snapshot, and every call sees one snapshot whole.
 */
public final class KeyRing {

    private final InstantSource clock;
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
     * number of keys only, and the answer does not tell why there is none.
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
        return Optional.ofNullable(found);
    }

    /** Whether what was granted for this key may go on: a key of that name, hash and rights is in force. */
    public boolean stillValid(ApiKey key) {
        Instant now = clock.instant();
        return keys.stream().anyMatch(known -> known.grantsSameAs(key) && known.usableAt(now));
    }
}
