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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    private static final String ONE = "the key of number one";
    private static final String TWO = "the key of number two";

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
        ring.replace(List.of(ApiKey.full("one", KeyHash.of(ONE)), ApiKey.full("two", KeyHash.of(TWO))));

        assertThat(ring.verify(ONE).map(ApiKey::name)).contains("one");
        assertThat(ring.verify(TWO).map(ApiKey::name)).contains("two");
        assertThat(ring.verify("the key of nobody at all")).isEmpty();
        assertThat(ring.verify("")).isEmpty();
        assertThat(ring.verify(KeyHash.of(ONE).hex())).isEmpty();
    }

    @Test
    void aDisabledKeyIsNotInForce() {
        ring.replace(List.of(key("off", ONE, false, Optional.empty())));

        assertThat(ring.verify(ONE)).isEmpty();
    }

    @Test
    void aKeyIsInForceUntilItExpires() {
        ApiKey key = key("soon", ONE, true, Optional.of(clock.instant().plusSeconds(10)));
        ring.replace(List.of(key));

        clock.advance(Duration.ofSeconds(9));
        assertThat(ring.verify(ONE)).contains(key);
        assertThat(ring.stillValid(key)).isTrue();
        clock.advance(Duration.ofSeconds(1));

        assertThat(ring.verify(ONE)).isEmpty();
        assertThat(ring.stillValid(key)).isFalse();
    }

    @Test
    void whatWasGrantedEndsWithTheKeyItsHashItsNameOrItsRights() {
        ApiKey key = ApiKey.full("one", KeyHash.of(ONE));
        Rights fewer = new Rights(Set.of(Capability.ALERTS), RoomFilter.of(Set.of(new RoomId("kitchen"))));

        assertThat(List.of(
                List.of(),
                List.of(ApiKey.full("one", KeyHash.of(TWO))),
                List.of(ApiKey.full("other", KeyHash.of(ONE))),
                List.of(new ApiKey("one", KeyHash.of(ONE), fewer, true, Optional.empty(), OptionalInt.empty())),
                List.of(key("one", ONE, false, Optional.empty()))))
                .allSatisfy(keys -> {
                    ring.replace(keys.stream().map(ApiKey.class::cast).toList());
                    assertThat(ring.stillValid(key)).isFalse();
                });
    }

    @Test
    void anotherLimitOrALaterExpiryEndsNothing() {
        ApiKey key = ApiKey.full("one", KeyHash.of(ONE));

        ring.replace(List.of(new ApiKey("one", KeyHash.of(ONE), Rights.full(), true,
                Optional.of(clock.instant().plusSeconds(60)), OptionalInt.of(5))));

        assertThat(ring.stillValid(key)).isTrue();
    }

    @Test
    void neitherAKeyNorItsHashIsEverShown() {
        ApiKey key = ApiKey.full("one", KeyHash.of("password"));

        assertThat(key.toString()).contains("one").doesNotContain("password", "5e884898");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "password", "fifteen-letters", "ääääääääääääää",
        "\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11" + "\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11"})
    void aKeyOfFewerThanSixteenCharactersOpensNothingThoughItsHashIsKnown(String presented) {
        ring.replace(List.of(ApiKey.full("short", KeyHash.of(presented)), ApiKey.full("one", KeyHash.of(ONE))));

        assertThat(ring.verify(presented)).isEmpty();
        assertThat(ring.verify(ONE)).isPresent();
    }

    @Test
    void aKeyOfSixteenCharactersIsFound() {
        ring.replace(List.of(ApiKey.full("enough", KeyHash.of("sixteen-letters!"))));

        assertThat(ring.verify("sixteen-letters!").map(ApiKey::name)).contains("enough");
    }
}
