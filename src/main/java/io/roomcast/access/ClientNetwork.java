package io.roomcast.access;

import io.roomcast.config.AddressBlock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * What counts as one client where connections and failed logins are counted: an IPv4 address, or the network of 64 bits
 * that an IPv6 address is in, since whoever has one has them all.
 */
final class ClientNetwork {

    private static final int PREFIX_BYTES = 8;

    private ClientNetwork() {
    }

    /** The network of an address, in words; what is no address stands for itself. */
    static String of(String address) {
        return AddressBlock.address(address)
                .map(parsed -> parsed instanceof Inet6Address ? prefix(parsed) : parsed.getHostAddress())
                .orElse(address);
    }

    private static String prefix(InetAddress address) {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + 8 * PREFIX_BYTES;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("16 bytes are an IPv6 address", impossible);
        }
    }
}
