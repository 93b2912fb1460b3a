package io.roomcast.access;

import io.roomcast.config.WebOrigin;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which web pages may connect: those of the server itself, and those of origins that are set. Programs that are no
 * browser send no origin, and may. Immutable.
 *
 * <p>The server's own origin is that of the address the page was asked for; a trusted proxy says what that was.
 */
public final class OriginPolicy {

    private static final String ANY = "*";

    private final boolean any;
    private final Set<WebOrigin> allowed;
    private final TrustedProxies proxies;

    /**
     * @param allowed origins welcome besides the server's own; {@code *} stands for all
     */
    public OriginPolicy(Collection<String> allowed, TrustedProxies proxies) {
        this.any = allowed.contains(ANY);
        this.allowed = allowed.stream().flatMap(origin -> WebOrigin.parse(origin).stream())
                .collect(Collectors.toUnmodifiableSet());
        this.proxies = proxies;
    }

    /**
     * Whether a request may connect.
     *
     * @param peer    the address the connection comes from
     * @param scheme  {@code http} or {@code https}, as the server sees the connection
     * @param headers those of the request
     */
    public boolean permits(String peer, String scheme, Headers headers) {
        List<String> origins = headers.all("Origin");
        if (origins.isEmpty() || any) {
            return true;
        }
        Optional<WebOrigin> origin = origins.size() == 1 ? WebOrigin.parse(origins.get(0)) : Optional.empty();
        return origin.filter(page -> allowed.contains(page) || own(peer, scheme, headers).contains(page))
                .isPresent();
    }

    /**
     * The server's own origins, by what a request says it was asked for. Where a trusted proxy passes on the host
     * without its port, the port that it names itself counts, or the one of the same host in {@code Host}.
     */
    Set<WebOrigin> own(String peer, String scheme, Headers headers) {
        Optional<String> host = first(headers.all("Host"));
        if (!proxies.trust(peer)) {
            return origin(scheme, host).stream().collect(Collectors.toUnmodifiableSet());
        }
        Map<String, String> nearClient = ForwardedHeader.parse(headers.all("Forwarded"))
                .flatMap(elements -> elements.stream().findFirst()).orElse(Map.of());
        String web = Optional.ofNullable(nearClient.get("proto")).or(() -> first(headers.all("X-Forwarded-Proto")))
                .orElse(scheme);
        Optional<String> asked = Optional.ofNullable(nearClient.get("host"))
                .or(() -> first(headers.all("X-Forwarded-Host")))
                .or(() -> host);
        Optional<String> port = first(headers.all("X-Forwarded-Port")).filter(text -> text.matches("\\d{1,5}"));
        Optional<String> whole = asked.filter(name -> !hasPort(name))
                .flatMap(name -> port.map(number -> name + ":" + number));
        Optional<String> sameHost = asked.filter(name -> !hasPort(name))
                .flatMap(name -> host.filter(other -> hasPort(other) && other.startsWith(name + ":")));
        return Stream.of(asked, whole, sameHost).flatMap(name -> origin(web, name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean hasPort(String host) {
        return host.matches(".*:\\d+") && !host.matches("\\[[^]]*]");
    }

    private static Optional<WebOrigin> origin(String scheme, Optional<String> host) {
        String web = switch (scheme.toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> "https";
            default -> "http";
        };
        return host.flatMap(name -> WebOrigin.parse(web + "://" + name));
    }

    private static Optional<String> first(List<String> values) {
        return values.stream().findFirst().map(value -> value.split(",", 2)[0].strip()).filter(value -> !value.isEmpty());
    }
}
