package io.roomcast.it;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * An API key as the tests know it, in the clear.
 *
 * @param rooms the rooms it is limited to; none means all
 * @param extra further members of its entry in the file, as lines of YAML
 */
record TestKey(String name, String secret, List<String> capabilities, List<String> rooms, List<String> extra) {

    /** Every right. */
    static final TestKey FULL = of("full", "predictions", "system_status", "alerts", "room_specific");

    /** Every right too: another client altogether. */
    static final TestKey SECOND = of("second", "predictions", "system_status", "alerts", "room_specific");

    static final TestKey ONLY_PREDICTIONS = of("only-predictions", "predictions");

    static final TestKey ONLY_STATUS = of("only-status", "system_status");

    /** Every capability, but the kitchen alone. */
    static final TestKey ONLY_KITCHEN = FULL.named("only-kitchen").limitedTo("kitchen");

    static final TestKey DISABLED = FULL.named("disabled").with("enabled: false");

    static final TestKey EXPIRED = FULL.named("expired").with("expires: 2020-01-01T00:00:00Z");

    /** What {@link Settings} writes unless told otherwise. */
    static final List<TestKey> ALL = List.of(FULL, SECOND, ONLY_PREDICTIONS, ONLY_STATUS, ONLY_KITCHEN, DISABLED, EXPIRED);

    static TestKey of(String name, String... capabilities) {
        return new TestKey(name, secretOf(name), List.of(capabilities), List.of(), List.of());
    }

    /** The same rights under another name and secret. */
    TestKey named(String other) {
        return new TestKey(other, secretOf(other), capabilities, rooms, extra);
    }

    TestKey limitedTo(String... someRooms) {
        return new TestKey(name, secret, capabilities, List.of(someRooms), extra);
    }

    TestKey with(String... lines) {
        return new TestKey(name, secret, capabilities, rooms, List.of(lines));
    }

    /** Its entry in api-keys.yaml. */
    String yaml() {
        var entry = new StringBuilder("  - name: " + name + "\n    sha256: " + sha256() + "\n    capabilities: " + capabilities
                + "\n    rooms: " + rooms + "\n");
        extra.forEach(line -> entry.append("    ").append(line).append('\n'));
        return entry.toString();
    }

    private String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String secretOf(String name) {
        return "secret-of-the-test-key-" + name;
    }
}
