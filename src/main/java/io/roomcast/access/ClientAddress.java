package io.roomcast.access;

import io.roomcast.config.AddressBlock;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the address of the client behind trusted proxies. What an untrusted peer says of itself is never believed. Immutable.
 *
 * <p>Proxies append to the headers, so that they are read from the right: the client is the first address that is not itself a
 * trusted proxy. A header that cannot be understood makes the peer the client, and so do {@code Forwarded} and
 * {@code X-Forwarded-For} that disagree: most proxies write only one of the two and pass on what a client put into the other.
 */
public final class ClientAddress {

    private static final Pattern NODE = Pattern.compile("\\[([^\\]]+)](?::\\d{1,5})?|([^:]+)(?::\\d{1,5})?|([^\\[\\]]+)");

    private final TrustedProxies proxies;

    public ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * The client's address, in one spelling for each address.
     *
     * @param peer    the address the connection comes from
     * @param headers those of the request
     */
    public String of(String peer, Headers headers) {
        String direct = AddressBlock.address(peer).map(InetAddress::getHostAddress).orElse(peer);
        if (!proxies.trust(peer)) {
            return direct;
        }
        List<String> forwarded = headers.all("Forwarded");
        List<String> forwardedFor = headers.all("X-Forwarded-For");
        if (forwarded.isEmpty() && forwardedFor.isEmpty()) {
            return direct;
        }
        Optional<String> one = standard(forwarded);
        Optional<String> other = customary(forwardedFor);
        if (forwarded.isEmpty()) {
            return other.orElse(direct);
        }
        return forwardedFor.isEmpty() || one.equals(other) ? one.orElse(direct) : direct;
    }

    private Optional<String> standard(List<String> values) {
        return ForwardedHeader.parse(values).flatMap(elements -> client(elements.stream()
                .map((Map<String, String> element) -> element.getOrDefault("for", ""))
                .toList()));
    }

    private Optional<String> customary(List<String> values) {
        List<String> hops = new ArrayList<>();
        for (String value : values) {
            Collections.addAll(hops, value.split(",", -1));
        }
        return client(hops);
    }

    /** The rightmost hop that is not trusted, or the leftmost when all are; nothing when a hop on the way is no address. */
    private Optional<String> client(List<String> hops) {
        InetAddress client = null;
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<InetAddress> hop = node(hops.get(i).strip());
            if (hop.isEmpty()) {
                return Optional.empty();
            }
            client = hop.get();
            if (!proxies.trust(client)) {
                break;
            }
        }
        return Optional.ofNullable(client).map(InetAddress::getHostAddress);
    }

    private static Optional<InetAddress> node(String text) {
        Matcher matcher = NODE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (int group = 1; group <= 3; group++) {
            if (matcher.group(group) != null) {
                return AddressBlock.address(matcher.group(group));
            }
        }
        return Optional.empty();
    }
}
