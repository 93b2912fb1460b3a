package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.roomcast.config.InvalidConfigurationException;
import io.roomcast.home.RoomId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final Path FILE = Path.of("api-keys.yaml");
    private static final String HASH = KeyHash.of("the key of the panel").hex();

    private static KeyFile parse(String text) {
        return KeyFile.parse(FILE, text, Set.of("environment"));
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(InvalidConfigurationException.class, () -> parse(text)).problems();
    }

    private static String entry(String members) {
        return "api_keys:\n  - {name: panel, sha256: " + HASH + ", capabilities: [alerts], " + members + "}\n";
    }

    @Test
    void anEntryIsReadWhole() {
        KeyFile file = parse("""
                api_keys:
                  - name: wall-panel
                    sha256: %s
                    capabilities: [predictions, room_specific]
                    rooms: [kitchen, living_room]
                    enabled: false
                    expires: 2027-06-30T02:00:00+02:00
                    max_messages_per_minute: 120
                """.formatted(HASH));

        assertThat(file.keys()).containsExactly(new ApiKey("wall-panel", KeyHash.of("the key of the panel"),
                new Rights(Set.of(Capability.PREDICTIONS, Capability.ROOM_SPECIFIC),
                        RoomFilter.of(Set.of(new RoomId("kitchen"), new RoomId("living_room")))),
                false, Optional.of(Instant.parse("2027-06-30T00:00:00Z")), OptionalInt.of(120)));
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void whatIsLeftOutIsEnabledUnlimitedAndForAllRooms() {
        ApiKey key = parse(entry("rooms: []")).keys().get(0);

        assertThat(key.rights().rooms().isAll()).isTrue();
        assertThat(key.enabled()).isTrue();
        assertThat(key.expires()).isEmpty();
        assertThat(key.maxMessagesPerMinute()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "api_keys:", "api_keys: []"})
    void aFileMayHoldNoKey(String text) {
        assertThat(parse(text).keys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rooms: [living-room] | rooms: \"living-room\" is no room id",
        "rooms: kitchen | rooms: must be a list",
        "rooms: [[kitchen]] | rooms: \"\" is no room id",
        "enabled: maybe | enabled: must be true or false",
        "enabled: [true] | enabled: must be true or false",
        "expires: tomorrow | expires: must be a time such as",
        "expires: 2027-06-30 | expires: must be a time such as",
        "max_messages_per_minute: 0 | max_messages_per_minute: must be a whole number from 1",
        "max_messages_per_minute: 1.5 | max_messages_per_minute: must be a whole number from 1"})
    void aMemberThatIsWrongIsNamedWithItsEntry(String member, String problem) {
        assertThat(problems(entry(member))).singleElement().asString()
                .startsWith("api-keys.yaml, line 2: entry 1 (panel): " + problem);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(problems("""
                api_keys:
                  - {sha256: secret, capabilities: [flying]}
                  - panel
                  - {name: "", sha256: %s}
                """.formatted(HASH))).containsExactly(
                "api-keys.yaml, line 2: entry 1: name: must be a text of 1 to 64 printable characters",
                "api-keys.yaml, line 2: entry 1: sha256: must be the 64 hexadecimal digits of the key's SHA-256",
                "api-keys.yaml, line 2: entry 1: capabilities: \"flying\" is none of predictions, system_status, "
                + "alerts, room_specific",
                "api-keys.yaml, line 3: entry 2: must be a mapping",
                "api-keys.yaml, line 4: entry 3: name: must be a text of 1 to 64 printable characters",
                "api-keys.yaml, line 4: entry 3: capabilities: must be a list of at least one of predictions, "
                + "system_status, alerts, "
                        + "room_specific");
    }

    @Test
    void namesAndHashesAreUnique() {
        assertThat(problems("""
                api_keys:
                  - {name: a, sha256: %1$s, capabilities: [alerts]}
                  - {name: a, sha256: %2$s, capabilities: [alerts]}
                  - {name: b, sha256: %1$s, capabilities: [alerts]}
                  - {name: environment, sha256: %2$s, capabilities: [alerts]}
                """.formatted(HASH, KeyHash.of("the key of another").hex()))).containsExactly(
                "api-keys.yaml, line 3: entry 2 (a): name: another entry has it",
                "api-keys.yaml, line 4: entry 3 (b): sha256: is that of a too",
                "api-keys.yaml, line 5: entry 4 (environment): name: is reserved");
    }

    @Test
    void aHashOfDigitsAloneIsNoNumber() {
        String digits = "1234567890".repeat(7).substring(0, 64);

        assertThat(parse("api_keys: [{name: a, sha256: " + digits + ", capabilities: [alerts]}]").keys().get(0).hash().hex())
                .isEqualTo(digits);
    }

    @Test
    void unknownMembersAreWarnedAbout() {
        assertThat(parse(entry("comment: in the hall") + "keys: []\n").warnings()).containsExactlyInAnyOrder(
                "api-keys.yaml, line 3: unknown member keys; did you mean api_keys?",
                "api-keys.yaml, line 2: entry 1 (panel): unknown member comment");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "room: [kitchen] | room | rooms",
        "Rooms: [kitchen] | Rooms | rooms",
        "enable: false | enable | enabled",
        "expire: 2020-01-01T00:00:00Z | expire | expires",
        "max_message_per_minute: 1 | max_message_per_minute | max_messages_per_minute"})
    void aMisspeltRestrictionIsRefusedSinceTheKeyWouldHaveMoreRightsWithoutIt(String member, String name, String meant) {
        assertThat(problems(entry(member))).containsExactly("api-keys.yaml, line 2: entry 1 (panel): unknown member "
                + name + "; did you mean " + meant + "?");
    }

    @Test
    void aFileThatIsNoListOfKeysIsBroken() {
        assertThat(problems("api_keys: {a: b}")).containsExactly("api-keys.yaml, line 1: api_keys must be a list of "
                + "keys");
        assertThat(problems("- a")).containsExactly("api-keys.yaml: must be a mapping of names to values");
        assertThat(problems("api_keys: [")).singleElement().asString().startsWith("api-keys.yaml, line 1, column ");
    }

    @Test
    void aMisspeltMemberIsNamedBeforeWhatIsMissingForIt() {
        assertThat(problems("""
                api_keys:
                  - name: panel
                    sha256: %s
                    capabilites: [alerts]
                """.formatted(HASH))).containsExactly(
                "api-keys.yaml, line 4: entry 1 (panel): unknown member capabilites; did you mean capabilities?",
                "api-keys.yaml, line 2: entry 1 (panel): capabilities: must be a list of at least one of predictions, "
                        + "system_status, alerts, room_specific");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "api_key", "apikey", "secret", "token", "password", "Key", "api-key"})
    void aKeyThatStandsThereItselfIsRefusedAndNotShown(String member) {
        assertThat(problems(entry("\"" + member + "\": hunter2-hunter2-hunter2"))).singleElement().asString()
                .isEqualTo("api-keys.yaml, line 2: entry 1 (panel): " + member
                        + ": must not be there; a key itself stays with its client, and the file has its SHA-256 as "
                        + "sha256")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "password", "password\n", "secret", "test", "admin", "changeme", "123456", "0",
        "4711", "0815",
        "letmein", "roomcast", "apikey", "api-key", "API_KEY", "your-api-key", "YOUR KEY", "key", "wall-panel",
                "homeassistant",
        "hunter2", "Password1", "qwerty", "abc123", "foobar", "your_api_key_here", "your-secret-api-key"})
    void theHashOfAShortOrWellKnownKeyIsRefused(String key) {
        assertThat(problems("api_keys: [{name: panel, sha256: " + KeyHash.of(key).hex() + ", capabilities: [alerts]}]"))
                .containsExactly("api-keys.yaml, line 1: entry 1 (panel): sha256: is that of a key that anybody can "
                + "guess; "
                        + "make a key of at least 16 characters, as with: openssl rand -hex 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "f", "1", "a"})
    void aHashThatStandsForAnotherIsRefused(String digit) {
        assertThat(problems("api_keys: [{name: panel, sha256: " + digit.repeat(64)
                + ", enabled: false, capabilities: [alerts]}]"))
                .containsExactly("api-keys.yaml, line 1: entry 1 (panel): sha256: is the one of the example, which no "
                + "key has; "
                        + "put the SHA-256 of your key there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5e884898", "''", "~", "[a]", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "zz884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8", "{a: b}"})
    void whatIsNoSha256IsRefused(String hash) {
        assertThat(problems("api_keys: [{name: panel, sha256: " + hash + ", capabilities: [alerts]}]"))
                .containsExactly("api-keys.yaml, line 1: entry 1 (panel): sha256: must be the 64 hexadecimal digits "
                + "of the key's "
                        + "SHA-256");
    }
}
