package io.roomcast.stream;

import io.roomcast.config.WebSocketSettings;
import io.roomcast.home.RoomId;
import io.roomcast.protocol.Claim;
import io.roomcast.protocol.CloseCode;
import io.roomcast.protocol.Message;
import io.roomcast.protocol.StreamId;
import io.roomcast.protocol.Subscription;
import io.roomcast.tracking.Announcement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * One open socket: who it is, what it subscribed to, and what waits for it. Thread-safe. The subscriptions are an immutable map
 * that only {@link Fanout} swaps, so that everybody else reads them without a lock.
 */
final class ClientSession {

    /** Room in the critical lane for answers beside the alerts that may be outstanding, each on two streams at most. */
    static final int ANSWERS_CAPACITY = 256;

    private final String id = UUID.randomUUID().toString();
    private final StreamId path;
    private final String address;
    private final Instant openedAt;
    private final Socket socket;
    private final Outbox outbox;
    private final Pump pump;
    private final InboundLimits limits;
    private final StreamMetrics metrics;
    private final Outstanding outstanding = new Outstanding();
    private final Map<StreamId, Wish> untold = new ConcurrentHashMap<>();
    private final Map<StreamId, OwnClaim> ownClaims = new ConcurrentHashMap<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean linedUp = new AtomicBoolean();
    private volatile Runnable close = () -> { };
    private volatile Instant lastActivity;
    private volatile Optional<Login> login = Optional.empty();
    private volatile Map<StreamId, Subscription> subscriptions = Map.of();
    private volatile boolean backlog;
    /** Only touched by the inbound thread. */
    private int loginFailures;

    /**
     * @param socket  the wire
     * @param path    what it was opened on
     * @param address where it comes from
     * @param now     by the steady clock, as all times of a session are
     */
    ClientSession(
            Socket socket, StreamId path, String address, WebSocketSettings settings, Instant now, StreamMetrics metrics) {
        this.socket = socket;
        this.path = path;
        this.address = address;
        this.openedAt = now;
        this.lastActivity = now;
        this.metrics = metrics;
        this.limits = new InboundLimits(settings);
        this.outbox = new Outbox(2 * settings.maxPendingAcknowledgements() + ANSWERS_CAPACITY);
        this.pump = new Pump(outbox, socket, metrics::sent, failure -> failed());
    }

    /** Queues a message that must not be lost. A client for which it no longer fits is closed, to come back and catch up. */
    void queueCritical(Message message) {
        queued(closing.get() || outbox.offerCritical(message));
    }

    /** Queues the messages of one event in the same way; a client that takes batches gets them in one. */
    void queueCritical(List<Message> messages) {
        queued(closing.get() || outbox.offerCritical(messages));
    }

    private void queued(boolean fits) {
        if (!fits) {
            metrics.slowConsumer();
            abort(CloseCode.TRY_AGAIN_LATER, "too slow: the queue of messages that must not be lost is full");
        }
    }

    /** Queues an update that only counts until there is a newer one. */
    void queueLatest(Message message) {
        if (!closing.get() && outbox.offerLatest(message)) {
            metrics.conflated(1);
        }
    }

    /** Queues the updates of one event in the same way; a client that takes batches gets them in one. */
    void queueLatest(List<Message> messages) {
        int replaced = closing.get() ? 0 : outbox.offerLatest(messages);
        if (replaced > 0) {
            metrics.conflated(replaced);
        }
    }

    /** Sends what waits. Never blocks. */
    void wake() {
        pump.wake();
    }

    /** Whether it was not yet in the line of those that are about to be woken; only for {@link Senders}. */
    boolean lineUp() {
        return linedUp.compareAndSet(false, true);
    }

    /** It is about to be woken: what is queued from now on is for the next time. */
    void leaveLine() {
        linedUp.set(false);
    }

    /** Queues and sends a message that must not be lost. */
    void tell(Message message) {
        queueCritical(message);
        wake();
    }

    /** Sends a WebSocket ping. Never blocks. */
    void ping() {
        pump.ping();
    }

    /** Closes the socket once the answers that wait have been sent. */
    void closeAfterAnswers(CloseCode code, String reason) {
        if (closing.compareAndSet(false, true)) {
            outbox.forgetUpdates();
            close = () -> closeNow(code, reason);
            pump.drain(close);
        }
    }

