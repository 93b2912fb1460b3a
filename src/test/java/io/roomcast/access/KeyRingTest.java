package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private final HandClock clock = new HandClock();
    private final KeyRing ring = new KeyRing(clock);

    private ApiKey key(String name, String secret, boolean enabled, Optional<Instant> expires) {
        return new ApiKey(name, KeyHash.of(secret), Rights.full(), enabled, expires, OptionalInt.empty());
    }

    @Test
    void theHashIsTheSha256OfTheKey() {
        assertThat(KeyHash.of("password").hex()).isEqualTo("5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8");
        assertThat(KeyHash.parse(KeyHash.of("ä").hex().toUpperCase(Locale.ROOT))).contains(KeyHash.of("ä"));
    }

    @Test
    void aKnownKeyIsFoundAndAnotherIsNot() {
        ring.replace(List.of(ApiKey.full("one", KeyHash.of("1")), ApiKey.full("two", KeyHash.of("2"))));

        assertThat(ring.verify("1").map(ApiKey::name)).contains("one");
        assertThat(ring.verify("2").map(ApiKey::name)).contains("two");
        assertThat(ring.verify("3")).isEmpty();
        assertThat(ring.verify("")).isEmpty();
        assertThat(ring.verify(KeyHash.of("1").hex())).isEmpty();
    }

    @Test
    void aDisabledKeyIsNotInForce() {
        ring.replace(List.of(key("off", "1", false, Optional.empty())));

        assertThat(ring.verify("1")).isEmpty();
    }

    @Test
    void aKeyIsInForceUntilItExpires() {
        ApiKey key = key("soon", "1", true, Optional.of(clock.instant().plusSeconds(10)));
        ring.replace(List.of(key));

        clock.advance(Duration.ofSeconds(9));
        assertThat(ring.verify("1")).contains(key);
        assertThat(ring.stillValid(key)).isTrue();
        clock.advance(Duration.ofSeconds(1));

        assertThat(ring.verify("1")).isEmpty();
        assertThat(ring.stillValid(key)).isFalse();
    }

    @Test
    void whatWasGrantedEndsWithTheKeyItsHashItsNameOrItsRights() {
        ApiKey key = ApiKey.full("one", KeyHash.of("1"));
        Rights fewer = new Rights(Set.of(Capability.ALERTS), RoomFilter.of(Set.of(new RoomId("kitchen"))));

        assertThat(List.of(
                List.of(),
                List.of(ApiKey.full("one", KeyHash.of("2"))),
                List.of(ApiKey.full("other", KeyHash.of("1"))),
                List.of(new ApiKey("one", KeyHash.of("1"), fewer, true, Optional.empty(), OptionalInt.empty())),
                List.of(key("one", "1", false, Optional.empty()))))
                .allSatisfy(keys -> {
                    ring.replace(keys.stream().map(ApiKey.class::cast).toList());
                    assertThat(ring.stillValid(key)).isFalse();
                });
    }

    @Test
    void anotherLimitOrALaterExpiryEndsNothing() {
        ApiKey key = ApiKey.full("one", KeyHash.of("1"));

        ring.replace(List.of(new ApiKey("one", KeyHash.of("1"), Rights.full(), true,
                Optional.of(clock.instant().plusSeconds(60)), OptionalInt.of(5))));

        assertThat(ring.stillValid(key)).isTrue();
    }

    @Test
    void neitherAKeyNorItsHashIsEverShown() {
        ApiKey key = ApiKey.full("one", KeyHash.of("password"));

        assertThat(key.toString()).contains("one").doesNotContain("password", "5e884898");
    }
}
