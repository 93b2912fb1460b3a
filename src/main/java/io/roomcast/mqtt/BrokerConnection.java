package io.roomcast.mqtt;

import io.roomcast.config.MqttSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

/**
 * The connection to the broker. It is made in the background, by MQTT 5 or else by 3.1.1, and made again for as long as it takes;
 * a broker that is away, or never was there, holds nothing up. Each link subscribes anew, so that retained messages come again
 * after every reconnection; the session is kept, so that others are not lost in between.
 *
 * <p>Thread-safe.
 */
public final class BrokerConnection implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(BrokerConnection.class.getPackageName());
    /** A link that lasted this long has shown that it works, so that the next wait may be a short one again. */
    private static final Duration STABLE_AFTER = Duration.ofSeconds(5);
    private static final Duration LEAVE_WITHIN = Duration.ofMillis(500);

    /** Is told of changes, in their order, on threads that must not be blocked; in one sentence without a full stop. */
    public interface Listener {
        /** There is a connection, and all subscriptions stand. */
        void connected(String how);

        /** There is none, and why; told again only when the reason changes. It is tried again without end. */
        void disconnected(String why);
    }

    private final String broker;
    private final BrokerLink.Factory links;
    private final ScheduledExecutorService timer;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Listener listener;

    // All guarded by this.
    private List<String> filters = List.of();
    private Consumer<IncomingMessage> receiver = message -> { };
    private Optional<Attempt> current = Optional.empty();
    private Optional<Future<?>> retry = Optional.empty();
    private Optional<String> reasonTold = Optional.empty();
    private boolean closed;

    BrokerConnection(String broker, BrokerLink.Factory links, ScheduledExecutorService timer, Backoff backoff,
            InstantSource clock, Listener listener) {
        this.broker = Objects.requireNonNull(broker, "broker");
        this.links = Objects.requireNonNull(links, "links");
        this.timer = Objects.requireNonNull(timer, "timer");
        this.backoff = Objects.requireNonNull(backoff, "backoff");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * A connection that is not started yet.
     *
     * @param clientId how the broker knows this node; nobody else's
     * @param will     what the broker is to publish when the connection ends without a farewell
     * @param threads  makes the thread that reads and writes
     * @param timer    runs attempts to connect
     * @throws IllegalArgumentException if the file of trusted authorities cannot be used
     */
    public static BrokerConnection to(MqttSettings settings, String clientId, Optional<OutgoingMessage> will, ThreadFactory threads,
            ScheduledExecutorService timer, Backoff backoff, InstantSource clock, Listener listener) {
        return new BrokerConnection(settings.host() + ":" + settings.port(), new HiveMqLinks(settings, clientId, will, threads),
                timer, backoff, clock, listener);
    }

    /**
     * Starts to connect, and returns at once. To be called once.
     *
     * @param filters  topics to hear, with {@code +} for any one level and {@code #} for all further ones; none: nothing is heard
     * @param receiver takes each message, in the order of the broker, on a thread that it must not block; until it acknowledges
     *                 the message, the broker keeps it, for an hour if we are away, and may hold back what comes after it
     */
    public synchronized void start(List<String> filters, Consumer<IncomingMessage> receiver) {
        this.filters = List.copyOf(filters);
        this.receiver = Objects.requireNonNull(receiver, "receiver");
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
        attempt.link.open(filters).whenComplete((opened, failure) -> {
            if (failure == null) {
                up(attempt);
            } else {
                down(attempt, failure);
            }
        });
    }

    private synchronized void up(Attempt attempt) {
        if (isCurrent(attempt)) {
            attempt.upSince = Optional.of(clock.instant());
            reasonTold = Optional.empty();
            listener.connected("Connected to the MQTT broker " + broker + " by " + attempt.protocol);
        }
    }

    /** Reached twice when a link fails to open, by its future and by its callback: the first one counts. */
    private synchronized void down(Attempt attempt, Throwable failure) {
        if (!isCurrent(attempt)) {
            return;
        }
        LOGGER.log(Level.FINE, failure, () -> "No link to the MQTT broker " + broker + " by " + attempt.protocol);
        FailureReason reason = new FailureReason(failure);
        if (attempt.protocol == MqttProtocol.MQTT_5 && attempt.upSince.isEmpty() && reason.mayBeTheProtocol()) {
            current = Optional.empty();
            attempt.link.close();
            tryAfter(Duration.ZERO, MqttProtocol.MQTT_3_1_1);
        } else {
            giveUp(attempt, reason.toString());
        }
    }

    private void giveUp(Attempt attempt, String reason) {
        current = Optional.empty();
        attempt.link.close();
        attempt.loseWhatIsUnderWay();
        if (attempt.lasted(STABLE_AFTER)) {
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
        private Optional<Instant> upSince = Optional.empty();

        private Attempt(MqttProtocol protocol) {
            this.protocol = protocol;
            this.link = links.create(protocol, receiver, failure -> down(this, failure));
        }

        /** The client keeps what is not confirmed for a session that it will not see again: nobody is to wait for that. */
        private CompletableFuture<Delivery> publish(OutgoingMessage message) {
            CompletableFuture<Delivery> delivery = new CompletableFuture<>();
            underWay.add(delivery);
            link.publish(message).whenComplete((outcome, failure) -> {
                underWay.remove(delivery);
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

        private boolean lasted(Duration time) {
            return upSince.filter(since -> !clock.instant().isBefore(since.plus(time))).isPresent();
        }
    }
}
