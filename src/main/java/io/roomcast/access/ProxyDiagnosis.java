package io.roomcast.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Says in the log what is missing where a proxy stands before the server and the settings do not know it. Each thing is
 * said once, about at most {@link #MOST} peers or origins, so that nobody can fill the log. Thread-safe.
 */
public final class ProxyDiagnosis {

    /** About so many peers and so many origins it is said. */
    static final int MOST = 50;

    private static final Logger LOG = Logger.getLogger(ProxyDiagnosis.class.getPackageName());
    private static final List<String> FORWARDING = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");
    private static final int LONGEST_TEXT = 200;

    private final TrustedProxies proxies;
    private final OriginPolicy origins;
    private final Set<String> peers = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();

    public ProxyDiagnosis(TrustedProxies proxies, OriginPolicy origins) {
        this.proxies = proxies;
        this.origins = origins;
    }

    /**
     * A handshake came. Where a peer that is not trusted says for whom it asks, all that it forwards counts as the
     * peer's.
     *
     * @param peer the address the connection comes from
     */
    public void handshake(String peer, Headers headers) {
        if (proxies.trust(peer)) {
            return;
        }
        Stream<String> forwarding = FORWARDING.stream().filter(name -> !headers.all(name).isEmpty());
        forwarding.findFirst().filter(name -> isNew(peers, peer))
                .ifPresent(name -> LOG.warning(() -> name + " came from "
                + peer + ", which is not trusted and so not believed: limits and bans meet everybody behind it together. If a "
                + "proxy of yours is there, set tracking.websocket_api_trusted_proxies to " + peer));
    }

    /** The page of a handshake's origin was refused. */
    public void originRefused(String peer, String scheme, Headers headers) {
        String came = String.join(", ", headers.all("Origin"));
        String expected = String.join(" or ", origins.own(peer, scheme, headers).stream().map(Object::toString)
                .sorted().toList());
        if (isNew(refused, came + " " + expected)) {
            LOG.warning(() -> "A page of the origin " + printable(came)
                    + " was refused, since the server takes itself for "
                    + printable(expected.isEmpty() ? "nothing: the request has no host" : expected)
                    + ". If the page is this server's own, let the proxy before it pass on Host with its port, or "
                    + "X-Forwarded-Host, X-Forwarded-Port and X-Forwarded-Proto, and name the proxy in "
                    + "tracking.websocket_api_trusted_proxies; else name the origin in tracking.websocket_api_allowed_origins");
        }
    }

    private static synchronized boolean isNew(Set<String> known, String name) {
        return known.size() < MOST && known.add(name);
    }

    /** What a stranger sent, as it may stand in a line of the log. */
    private static String printable(String text) {
        String shown = text.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() <= LONGEST_TEXT ? shown : shown.substring(0, LONGEST_TEXT) + "…";
    }
}
