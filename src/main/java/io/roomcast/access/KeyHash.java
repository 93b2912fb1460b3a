package io.roomcast.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of an API key, all that is ever kept of it. Immutable. Its text form shows nothing, since the hash of a weak key
 * gives the key away.
 */
public final class KeyHash {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    private final byte[] digest;

    private KeyHash(byte[] digest) {
        this.digest = digest;
    }

    /** The hash of this key. */
    public static KeyHash of(String key) {
        try {
            return new KeyHash(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    /** The hash that 64 hexadecimal digits spell, or nothing when the text is not such. */
    public static Optional<KeyHash> parse(String hex) {
        return HEX.matcher(hex).matches() ? Optional.of(new KeyHash(HexFormat.of().parseHex(hex))) : Optional.empty();
    }

    /** The 64 hexadecimal digits, in lower case. */
    public String hex() {
        return HexFormat.of().formatHex(digest);
    }

    /** Compares in a time that does not depend on where the two differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash hash && MessageDigest.isEqual(hash.digest, digest);
    }

    @Override
    public int hashCode() {
        return (digest[0] & 0xff) << 24 | (digest[1] & 0xff) << 16 | (digest[2] & 0xff) << 8 | digest[3] & 0xff;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