    /** Closes the socket without sending anything more. */
    void abort(CloseCode code, String reason) {
        closing.set(true);
        closeNow(code, reason);
    }

    /** Ends the wait of {@link #closeAfterAnswers} for a client that does not read. */
    void insistOnClosing() {
        close.run();
    }

    /** A send failed. A socket that was being closed is closed for the reason it had. */
    private void failed() {
        close.run();
        abort(CloseCode.GOING_AWAY, "the connection failed");
    }

    private void closeNow(CloseCode code, String reason) {
        if (closed.compareAndSet(false, true)) {
            pump.stop();
            outbox.clear();
            socket.close(code, reason);
        }
    }

    /** The socket is gone: nothing is queued or sent any more. */
    void gone() {
        closing.set(true);
        closed.set(true);
        pump.stop();
        outbox.clear();
    }

    /** Something was received. */
    void active(Instant now) {
        lastActivity = now;
    }

    /** Counts a failed authentication and tells how many there were. */
    int loginFailed() {
        return ++loginFailures;
    }

    /** Takes the result of a successful authentication, once. */
    void loggedIn(Login result, boolean batch) {
        result.key().maxMessagesPerMinute().ifPresent(limits::override);
        if (batch) {
            pump.batch();
        }
        login = Optional.of(result);
    }

    /** Whether the announcement, which is on that stream, is to be sent to this client. */
    boolean wants(StreamId stream, Announcement announcement) {
        Subscription subscription = subscriptions.get(stream);
        return subscription != null && permits(announcement.roomId()) && subscription.wants(announcement);
    }

    /** Whether the client may see that room; what concerns no room it may. */
    boolean permits(Optional<RoomId> room) {
        return room.isEmpty() || login.map(result -> result.rights().rooms().permits(room.get())).orElse(false);
    }

    /** Only for {@link Fanout}, under its lock. */
    void subscriptions(Map<StreamId, Subscription> changed) {
        subscriptions = Map.copyOf(changed);
    }

    /** Drops the updates that wait of a stream, except those of some rooms. */
    void forget(StreamId stream, Set<RoomId> except) {
        outbox.forget(stream, except);
    }

    Map<StreamId, Subscription> subscriptions() {
        return subscriptions;
    }

    /** Whether more is owed to the client than was sent on this socket. */
    boolean hasBacklog() {
        return backlog;
    }

    void backlog(boolean more) {
        backlog = more;
    }

    /** What this socket makes the client count on at present. */
    Stream<Claim> claims() {
        return login.stream().flatMap(result ->
                subscriptions.values().stream().map(subscription -> new Claim(subscription, result.rights().rooms())));
    }

    /** The claim on that stream that the store knows of. */
    Optional<OwnClaim> claimOn(StreamId stream) {
        return Optional.ofNullable(ownClaims.get(stream));
    }

    /** Only for {@link DurableClients}. */
    void claimOn(StreamId stream, Optional<OwnClaim> kept) {
        kept.ifPresentOrElse(claim -> ownClaims.put(stream, claim), () -> ownClaims.remove(stream));
    }

    /** What the store could not be told yet of each stream. To be changed under its own monitor. */
    Map<StreamId, Wish> untold() {
        return untold;
    }

    Collection<StreamId> alertStreams() {
        return subscriptions.keySet().stream().filter(StreamId::carriesAlerts).toList();
    }

    boolean isClosing() {
        return closing.get();
    }

    boolean isAuthenticated() {
        return login.isPresent();
    }

    Optional<Login> login() {
        return login;
    }

    /** Identifies the connection in logs and to support. */
    String id() {
        return id;
    }

    StreamId path() {
        return path;
    }

    String address() {
        return address;
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant lastActivity() {
        return lastActivity;
    }

    InboundLimits limits() {
        return limits;
    }

    Outstanding outstanding() {
        return outstanding;
    }

    int queued() {
        return outbox.depth();
    }

    /** Who it is, for the log: the key's name once it is known, and the address. */
    @Override
    public String toString() {
        return login.map(result -> result.client() + "@").orElse("") + address + path.path();
    }
}
