package io.roomcast.access;

import io.roomcast.config.AddressBlock;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/** The proxies whose word on where a request comes from is taken. Immutable. */
public final class TrustedProxies {

    private final List<AddressBlock> blocks;

    /**
     * @param blocks addresses and CIDR blocks
     * @throws IllegalArgumentException if one is neither
     */
    public TrustedProxies(Collection<String> blocks) {
        this.blocks = blocks.stream()
                .map(text -> AddressBlock.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("neither an IP address nor a CIDR block: " + text)))
                .toList();
    }

    /** Whether the text is the address of one of them. */
    public boolean trust(String address) {
        return AddressBlock.address(address).map(this::trust).orElse(false);
    }

    boolean trust(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
