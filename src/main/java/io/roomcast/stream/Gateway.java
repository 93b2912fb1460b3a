package io.roomcast.stream;

import io.roomcast.access.Bans;
import io.roomcast.access.KeyRing;
import io.roomcast.config.WebSocketSettings;
import io.roomcast.metrics.Metrics;
import io.roomcast.protocol.CloseCode;
import io.roomcast.protocol.ControlMessages;
import io.roomcast.protocol.ErrorCode;
import io.roomcast.protocol.ProtocolException;
import io.roomcast.protocol.StreamId;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.CriticalAnnouncement;
import io.roomcast.tracking.StoreUnavailableException;
import io.roomcast.tracking.TrackingManager;
import io.roomcast.tracking.WebSocketApiStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The WebSocket API without its sockets: endpoints open connections here, the tracking manager's announcements come in here,
 * and somebody with a timer calls {@link #tick}, {@link #redeliver} and {@link #sweep}. Thread-safe.
 */
public final class Gateway implements WebSocketApiStatus.Source {

    private static final Logger LOG = Logger.getLogger(Gateway.class.getPackageName());

    /** More would only wait for each other. */
    private static final int SENDERS = Math.min(8, Runtime.getRuntime().availableProcessors());

    private static final CloseCode STOPPING = CloseCode.GOING_AWAY;
    private static final ProtocolException FAREWELL =
            new ProtocolException(ErrorCode.WEBSOCKET_CONNECTION_ERROR, "The server is stopping");

    private final WebSocketSettings settings;
    private final InstantSource clock;
    private final InstantSource steady;
    private final TrackingManager tracking;
    private final AlertStore store;
    private final StreamMetrics metrics;
    private final Sessions sessions = new Sessions();
    private final Answers answers;
    private final Fanout fanout;
    private final AlertDelivery alerts;
    private final Redelivery redelivery;
    private final Registration registration;
    private final Inbound inbound;
    private final Housekeeping housekeeping;
    private final Retention retention;
    private volatile boolean stopped;
    private volatile long lastPendingTotal;

    /**
     * @param keys     who may log in
     * @param bans     who may not
     * @param tracking which rooms there are, and whether anything is heard of them
     * @param store    where alerts and durable clients are kept
     * @param clock    the time of day, which is told and stored
     * @param steady   what intervals are measured by: not a clock that may be set
     * @param executor where updates are sent
     */
    public Gateway(WebSocketSettings settings, KeyRing keys, Bans bans, TrackingManager tracking, AlertStore store,
            Metrics metrics, InstantSource clock, InstantSource steady, Executor executor) {
        this.settings = settings;
        this.clock = clock;
        this.steady = steady;
        this.tracking = tracking;
        this.store = store;
        this.metrics = new StreamMetrics(metrics, clock);
        fanout = new Fanout(clock, steady, this.metrics, new Senders(executor, SENDERS));
        StoredAlertReader reader = new StoredAlertReader(clock);
        DurableClients clients = new DurableClients(store, sessions, new Waiver(store, sessions, reader), clock);
        alerts = new AlertDelivery(store, reader, clients, fanout, sessions, settings, clock, steady);
        redelivery = new Redelivery(sessions, store, settings, clock, steady, this.metrics);
        registration = new Registration(store, clients, alerts);
        answers = new Answers(clock, steady, this.metrics);
        Subscriber subscriber = new Subscriber(tracking, fanout, registration, clock);
        Authenticator authenticator = new Authenticator(keys, bans, registration, subscriber, answers, this.metrics, clock);
        inbound = new Inbound(steady, this.metrics, answers, authenticator, subscriber, alerts);
        housekeeping = new Housekeeping(sessions, keys, answers, settings, clock, steady);
        retention = new Retention(store, clients, sessions, settings, clock, this.metrics);
        this.metrics.watch(sessions::count, sessions::queued);
    }

    /**
     * A socket was opened.
     *
     * @param path    the stream it was opened on
     * @param address the client's address
     */
    public Connection open(Socket socket, StreamId path, String address) {
        ClientSession session = new ClientSession(socket, path, address, settings, steady.instant(), metrics);
        sessions.add(session);
        // Looked at afterwards: whoever stops the gateway between the two sees the session and closes it.
        if (stopped) {
            bidFarewell(session);
            sessions.remove(session);
            return new Connection(session, this);
        }
        metrics.opened();
        LOG.log(Level.FINE, "{0} is open as {1}", new Object[] {session, session.id()});
        session.tell(ControlMessages.welcome(clock.instant(), path, new ControlMessages.Welcome(
                session.id(),
                settings.authenticationTimeout(),
                settings.heartbeatInterval(),
                settings.connectionTimeout(),
                settings.maxMessagesPerMinute(),
                settings.maxMessageBytes())));
        return new Connection(session, this);
    }

    /**
     * Tells a socket that is not taken why, and closes it.
     *
     * @param path the stream it was opened on
     * @param why  in plain words; at most 123 bytes are sent as the reason
     */
    public void turnAway(Socket socket, StreamId path, CloseCode code, String why) {
        ProtocolException refused = new ProtocolException(ErrorCode.WEBSOCKET_CONNECTION_ERROR, why);
        metrics.error(refused.code());
        socket.send(ControlMessages.error(clock.instant(), path, refused).text(), failure -> socket.close(code, why));
    }

    /**
     * Tells everybody concerned.
     *
     * @throws StoreUnavailableException if the announcement must be stored first and could not be; nobody was told
     */
    public void announce(Announcement announcement) {
        if (announcement instanceof CriticalAnnouncement critical) {
            alerts.announce(critical);
        } else {
            fanout.announce(announcement);
        }
    }

    /** Looks after the sockets; to be called about once a second. */
    public void tick() {
        housekeeping.tick();
    }

    /**
     * Sends again what was not acknowledged in time, and tells the store what it missed; to be called about once a second, by
     * another thread than {@link #tick}, since it may wait for the store.
     */
    public void redeliver() {
        redelivery.redeliver();
        registration.retry(sessions.all());
    }

    /** Lets what is too old lapse; to be called about once a minute. */
    public void sweep() {
        retention.sweep();
    }

    /** Tells every socket, closes it, and takes no more. Returns at once; {@link #awaitClosed} waits. */
    public void stop() {
        stopped = true;
        sessions.all().forEach(this::bidFarewell);
    }

    private void bidFarewell(ClientSession session) {
        answers.error(session, FAREWELL);
        session.closeAfterAnswers(STOPPING, "server stopping");
    }

    /**
     * Waits until every socket is closed. Who has not taken its last messages when half of the time is over is closed without.
     *
     * @return whether they are
     * @throws InterruptedException if interrupted while waiting
     */
    public boolean awaitClosed(Duration atMost) throws InterruptedException {
        Duration half = atMost.dividedBy(2);
        if (sessions.awaitNone(half)) {
            return true;
        }
        sessions.all().forEach(ClientSession::insistOnClosing);
        return sessions.awaitNone(atMost.minus(half));
    }

    void received(ClientSession session, String message) {
        inbound.receive(session, message);
    }

    void alive(ClientSession session) {
        session.active(steady.instant());
    }

    void gone(ClientSession session) {
        fanout.remove(session);
        if (sessions.remove(session)) {
            metrics.closed(Duration.between(session.openedAt(), steady.instant()));
            session.login().ifPresent(login -> seen(List.of(login.client())));
            LOG.log(Level.FINE, "{0} is gone", session);
        }
    }

    private void seen(List<ClientId> clients) {
        try {
            store.seen(clients, clock.instant());
        } catch (StoreUnavailableException away) {
            LOG.log(Level.FINE, "The store was not told that {0} left: {1}", new Object[] {clients, away.getMessage()});
        }
    }

    @Override
    public WebSocketApiStatus webSocketApiStatus() {
        Instant now = steady.instant();
        return new WebSocketApiStatus(
                settings.enabled(),
                settings.enabled() && !stopped,
                settings.host(),
                settings.port(),
                sessions.count(),
                sessions.authenticated(),
                metrics.totalServed(),
                sessions.count(StreamId.Kind.PREDICTIONS),
                sessions.count(StreamId.Kind.SYSTEM_STATUS),
                sessions.count(StreamId.Kind.ALERTS),
                sessions.count(StreamId.Kind.ROOM),
                metrics.totalSent(),
                metrics.totalReceived(),
                metrics.totalConflated(),
                pendingTotal(),
                (int) sessions.all().stream().filter(session -> session.limits().blockedAt(now)).count(),
                metrics.totalRefused(),
                tracking.isAtWork(),
                ControlMessages.API_VERSION);
    }

    /** While the store is away, what it said last. */
    private long pendingTotal() {
        try {
            lastPendingTotal = store.pendingTotal();
        } catch (StoreUnavailableException away) {
            LOG.log(Level.FINE, "The open acknowledgements cannot be counted: {0}", away.getMessage());
        }
        return lastPendingTotal;
    }
}
