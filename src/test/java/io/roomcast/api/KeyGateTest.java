package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.ApiKey;
import io.roomcast.access.Bans;
import io.roomcast.access.Capability;
import io.roomcast.access.KeyHash;
import io.roomcast.access.KeyRing;
import io.roomcast.access.Refusal;
import io.roomcast.access.Rights;
import io.roomcast.access.RoomFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGateTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final Instant START = Instant.parse("2026-01-15T14:30:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final KeyRing keys = new KeyRing(now::get);
    private final Bans bans = new Bans(3, Duration.ofSeconds(600), now::get);
    private final KeyGate gate = new KeyGate(keys, bans, Capability.SYSTEM_STATUS);

    @BeforeEach
    void issueKeys() {
        keys.replace(List.of(
                key("admin", Set.of(Capability.SYSTEM_STATUS), true, Optional.empty()),
                key("panel", Set.of(Capability.PREDICTIONS), true, Optional.empty()),
                key("old", Set.of(Capability.SYSTEM_STATUS), true, Optional.of(START)),
                key("off", Set.of(Capability.SYSTEM_STATUS), false, Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer admin-key-of-the-test", "bearer admin-key-of-the-test",
        "BEARER   admin-key-of-the-test "})
    void aBearerTokenWithTheCapabilityPasses(String authorization) {
        assertThat(check(authorization, null)).isEmpty();
    }

    @Test
    void theKeyMayComeInItsOwnHeader() {
        assertThat(check(null, "admin-key-of-the-test")).isEmpty();
    }

    @Test
    void whoPassesHasTheRightsOfTheKey() {
        assertThat(verdict(null, "admin-key-of-the-test"))
                .isEqualTo(new KeyGate.Verdict.Passed(new Rights(Set.of(Capability.SYSTEM_STATUS), RoomFilter.all())));
    }

    @Test
    void otherCredentialsDoNotHideTheKeysOwnHeader() {
        assertThat(check("Basic cHJveHk6c2VjcmV0", "admin-key-of-the-test")).isEmpty();
    }

    @Test
    void aBearerTokenGoesBeforeTheOtherHeader() {
        assertThat(check("Bearer wrong", "admin-key-of-the-test")).get().extracting(Refusal::status).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "old-key-of-the-test", "off-key-of-the-test", ""})
    void unknownExpiredAndDisabledKeysAreRefusedAlike(String presented) {
        assertThat(check(null, presented)).contains(Refusal.of(401, "Invalid API key"));
    }

    @Test
    void aKeyWithoutTheCapabilityIsForbidden() {
        assertThat(check(null, "panel-key-of-the-test"))
                .contains(Refusal.of(403, "This API key lacks the capability system_status"));
    }

    @Test
    void refusedKeysBringABanOnThatEvenAGoodKeyDoesNotLift() {
        check(null, "wrong");
        check(null, "wrong");
        check(null, "wrong");

        assertThat(check(null, "admin-key-of-the-test")).contains(
                Refusal.until(403, "Too many failed logins from this address", Duration.ofSeconds(600)));
    }

    @Test
    void whenTheBanIsOverTheKeyPassesAgain() {
        for (int attempt = 0; attempt < 3; attempt++) {
            check(null, "wrong");
        }

        now.set(START.plusSeconds(600));

        assertThat(check(null, "admin-key-of-the-test")).isEmpty();
    }

    @Test
    void requestsWithoutAKeyAndThoseThatLackARightBringNoBan() {
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(check(null, null)).get().extracting(Refusal::status).isEqualTo(401);
            assertThat(check(null, "panel-key-of-the-test")).get().extracting(Refusal::status).isEqualTo(403);
        }

        assertThat(bans.remaining(ADDRESS)).isEmpty();
    }

    private Optional<Refusal> check(String authorization, String apiKey) {
        return verdict(authorization, apiKey) instanceof KeyGate.Verdict.Refused refused ? Optional.of(refused.refusal()) : Optional.empty();
    }

    private KeyGate.Verdict verdict(String authorization, String apiKey) {
        return gate.check(ADDRESS, Optional.ofNullable(authorization), Optional.ofNullable(apiKey));
    }

    private static ApiKey key(String name, Set<Capability> capabilities, boolean enabled, Optional<Instant> expires) {
        return new ApiKey(name, KeyHash.of(name + "-key-of-the-test"), new Rights(capabilities, RoomFilter.all()),
                enabled, expires,
                OptionalInt.empty());
    }
}
