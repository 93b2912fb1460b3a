package io.roomcast.access;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An API key as the server knows it. Immutable.
 *
 * @param name                 who uses it; unique, shown in logs and metrics
 * @param hash                 what a presented key must hash to
 * @param rights               what it opens
 * @param enabled              whether it opens anything at present
 * @param expires              from when on it opens nothing
 * @param maxMessagesPerMinute a limit of its own instead of the general one
 */
public record ApiKey(
        String name,
        KeyHash hash,
        Rights rights,
        boolean enabled,
        Optional<Instant> expires,
        OptionalInt maxMessagesPerMinute) {

    public ApiKey {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(rights, "rights");
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(maxMessagesPerMinute, "maxMessagesPerMinute");
    }

    /** A key with full rights that never expires. */
    public static ApiKey full(String name, KeyHash hash) {
        return new ApiKey(name, hash, Rights.full(), true, Optional.empty(), OptionalInt.empty());
    }

    /** Whether it opens anything at that time. */
    public boolean usableAt(Instant time) {
        return enabled && expires.map(time::isBefore).orElse(true);
    }

    /** Whether the other one is the same key with the same rights; limits and validity may differ. */
    boolean grantsSameAs(ApiKey other) {
        return name.equals(other.name) && hash.equals(other.hash) && rights.equals(other.rights);
    }
}
