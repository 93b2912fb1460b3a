package io.roomcast.stream;

import io.roomcast.access.KeyRing;
import io.roomcast.config.WebSocketSettings;
import io.roomcast.protocol.CloseCode;
import io.roomcast.protocol.ControlMessages;
import io.roomcast.protocol.ErrorCode;
import io.roomcast.protocol.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What time brings to sockets: heartbeats, and the end of those that do not authenticate, fall silent, use a key that is no
 * longer good, or do not take their own closing. Call {@link #tick} about once a second, from one thread at a time.
 */
final class Housekeeping {

    /** How long a socket that is being closed may take to read its last answers. */
    static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(Housekeeping.class.getPackageName());

    private final Sessions sessions;
    private final KeyRing keys;
    private final Answers answers;
    private final WebSocketSettings settings;
    private final InstantSource clock;
    private final InstantSource steady;
    private final Map<ClientSession, Instant> nextHeartbeat = new ConcurrentHashMap<>();
    private final Map<ClientSession, Instant> closingSince = new ConcurrentHashMap<>();

    Housekeeping(Sessions sessions, KeyRing keys, Answers answers, WebSocketSettings settings, InstantSource clock,
            InstantSource steady) {
        this.sessions = sessions;
        this.keys = keys;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
        this.steady = steady;
    }

    /** Looks after every socket once. */
    void tick() {
        Instant now = steady.instant();
        nextHeartbeat.keySet().retainAll(sessions.all());
        closingSince.keySet().retainAll(sessions.all());
        for (ClientSession session : sessions.all()) {
            if (session.isClosing()) {
                insist(session, now);
            } else if (session.isAuthenticated()) {
                lookAfter(session, now);
            } else {
                awaitAuthentication(session, now);
            }
        }
    }

    private void insist(ClientSession session, Instant now) {
        Instant since = closingSince.computeIfAbsent(session, key -> now);
        if (!now.isBefore(since.plus(LAST_ANSWERS))) {
            session.insistOnClosing();
        }
    }

    private void awaitAuthentication(ClientSession session, Instant now) {
        if (!now.isBefore(session.openedAt().plus(settings.authenticationTimeout()))) {
            answers.error(session, new ProtocolException(ErrorCode.WEBSOCKET_AUTH_ERROR,
                    "No authentication within " + settings.authenticationTimeout().toSeconds() + " seconds"));
            session.closeAfterAnswers(CloseCode.POLICY_VIOLATION, "no authentication in time");
        }
    }

    private void lookAfter(ClientSession session, Instant now) {
        if (!keys.stillValid(session.login().orElseThrow().key())) {
            LOG.log(Level.INFO, "{0} is closed: its key has expired or was revoked or changed", session);
            session.closeAfterAnswers(CloseCode.POLICY_VIOLATION, "the API key has expired or was revoked or changed");
        } else if (!now.isBefore(session.lastActivity().plus(settings.connectionTimeout()))) {
            session.abort(CloseCode.GOING_AWAY, "idle");
        } else {
            beat(session, now);
        }
    }

    /** The first beat comes after a part of the interval that the connection's id decides, which spreads the sockets' beats. */
    private void beat(ClientSession session, Instant now) {
        long interval = settings.heartbeatInterval().toMillis();
        Instant due = nextHeartbeat.computeIfAbsent(session, key ->
                now.plusMillis(interval / 2 + Math.floorMod((long) session.id().hashCode(), interval / 2 + 1)));
        if (!now.isBefore(due)) {
            nextHeartbeat.put(session, due.plusMillis(interval).isAfter(now) ? due.plusMillis(interval) : now.plusMillis(interval));
            session.queueLatest(ControlMessages.heartbeat(
                    clock.instant(), session.path(), Duration.between(session.openedAt(), now)));
            session.ping();
            session.wake();
        }
    }
}
