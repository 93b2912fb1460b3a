package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AddressBlockPropertiesTest {

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
