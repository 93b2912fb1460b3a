package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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

    @Property
    void anAddressIsInEveryBlockMadeOfItself(@ForAll @Size(4) byte[] bytes, @ForAll @IntRange(max = 32) int bits)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);

        assertThat(AddressBlock.parse(address.getHostAddress() + "/" + bits).orElseThrow().contains(address)).isTrue();
    }

    @Property
    void aBlockDoesNotHoldAnAddressThatDiffersInOneOfItsBits(
            @ForAll @Size(16) byte[] bytes, @ForAll @IntRange(min = 1, max = 128) int bits, @ForAll @IntRange(max = 127) int any)
            throws UnknownHostException {
        byte[] first = bytes.clone();
        first[0] = 0x20;
        int flipped = any % bits;
        byte[] second = first.clone();
        second[flipped / 8] ^= (byte) (0x80 >> flipped % 8);
        AddressBlock block = AddressBlock.parse(InetAddress.getByAddress(first).getHostAddress() + "/" + bits).orElseThrow();

        assertThat(block.contains(InetAddress.getByAddress(second))).isFalse();
    }
}
