package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.1", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::1, 2001:db8:1:2:0:0:0:0/64", "2001:db8:1:3::1, 2001:db8:1:3:0:0:0:0/64",
        "::ffff:192.0.2.1, 192.0.2.1", "somebody, somebody"})
    void anIpv6AddressCountsByItsNetwork(String address, String network) {
        assertThat(ClientNetwork.of(address)).isEqualTo(network);
    }

    @Test
    void failuresFromManyAddressesOfOneNetworkAddUp() {
        Bans bans = new Bans(3, Duration.ofMinutes(10), () -> Instant.EPOCH);

        for (int i = 1; i <= 3; i++) {
            bans.failed("2001:db8:1:2::" + i);
        }

        assertThat(bans.remaining("2001:db8:1:2::99")).isPresent();
        assertThat(bans.remaining("2001:db8:1:3::1")).isEmpty();
    }

    @Test
    void connectionsFromManyAddressesOfOneNetworkAddUp() {
        Admission admission = new Admission(100, 2, () -> Instant.EPOCH);

        assertThat(admission.admit("2001:db8:1:2::1")).isInstanceOf(Decision.Admitted.class);
        assertThat(admission.admit("2001:db8:1:2::2")).isInstanceOf(Decision.Admitted.class);
        assertThat(admission.admit("2001:db8:1:2::3")).isInstanceOf(Decision.Refused.class);
        assertThat(admission.admit("2001:db8:1:3::1")).isInstanceOf(Decision.Admitted.class);
    }
}
