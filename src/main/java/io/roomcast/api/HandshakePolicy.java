package io.roomcast.api;

import io.roomcast.access.Admission;
import io.roomcast.access.Bans;
import io.roomcast.access.ClientAddress;
import io.roomcast.access.Decision;
import io.roomcast.access.Headers;
import io.roomcast.access.OriginPolicy;
import io.roomcast.access.ProxyDiagnosis;
import io.roomcast.access.Refusal;
import io.roomcast.protocol.StreamId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decides whether a request may become a socket. Thread-safe. */
final class HandshakePolicy {

    private static final String WEB_SOCKET_VERSION = "13";

    private final boolean enabled;
    private final OriginPolicy origins;
    private final ClientAddress clientAddress;
    private final Bans bans;
    private final Admission admission;
    private final ProxyDiagnosis diagnosis;

    /**
     * A request to judge.
     *
     * @param method   its HTTP method
     * @param path     its path as it came, not decoded, below the context root
     * @param peer     the address it came from
     * @param scheme   {@code http} or {@code https}
     * @param headers  its headers
     * @param breakOff ends the network connection it came over at once; nothing where that is left to the engine
     */
    record Request(String method, String path, String peer, String scheme, Headers headers, Optional<Runnable> breakOff) {
    }

    /** What is decided. */
    sealed interface Verdict {

        /** The request may go on; the principal holds its place. */
        record Passed(HandshakePrincipal principal) implements Verdict {
        }

        /** It may not. */
        record Refused(Refusal refusal) implements Verdict {
        }
    }

    HandshakePolicy(boolean enabled, OriginPolicy origins, ClientAddress clientAddress, Bans bans, Admission admission,
            ProxyDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
        this.enabled = enabled;
        this.origins = origins;
        this.clientAddress = clientAddress;
        this.bans = bans;
        this.admission = admission;
    }

    /** Judges a request; of several reasons to refuse it, the first in the protocol's table counts. */
    Verdict judge(Request request) {
        if (!enabled) {
            return refused(503, "The WebSocket API is switched off");
        }
        diagnosis.handshake(request.peer(), request.headers());
        if (!origins.permits(request.peer(), request.scheme(), request.headers())) {
            diagnosis.originRefused(request.peer(), request.scheme(), request.headers());
            return refused(403, "Pages of this origin may not connect: the server is behind a proxy that it does not know "
                    + "(tracking.websocket_api_trusted_proxies), or the page is another site's "
                    + "(tracking.websocket_api_allowed_origins); the server's log says which");
        }
        String address = clientAddress.of(request.peer(), request.headers());
        Optional<Duration> ban = bans.remaining(address);
        if (ban.isPresent()) {
            return new Verdict.Refused(Refusal.until(403, "Too many failed logins from this address", ban.get()));
        }
        Decision decision = admission.admit(address);
        if (decision instanceof Decision.Refused refused) {
            return new Verdict.Refused(refused.refusal());
        }
        HandshakePrincipal principal = new HandshakePrincipal(address, ((Decision.Admitted) decision).ticket(), request.breakOff());
        Optional<Refusal> misdirected = misdirected(request);
        if (misdirected.isPresent()) {
            principal.ticket().abandon();
            return new Verdict.Refused(misdirected.get());
        }
        return new Verdict.Passed(principal);
    }

    private static Optional<Refusal> misdirected(Request request) {
        if (StreamId.parse(request.path()).isEmpty()) {
            return Optional.of(Refusal.of(404, "There is no such endpoint: it is /ws/predictions, /ws/system-status, "
                    + "/ws/alerts, or /ws/room/ and a room id of 1 to 64 letters, digits or underscores"));
        }
        if (!request.method().equals("GET")) {
            return Optional.of(Refusal.of(405, "A WebSocket is opened with GET"));
        }
        if (!has(request, "Upgrade", "websocket") || !has(request, "Connection", "upgrade")) {
            return Optional.of(Refusal.of(426, "This is a WebSocket endpoint: connect with a WebSocket client"));
        }
        return has(request, "Sec-WebSocket-Version", WEB_SOCKET_VERSION)
                ? Optional.empty()
                : Optional.of(Refusal.of(426, "WebSocket version " + WEB_SOCKET_VERSION + " is needed"));
    }

    private static boolean has(Request request, String header, String token) {
        List<String> values = request.headers().all(header);
        return values.stream().flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(value -> value.strip().equalsIgnoreCase(token));
    }

    private static Verdict refused(int status, String text) {
        return new Verdict.Refused(Refusal.of(status, text));
    }
}
