package io.roomcast.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses: those that agree with one address in its first bits. Immutable. Never looks up a name.
 */
public final class AddressBlock {

    private static final Pattern V4 = Pattern.compile(
            "(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    private final byte[] address;
    private final int bits;

    private AddressBlock(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** The block written as {@code address} or {@code address/bits}, IPv4 or IPv6, or nothing when the text is neither. */
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address(text).map(found -> new AddressBlock(found.getAddress(), found.getAddress().length * 8));
        }
        String bits = text.substring(slash + 1);
        return address(text.substring(0, slash))
                .filter(found -> BITS.matcher(bits).matches() && Integer.parseInt(bits) <= found.getAddress().length * 8)
                .map(found -> new AddressBlock(found.getAddress(), Integer.parseInt(bits)));
    }

    /**
     * The address that the text spells, without a zone, or nothing when it spells none. An IPv4 address in IPv6 clothing is
     * the IPv4 address.
     */
    public static Optional<InetAddress> address(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (!V4.matcher(literal).matches() && !V6.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether the address lies in the block. An IPv4 block holds no IPv6 address and the other way round. */
    public boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != address[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || (bytes[whole] ^ address[whole]) >> 8 - rest == 0;
    }
}
