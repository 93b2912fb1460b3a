package io.roomcast.api;

import io.roomcast.access.Admission;
import io.roomcast.access.Bans;
import io.roomcast.access.ClientAddress;
import io.roomcast.access.OriginPolicy;
import io.roomcast.access.ProxyDiagnosis;
import io.roomcast.access.Refusal;
import io.roomcast.config.HostServer;
import io.roomcast.config.WebSocketSettings;
import io.roomcast.protocol.ErrorCode;
import io.roomcast.start.StartFailure;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stands before the WebSocket endpoints and answers those that may not connect with plain HTTP, while that is possible. To the
 * endpoint it hands on a {@link HandshakePrincipal}; a socket without one has come past the guard and must not be served.
 */
@WebFilter(urlPatterns = "/ws/*", asyncSupported = true)
public class HandshakeGuard extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(HandshakeGuard.class.getPackageName());

    private final transient AtomicBoolean portChecked = new AtomicBoolean();
    private final transient HostServer server = HostServer.current();
    private transient StartFailure failure;
    private transient Supplier<HandshakePolicy> maker;
    private transient HandshakePolicy policy;
    private transient int port;

    /**
     * Servers make filters with the constructor that has no arguments, and inject afterwards. What depends on settings
     * is looked up when the first request comes: where they cannot be used there is none.
     */
    @Inject
    void use(StartFailure startFailure, Instance<WebSocketSettings> settings, Instance<OriginPolicy> origins,
            Instance<ClientAddress> clientAddress, Instance<Bans> bans, Instance<Admission> admission,
            Instance<ProxyDiagnosis> diagnosis) {
        failure = startFailure;
        maker = () -> {
            port = settings.get().port();
            return new HandshakePolicy(settings.get().enabled(), origins.get(), clientAddress.get(), bans.get(),
                    admission.get(), diagnosis.get());
        };
    }

    private synchronized HandshakePolicy policy() {
        if (policy == null) {
            policy = maker.get();
        }
        return policy;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> failed = failure.reason();
        if (failed.isPresent()) {
            StartFailureAnswer.send(response, failed.get());
            return;
        }
        HandshakePolicy handshakes = policy();
        checkPort(request);
        HandshakePolicy.Verdict verdict = handshakes.judge(new HandshakePolicy.Request(
                request.getMethod(),
                request.getRequestURI().substring(request.getContextPath().length()),
                request.getRemoteAddr(),
                request.getScheme(),
                name -> Collections.list(request.getHeaders(name)),
                EngineConnection.breakOff(server, request)));
        if (verdict instanceof HandshakePolicy.Verdict.Passed passed) {
            pass(passed.principal(), request, response, chain);
        } else if (verdict instanceof HandshakePolicy.Verdict.Refused refused) {
            refuse(response, refused.refusal());
        }
    }

    /** A handshake that comes to nothing gives its place back at once, not only when the reservation lapses. */
    private static void pass(HandshakePrincipal principal, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws IOException, ServletException {
        boolean upgraded = false;
        try {
            chain.doFilter(new Identified(request, principal), response);
            upgraded = response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
        } finally {
            if (!upgraded) {
                principal.ticket().abandon();
            }
        }
    }

    private static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        LOG.log(Level.FINE, "handshake refused with {0}: {1}", new Object[] {refusal.status(), refusal.text()});
        response.setStatus(refusal.status());
        refusal.retryAfter().ifPresent(wait -> response.setHeader("Retry-After", Long.toString(seconds(wait))));
        if (refusal.status() == 426) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Sec-WebSocket-Version", "13");
            endConnection(response);
        } else if (refusal.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "GET");
        }
        response.setHeader("Cache-Control", "no-store");
        byte[] body = ErrorBody.of(refusal.text(), ErrorCode.WEBSOCKET_CONNECTION_ERROR).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /**
     * Payara takes any answer with an {@code Upgrade} header for the start of another protocol and leaves its length out: only
     * the end of the connection then shows where it ends.
     */
    private static void endConnection(HttpServletResponse response) {
        response.setHeader("Connection", "close");
    }

    /** Rounded up: a client that comes back when it was told to must not find the door still closed. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).getSeconds());
    }

    private void checkPort(HttpServletRequest request) {
        if (!request.isSecure() && request.getLocalPort() != port && portChecked.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "a client connected on port {0}, but tracking.websocket_api_port is {1}: the settings of the "
                    + "server itself decide where it listens", new Object[] {
                        Integer.toString(request.getLocalPort()), Integer.toString(port)});
        }
    }

    /** The request with what is known of who makes it. */
    private static final class Identified extends HttpServletRequestWrapper {

        private final HandshakePrincipal principal;

        Identified(HttpServletRequest request, HandshakePrincipal principal) {
            super(request);
            this.principal = principal;
        }

        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public HttpSession getSession() {
            return getSession(true);
        }

        /**
         * There is none. Open Liberty would make one for every socket, and when it expires, half an hour later, take a secure
         * socket for one whose user has left.
         */
        @Override
        public HttpSession getSession(boolean create) {
            return null;
        }
    }
}
