package io.roomcast.stream;

import io.roomcast.access.ApiKey;
import io.roomcast.access.Bans;
import io.roomcast.access.KeyRing;
import io.roomcast.access.Rights;
import io.roomcast.access.RoomFilter;
import io.roomcast.protocol.ClientMessage;
import io.roomcast.protocol.ClientMessage.Feature;
import io.roomcast.protocol.CloseCode;
import io.roomcast.protocol.ControlMessages;
import io.roomcast.protocol.ErrorCode;
import io.roomcast.protocol.ProtocolException;
import io.roomcast.protocol.StreamId;
import io.roomcast.protocol.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Carries out {@code authentication}: checks the key, narrows its rights, and subscribes the socket to its own path. */
final class Authenticator {

    /** Failures after which a socket is closed. */
    static final int MAX_FAILURES = 3;

    private static final Logger LOG = Logger.getLogger(Authenticator.class.getPackageName());
    /** The same for every way in which a key can be no good, so that nothing is learned from it. */
    private static final String REFUSED = "Authentication failed: the API key is not accepted";

    private final KeyRing keys;
    private final Bans bans;
    private final Registration registration;
    private final Subscriber subscriber;
    private final Answers answers;
    private final StreamMetrics metrics;
    private final InstantSource clock;

    Authenticator(KeyRing keys, Bans bans, Registration registration, Subscriber subscriber, Answers answers,
            StreamMetrics metrics, InstantSource clock) {
        this.keys = keys;
        this.bans = bans;
        this.registration = registration;
        this.subscriber = subscriber;
        this.answers = answers;
        this.metrics = metrics;
        this.clock = clock;
    }

    void authenticate(ClientSession session, ClientMessage.Authentication request) throws ProtocolException {
        if (session.isAuthenticated()) {
            throw new ProtocolException(ErrorCode.WEBSOCKET_AUTH_ERROR, "This connection is authenticated already");
        }
        Optional<Duration> ban = bans.remaining(session.address());
        if (ban.isPresent()) {
            turnAway(session, request, ban.get());
            return;
        }
        Optional<ApiKey> key = keys.verify(request.apiKey());
        if (key.isEmpty()) {
            LOG.log(Level.WARNING, "Authentication failed on {0}", session);
            bans.failed(session.address());
            refuse(session, request, REFUSED);
            return;
        }
        Optional<Rights> rights = narrow(key.get().rights(), request);
        if (rights.isEmpty()) {
            LOG.log(Level.WARNING, "{0} asks for nothing that the key {1} grants",
                    new Object[] {session, key.get().name()});
            refuse(session, request, "Authentication failed: nothing of what is asked for is granted to this key");
            return;
        }
        accept(session, request, new Login(
                key.get(), new ClientId(key.get().name(), request.clientName()), rights.get()));
    }

    private static Optional<Rights> narrow(Rights granted, ClientMessage.Authentication request) {
        boolean asksForUnknownOnly = request.capabilities().map(Set::isEmpty).orElse(false);
        return asksForUnknownOnly
                ? Optional.empty()
                : granted.narrow(request.capabilities().orElse(Set.of()), RoomFilter.of(request.rooms()));
    }

    private void refuse(ClientSession session, ClientMessage.Authentication request, String text) {
        metrics.refused();
        answers.error(session,
                new ProtocolException(ErrorCode.WEBSOCKET_AUTH_ERROR, text).inReplyTo(request.messageId()));
        if (session.loginFailed() >= MAX_FAILURES) {
            session.closeAfterAnswers(CloseCode.POLICY_VIOLATION, "authentication failed " + MAX_FAILURES + " times");
        }
    }

    /** Its key, which is not looked at, may be a good one: clients must not take this for the last word on it. */
    private void turnAway(ClientSession session, ClientMessage.Authentication request, Duration ban) {
        metrics.refused();
        answers.error(session, new ProtocolException(ErrorCode.WEBSOCKET_CONNECTION_ERROR,
                "Too many failed authentications from this address; it is banned for another " + (ban.toSeconds() + 1) + " seconds")
                .inReplyTo(request.messageId()));
        session.closeAfterAnswers(CloseCode.TRY_AGAIN_LATER, "too many failed authentications from this address");
    }

    private void accept(ClientSession session, ClientMessage.Authentication request, Login login) {
        Instant now = clock.instant();
        boolean batch = request.features().contains(Feature.BATCH);
        Collection<Subscription> last = request.resume() ? registration.lastSubscriptions(login.client()) : List.of();
        session.loggedIn(login, batch);
        metrics.accepted();
        LOG.log(Level.INFO, "{0} is authenticated", session);
        OptionalLong expires = login.key().expires()
                .map(end -> OptionalLong.of(Duration.between(now, end).toSeconds()))
                .orElse(OptionalLong.empty());
        session.tell(ControlMessages.accepted(now, session.path(), new ControlMessages.Accepted(
                login.rights(), batch, expires, !last.isEmpty(), registration.pendingCount(login.client())),
                request.messageId()));
        subscribeAutomatically(session, last);
    }

    private void subscribeAutomatically(ClientSession session, Collection<Subscription> last) {
        Map<StreamId, Subscription> wanted = new LinkedHashMap<>();
        wanted.put(session.path(), Subscription.to(session.path()));
        last.forEach(subscription -> wanted.put(subscription.stream(), subscription));
        for (Subscription subscription : wanted.values()) {
            try {
                subscriber.subscribe(session, subscription, true, Optional.empty());
            } catch (ProtocolException refused) {
                answers.error(session, refused);
            }
        }
    }
}
