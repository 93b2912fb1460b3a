package io.roomcast.api;

import io.roomcast.access.ApiKey;
import io.roomcast.access.Bans;
import io.roomcast.access.Capability;
import io.roomcast.access.KeyRing;
import io.roomcast.access.Refusal;
import io.roomcast.access.Rights;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets a plain HTTP request through if the key it carries opens what it wants. A refused key counts towards the ban of its
 * address just as a failed login on a socket does; a request without a key does not, since nothing was tried. Thread-safe.
 */
final class KeyGate {

    private static final Logger LOG = Logger.getLogger(KeyGate.class.getPackageName());
    private static final String BEARER = "bearer ";

    private final KeyRing keys;
    private final Bans bans;
    private final Capability needed;

    /**
     * @param needed what a key must open
     */
    KeyGate(KeyRing keys, Bans bans, Capability needed) {
        this.keys = keys;
        this.bans = bans;
        this.needed = needed;
    }

    /** Whether a request may pass. */
    sealed interface Verdict {

        /** It may, with the rights of its key. */
        record Passed(Rights rights) implements Verdict {
        }

        /** It may not. */
        record Refused(Refusal refusal) implements Verdict {
        }
    }

    /**
     * Whether the request may pass.
     *
     * @param address       the client's
     * @param authorization the header {@code Authorization}, which goes before the other if it holds a bearer token
     * @param apiKey        the header {@code X-API-Key}
     */
    Verdict check(String address, Optional<String> authorization, Optional<String> apiKey) {
        Optional<Duration> ban = bans.remaining(address);
        if (ban.isPresent()) {
            return new Verdict.Refused(Refusal.until(403, "Too many failed logins from this address", ban.get()));
        }
        Optional<String> presented = authorization.flatMap(KeyGate::bearer).or(() -> apiKey);
        if (presented.isEmpty()) {
            return refused(401, "An API key is needed: Authorization: Bearer, or X-API-Key");
        }
        Optional<ApiKey> key = keys.verify(presented.get());
        if (key.isEmpty()) {
            LOG.log(Level.WARNING, "a request from {0} came with a key that is not in force", address);
            bans.failed(address);
            return refused(401, "Invalid API key");
        }
        if (!key.get().rights().has(needed)) {
            String capability = needed.name().toLowerCase(Locale.ROOT);
            return refused(403, "This API key lacks the capability " + capability);
        }
        return new Verdict.Passed(key.get().rights());
    }

    private static Verdict refused(int status, String why) {
        return new Verdict.Refused(Refusal.of(status, why));
    }

    private static Optional<String> bearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
