package io.roomcast.mqtt;

import io.roomcast.config.MqttSettings;
import io.roomcast.metrics.Metrics;
import io.roomcast.metrics.Metrics.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * The connection to the broker. It is made in the background, by MQTT 5 or else by 3.1.1, and made again for as long as it takes;
 * a broker that is away, or never was there, holds nothing up. Each link subscribes anew, so that retained messages come again
 * after every reconnection; the session is kept, so that others are not lost in between. Filters that the broker
 * refuses are named and do without; a session that keeps breaking its connections is given up for a new one.
 *
 * <p>Thread-safe.
 */
public final class BrokerConnection implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(BrokerConnection.class.getPackageName());
    /** A link that lasted this long has shown that it works, so that the next wait may be a short one again. */
    private static final Duration STABLE_AFTER = Duration.ofSeconds(5);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    /** In the first half minute a broker is found within five seconds of its return. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(4);
    private static final Duration SHORT_OUTAGE = Duration.ofSeconds(30);
    /** With the jitter, 30 s. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(24);
    private static final double JITTER = 0.25;
    private static final Duration LEAVE_WITHIN = Duration.ofMillis(500);

    /** Is told of changes, in their order, on threads that must not be blocked; in one sentence without a full stop. */
    public interface Listener {
        /**
         * There is a connection, and the subscriptions stand that the broker permits.
         *
         * @param refused the filters that it does not permit
         */
        void connected(String how, Set<String> refused);

        /** The connection that was there has ended; told before the reason is, and every time. */
        default void ended() {
        }

        /** There is none, and why; told again only when the reason changes. It is tried again without end. */
        void disconnected(String why);
    }

    private final String broker;
    private final BrokerLink.Factory links;
    private final ScheduledExecutorService timer;
    private final Backoff backoff;
    private final InstantSource steady;
    private final Listener listener;
    private final Counter discardedSessions;
    private final SessionGuard session = new SessionGuard();

    // All guarded by this.
    private SubscriptionPlan plan;
    private boolean receivesOnly;
    private Consumer<IncomingMessage> receiver = message -> { };
    private Optional<Attempt> current = Optional.empty();
    private Optional<Future<?>> retry = Optional.empty();
    private Optional<String> reasonTold = Optional.empty();
    private boolean closed;

    BrokerConnection(String broker, BrokerLink.Factory links, ScheduledExecutorService timer, Backoff backoff,
            InstantSource steady, Listener listener, Metrics metrics) {
        this.broker = Objects.requireNonNull(broker, "broker");
        this.links = Objects.requireNonNull(links, "links");
        this.timer = Objects.requireNonNull(timer, "timer");
        this.backoff = Objects.requireNonNull(backoff, "backoff");
        this.steady = Objects.requireNonNull(steady, "steady");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.discardedSessions = metrics.counter("mqtt_sessions_discarded_total",
                "Sessions of the broker given up, with what it kept in them, since they kept breaking the connection");
        this.plan = new SubscriptionPlan(List.of(), steady);
    }

    /**
     * A connection that is not started yet.
     *
     * @param clientId how the broker knows this node; nobody else's
     * @param will     what the broker is to publish when the connection ends without a farewell
     * @param threads  makes the thread that reads and writes
     * @param timer    runs attempts to connect
     * @param steady   what intervals are measured by: not a clock that may be set
     * @throws IllegalArgumentException if the file of trusted authorities cannot be used
     */
    public static BrokerConnection to(MqttSettings settings, String clientId, Optional<OutgoingMessage> will, ThreadFactory threads,
            ScheduledExecutorService timer, Backoff backoff, InstantSource steady, Listener listener, Metrics metrics) {
        return new BrokerConnection(settings.host() + ":" + settings.port(), new HiveMqLinks(settings, clientId, will, threads),
                timer, backoff, steady, listener, metrics);
    }

    /**
     * The waits between attempts: from 1 s, doubling to 4 s in the first half minute and to 24 s after it, spread by a
     * quarter.
     */
    public static Backoff backoff(RandomGenerator random) {
        return new Backoff(FIRST_WAIT, SHORT_WAIT, SHORT_OUTAGE, LONGEST_WAIT, JITTER, random);
    }

    /**
     * Starts to connect, and returns at once. To be called once. The connection is up when the broker has answered all
     * subscriptions, even if it refuses them: it is there to publish as well.
     *
     * @param filters  topics to hear, with {@code +} for any one level and {@code #} for all further ones; none: nothing is heard
     * @param receiver takes each message, in the order of the broker, on a thread that it must not block; until it acknowledges
     *                 the message, the broker keeps it, for an hour if we are away, and may hold back what comes after it
     */
    public void start(List<String> filters, Consumer<IncomingMessage> receiver) {
        start(filters, receiver, false);
    }

    /**
     * Starts in the same way a connection that is there only to receive: it is not up while the broker refuses all its
     * subscriptions.
     */
    public void startReceiving(List<String> filters, Consumer<IncomingMessage> receiver) {
        start(filters, receiver, true);
    }

    private synchronized void start(List<String> filters, Consumer<IncomingMessage> receiver, boolean receivesOnly) {
        this.plan = new SubscriptionPlan(filters, steady);
        this.receiver = Objects.requireNonNull(receiver, "receiver");
        this.receivesOnly = receivesOnly;
        tryAfter(Duration.ZERO, MqttProtocol.MQTT_5);
    }

    /**
     * Publishes a message, if there is a connection; in the order of the calls.
     *
     * @return what became of it; completed on a thread that must not be blocked, and never exceptionally
     */
    public CompletableFuture<Delivery> publish(OutgoingMessage message) {
        Optional<Attempt> up;
        synchronized (this) {
            up = current.filter(attempt -> attempt.upSince.isPresent());
        }
        return up.map(attempt -> attempt.publish(message)).orElseGet(() -> CompletableFuture.completedFuture(Delivery.LOST));
    }

    /** Whether there is a connection and all subscriptions stand. */
    public synchronized boolean connected() {
        return current.flatMap(attempt -> attempt.upSince).isPresent();
    }

    /** Gives the connection up and makes it anew, so that the broker delivers again what has not been acknowledged. */
    public synchronized void renew() {
        current.filter(attempt -> attempt.upSince.isPresent())
                .ifPresent(attempt -> giveUp(attempt, "given up to have messages delivered again"));
    }

    /** Takes leave of the broker, which keeps the session, and ends everything, within two seconds or so. */
    @Override
    public void close() {
        Optional<Attempt> last;
        synchronized (this) {
            closed = true;
            retry.ifPresent(future -> future.cancel(false));
            last = current;
            current = Optional.empty();
        }
        last.ifPresent(attempt -> leave(attempt.link));
        links.close();
        last.ifPresent(Attempt::loseWhatIsUnderWay);
    }

    private void leave(BrokerLink link) {
        try {
            link.close().get(LEAVE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOGGER.log(Level.FINE, "The broker was left without a farewell", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryAfter(Duration wait, MqttProtocol protocol) {
        retry = Optional.of(timer.schedule(() -> attempt(protocol), wait.toMillis(), TimeUnit.MILLISECONDS));
    }

    private synchronized void attempt(MqttProtocol protocol) {
        if (closed) {
            return;
        }
        Attempt attempt = new Attempt(protocol);
        current = Optional.of(attempt);
        boolean newSession = session.givesUp();
        if (newSession) {
            session.givenUp();
            discardedSessions.increment();
            LOGGER.warning(() -> "The MQTT broker " + broker
                    + " is asked for a new session, since the one it kept broke "
                    + SessionGuard.MOST_BREAKS + " connections in a row; what it had queued there is lost");
        }
        attempt.link.connect(newSession)
                .thenCompose(accepted -> attempt.subscribe())
                .whenComplete((subscribed, failure) -> {
                    if (failure == null) {
                        up(attempt);
                    } else {
                        down(attempt, failure);
                    }
                });
    }

    private synchronized void up(Attempt attempt) {
        if (!isCurrent(attempt)) {
            return;
        }
        plan.completed();
        Set<String> refused = attempt.withoutSubscription();
        if (receivesOnly && plan.isNothingLeft(refused)) {
            down(attempt, new SubscriptionsRefusedException(refused));
            return;
        }
        attempt.upSince = Optional.of(steady.instant());
        reasonTold = Optional.empty();
        listener.connected("Connected to the MQTT broker " + broker + " by " + attempt.protocol, refused);
        if (!plan.leftOut().isEmpty()) {
            timer.schedule(this::renew, SubscriptionPlan.LEFT_OUT_FOR.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Reached twice when a link fails to open, by its future and by its callback: the first one counts. */
    private synchronized void down(Attempt attempt, Throwable failure) {
        if (!isCurrent(attempt)) {
            return;
        }
        LOGGER.log(Level.FINE, failure, () -> "No link to the MQTT broker " + broker + " by " + attempt.protocol);
        FailureReason reason = new FailureReason(failure);
        if (attempt.protocol == MqttProtocol.MQTT_5 && attempt.acceptedAt.isEmpty() && reason.mayBeTheProtocol()) {
            current = Optional.empty();
            attempt.link.close();
            tryAfter(Duration.ZERO, MqttProtocol.MQTT_3_1_1);
        } else {
            attempt.unconfirmed.ifPresent(plan::cut);
            if (attempt.acceptedAt.isPresent() && reason.mayBeTheSession()) {
                session.ended(attempt.worked());
            }
            giveUp(attempt, reason.toString());
        }
    }

    private void giveUp(Attempt attempt, String reason) {
        current = Optional.empty();
        attempt.link.close();
        attempt.loseWhatIsUnderWay();
        attempt.upSince.ifPresent(since -> listener.ended());
        if (attempt.worked()) {
            backoff.reset();
        }
        tell(reason);
        tryAfter(backoff.next(), MqttProtocol.MQTT_5);
    }

    private void tell(String reason) {
        if (!reasonTold.equals(Optional.of(reason))) {
            reasonTold = Optional.of(reason);
            listener.disconnected("No connection to the MQTT broker " + broker + ": " + reason);
        }
    }

    private boolean isCurrent(Attempt attempt) {
        return !closed && current.filter(latest -> latest == attempt).isPresent();
    }

    /** One link and how far it came. */
    private final class Attempt {

        private final MqttProtocol protocol;
        private final BrokerLink link;
        private final Set<CompletableFuture<Delivery>> underWay = ConcurrentHashMap.newKeySet();
        private final Set<String> refused = new LinkedHashSet<>();
        private Optional<Instant> acceptedAt = Optional.empty();
        /** The subscriptions that the broker has not answered yet. */
        private Optional<List<String>> unconfirmed = Optional.empty();
        /** Whether a message was acknowledged, by either side. */
        private volatile boolean carried;
        private Optional<Instant> upSince = Optional.empty();

        private Attempt(MqttProtocol protocol) {
            this.protocol = protocol;
            this.link = links.create(protocol, message -> receiver.accept(noted(message)), failure ->
                    down(this, failure));
        }

        private IncomingMessage noted(IncomingMessage message) {
            return new IncomingMessage(message.topic(), message.payload(), () -> {
                message.acknowledge().run();
                carried = true;
            });
        }

        /** Subscribes, one step after the other. */
        private CompletableFuture<Void> subscribe() {
            List<List<String>> steps;
            synchronized (BrokerConnection.this) {
                acceptedAt = Optional.of(steady.instant());
                steps = plan.steps();
            }
            CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
            for (List<String> step : steps) {
                done = done.thenCompose(before -> subscribe(step));
            }
            return done;
        }

        private CompletableFuture<Void> subscribe(List<String> step) {
            unconfirmed(Optional.of(step));
            return link.subscribe(step).thenAccept(refusal -> {
                synchronized (BrokerConnection.this) {
                    refused.addAll(refusal);
                }
                unconfirmed(Optional.empty());
            });
        }

        private void unconfirmed(Optional<List<String>> step) {
            synchronized (BrokerConnection.this) {
                unconfirmed = step;
            }
        }

        private Set<String> withoutSubscription() {
            Set<String> all = new LinkedHashSet<>(refused);
            all.addAll(plan.leftOut());
            return all;
        }

        /** The client keeps what is not confirmed for a session that it will not see again: nobody is to wait for that. */
        private CompletableFuture<Delivery> publish(OutgoingMessage message) {
            CompletableFuture<Delivery> delivery = new CompletableFuture<>();
            underWay.add(delivery);
            link.publish(message).whenComplete((outcome, failure) -> {
                underWay.remove(delivery);
                carried = carried || failure == null && outcome == Delivery.TAKEN && message.atLeastOnce();
                delivery.complete(failure == null ? outcome : Delivery.LOST);
            });
            synchronized (BrokerConnection.this) {
                if (isCurrent(this)) {
                    return delivery;
                }
            }
            delivery.complete(Delivery.LOST);
            return delivery;
        }

        private void loseWhatIsUnderWay() {
            underWay.forEach(delivery -> delivery.complete(Delivery.LOST));
            underWay.clear();
        }

        /** Whether it held for a while, or carried a message to the end of its acknowledgement. */
        private boolean worked() {
            return carried || acceptedAt.filter(since -> !steady.instant().isBefore(since.plus(STABLE_AFTER)))
                    .isPresent();
        }
    }
}
