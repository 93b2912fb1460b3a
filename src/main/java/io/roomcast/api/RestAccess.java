package io.roomcast.api;

import io.roomcast.access.Bans;
import io.roomcast.access.Capability;
import io.roomcast.access.ClientAddress;
import io.roomcast.access.KeyRing;
import io.roomcast.access.Refusal;
import io.roomcast.access.Rights;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers REST requests that come with a key that opens the system's status, and refuses others. */
@ApplicationScoped
public class RestAccess {

    private final KeyGate gate;
    private final ClientAddress addresses;

    /** For the container's proxy only. */
    protected RestAccess() {
        gate = null;
        addresses = null;
    }

    @Inject
    public RestAccess(KeyRing keys, Bans bans, ClientAddress addresses) {
        this.gate = new KeyGate(keys, bans, Capability.SYSTEM_STATUS);
        this.addresses = addresses;
    }

    /** The answer, or 401 or 403 with the reason. */
    public Response answer(HttpServletRequest request, Supplier<Response.ResponseBuilder> answer) {
        return answer(request, rights -> answer.get());
    }

    /** The same, for what depends on the rights of the key. */
    public Response answer(HttpServletRequest request, Function<Rights, Response.ResponseBuilder> answer) {
        String address = addresses.of(request.getRemoteAddr(), name -> Collections.list(request.getHeaders(name)));
        KeyGate.Verdict verdict = gate.check(address, header(request, HttpHeaders.AUTHORIZATION), header(request, "X-API-Key"));
        if (verdict instanceof KeyGate.Verdict.Passed passed) {
            return uncached(answer.apply(passed.rights()));
        }
        return refused(((KeyGate.Verdict.Refused) verdict).refusal());
    }

    private static Response refused(Refusal refusal) {
        Response.ResponseBuilder answer = Response.status(refusal.status()).entity(ErrorBody.of(refusal));
        refusal.retryAfter().map(RestAccess::wholeSeconds)
                .ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        if (refusal.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"roomcast\"");
        }
        return uncached(answer);
    }

    private static Response uncached(Response.ResponseBuilder answer) {
        return answer.type(MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    /** Rounded up: a client that waits that long is not too early. */
    private static long wholeSeconds(Duration time) {
        return time.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }
}
