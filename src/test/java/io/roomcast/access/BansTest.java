package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.mqtt.CapturedLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BansTest {

    private static final Duration BAN = Duration.ofSeconds(600);

    private final HandClock clock = new HandClock();
    private final Bans bans = new Bans(3, BAN, clock);

    @Test
    void theLastFailureAllowedBringsTheBan() {
        assertThat(banned(bans, "a")).isFalse();
        assertThat(banned(bans, "a")).isFalse();
        assertThat(bans.remaining("a")).isEmpty();

        assertThat(banned(bans, "a")).isTrue();

        assertThat(bans.remaining("a")).contains(BAN);
        assertThat(bans.remaining("b")).isEmpty();
    }

    @Test
    void aBanIsLoggedOnceWhereItIsImposed() {
        try (CapturedLog log = CapturedLog.of("io.roomcast.access")) {
            bans.failed("a");
            bans.failed("a");
            assertThat(log.lines()).isEmpty();

            bans.failed("a");
            bans.failed("a");

            assertThat(log.lines()).containsExactly("a is banned for 600 s after 3 failed logins within 10 minutes");
        }
    }

    @Test
    void aBanEndsAndTheAddressStartsAfresh() {
        bans.failed("a");
        bans.failed("a");
        bans.failed("a");

        clock.advance(BAN.minusSeconds(1));
        assertThat(bans.remaining("a")).contains(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));

        assertThat(bans.remaining("a")).isEmpty();
        assertThat(banned(bans, "a")).isFalse();
    }

    @Test
    void failuresFurtherApartThanTheWindowDoNotAddUp() {
        bans.failed("a");
        clock.advance(Bans.WINDOW.dividedBy(2));
        bans.failed("a");
        clock.advance(Bans.WINDOW.dividedBy(2));

        assertThat(banned(bans, "a")).isFalse();
        assertThat(banned(bans, "a")).isTrue();
    }

    @Test
    void aBannedAddressCannotLengthenItsBan() {
        bans.failed("a");
        bans.failed("a");
        bans.failed("a");
        clock.advance(Duration.ofSeconds(100));

        assertThat(banned(bans, "a")).isFalse();

        assertThat(bans.remaining("a")).contains(BAN.minusSeconds(100));
    }

    @Test
    void withoutALimitNobodyIsBanned() {
        Bans off = new Bans(0, BAN, clock);

        for (int i = 0; i < 100; i++) {
            assertThat(banned(off, "a")).isFalse();
        }

        assertThat(off.remaining("a")).isEmpty();
    }

    @Test
    void aFloodOfOtherAddressesDoesNotLiftABan() {
        bans.failed("banned");
        bans.failed("banned");
        bans.failed("banned");

        for (int i = 0; i < 2 * Bans.MAX_ADDRESSES; i++) {
            bans.failed("address " + i);
        }

        assertThat(bans.remaining("banned")).isPresent();
    }

    @Test
    void theAddressHeardOfLongestAgoIsForgottenFirst() {
        bans.failed("old");
        bans.failed("busy");
        bans.failed("busy");
        for (int i = 0; i < Bans.MAX_ADDRESSES - 1; i++) {
            bans.failed("address " + i);
        }

        assertThat(banned(bans, "busy")).isTrue();
        assertThat(banned(bans, "old")).isFalse();
        assertThat(banned(bans, "old")).isFalse();
    }

    /** Whether a failure of that address brings a ban on. */
    private static boolean banned(Bans bans, String address) {
        boolean before = bans.remaining(address).isPresent();
        bans.failed(address);
        return !before && bans.remaining(address).isPresent();
    }
}
