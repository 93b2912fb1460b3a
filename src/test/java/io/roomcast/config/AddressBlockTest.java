package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true", "10.0.0.0/8, 11.0.0.1, false", "192.168.1.7, 192.168.1.7, true",
        "192.168.1.7, 192.168.1.8, false", "0.0.0.0/0, 8.8.8.8, true", "0.0.0.0/0, ::1, false", "::1, 0:0:0:0:0:0:0:1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true", "2001:db8::/33, 2001:db8:8000::1, false", "127.0.0.1, ::ffff:127.0.0.1, true",
        "fe80::/10, fe80::1%eth0, true", "10.0.0.128/25, 10.0.0.127, false", "10.0.0.128/25, 10.0.0.200, true"})
    void aBlockHoldsTheAddressesThatAgreeInItsBits(String block, String address, boolean inside) {
        InetAddress parsed = AddressBlock.address(address).orElseThrow();

        assertThat(AddressBlock.parse(block).orElseThrow().contains(parsed)).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0", "10.0.0.256", "10.0.0.1.", "010.0.0.1x", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1",
        "::1/129", ":::", "1:2:3:4:5:6:7:8:9", "[::1]", "10.0.0.0/8/8", " 10.0.0.1", "g::1"})
    void whatIsNoBlockIsRefused(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }
}
