package io.roomcast.bridge;

import io.roomcast.config.MqttSettings;
import io.roomcast.metrics.Metrics;
import io.roomcast.mqtt.BrokerConnection;
import io.roomcast.mqtt.ConnectionReports;
import io.roomcast.mqtt.IncomingMessage;
import io.roomcast.mqtt.PublishedMessages;
import io.roomcast.mqtt.SerialExecutor;
import io.roomcast.time.SteadyClock;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.ComponentReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * The bridge at work, from its start until it is closed: brings announcements to the broker, and Home Assistant what it has to know of
 * rooms. Everything is done on one serial executor; whoever announces is not held up. Thread-safe.
 */
final class Bridge implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Bridge.class.getPackageName());
    private static final String ONLINE = "online";
    private static final String OFFLINE = "offline";
    /**
     * Before anything is said of rooms, what is retained of former times comes in and is taken back: Home Assistant refuses an entity
     * whose unique id another one still has.
     */
    private static final Duration SETTLING = Duration.ofSeconds(1);
    /** How often that is waited while nothing at all has come in: some brokers send what is retained late. */
    private static final int MOST_SETTLING = 5;
    /** After Home Assistant has come, a random time between these, so that not all its devices speak at once. */
    private static final Duration LEAST_AFTER_BIRTH = Duration.ofSeconds(1);
    private static final Duration MOST_AFTER_BIRTH = Duration.ofSeconds(5);
    private static final Duration FAREWELL_WITHIN = Duration.ofMillis(500);

    private final Discovery discovery;
    private final Presence presence;
    private final Letter online;
    private final Letter offline;
    private final ScheduledExecutorService timer;
    private final RandomGenerator random;
    private final Executor serial;
    private final BrokerConnection connection;
    private final Publisher publisher;
    private Optional<Future<?>> introduction = Optional.empty();
    private int settled;
    private volatile boolean closed;

    /**
     * What it runs on.
     *
     * @param executor does the work
     * @param timer    keeps the time
     * @param threads  makes the thread of the connection
     * @param clock    the time
     * @param random   spreads what many would do at once
     */
    record Platform(Executor executor, ScheduledExecutorService timer, ThreadFactory threads, InstantSource clock,
            RandomGenerator random) {
    }

    /**
     * Where figures go.
     *
     * @param metrics   all of them
     * @param published the one that the status tells
     */
    record Figures(Metrics metrics, PublishedMessages published) {
    }

    /**
     * @param rooms     the rooms there are predictions of
     * @param retention how long alerts and drifts may wait for the broker
     * @param reports   told how the connection is, one report at a time
     * @throws IllegalArgumentException if the broker's trusted authorities cannot be read
     */
    Bridge(MqttSettings settings, String clientId, Discovery discovery, Presence.Rooms rooms, Duration retention,
            Figures figures, Platform platform, Consumer<ComponentReport> reports) {
        Topics topics = new Topics(settings.topicPrefix());
        this.discovery = discovery;
        this.online = Letter.saying(TopicKind.AVAILABILITY, topics.of(TopicKind.AVAILABILITY), ONLINE);
        this.offline = Letter.saying(TopicKind.AVAILABILITY, topics.of(TopicKind.AVAILABILITY), OFFLINE);
        this.timer = platform.timer();
        this.random = platform.random();
        this.serial = new SerialExecutor(platform.executor());
        BrokerConnection.Listener told = new ConnectionReports(
                report -> execute(() -> reports.accept(report)), discovery::withoutSubscription).add();
        this.connection = BrokerConnection.to(settings, clientId, Optional.of(offline.written()), platform.threads(), platform.timer(),
                BrokerConnection.backoff(platform.random()), SteadyClock.system(), new Follower(told),
                figures.metrics());
        this.publisher = new Publisher(connection::publish, connection::renew, this::execute,
                new CriticalQueue(retention, platform.clock(), figures.metrics()),
                new ForbiddenTopics(SteadyClock.system()), figures.published(), figures.metrics());
        this.presence = new Presence(topics, discovery, rooms, platform.clock(), publisher::send,
                publisher::afterDelivery);
    }

    /** Begins to connect, in the background. To be called once. */
    void start() {
        connection.start(discovery.filters(), this::heard);
    }

    /** Takes what is announced, and returns at once. */
    void announce(Announcement announcement) {
        execute(() -> presence.announce(announcement));
    }

    /** Says goodbye to the broker, and ends everything, within three seconds or so. */
    @Override
    public void close() {
        closed = true;
        publisher.stop();
        synchronized (this) {
            introduction.ifPresent(task -> task.cancel(false));
        }
        sayGoodbye();
        connection.close();
        if (publisher.waiting() > 0) {
            LOG.warning(() -> publisher.waiting() + " alerts and drifts were not published, since the MQTT broker was away to the end");
        }
    }

    private void sayGoodbye() {
        try {
            connection.publish(offline.written()).get(FAREWELL_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.log(Level.FINE, "The MQTT broker has not confirmed the farewell", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * An {@code offline} while this node lives is the will of a connection that the broker took for lost only now, or
     * the farewell of a node that this one replaces: the entities would stay unavailable.
     */
    private void heard(IncomingMessage message) {
        message.acknowledge().run();
        String text = StandardCharsets.UTF_8.decode(message.payload().duplicate()).toString();
        if (discovery.isBirth(message.topic())) {
            if (text.strip().equals(ONLINE)) {
                long range = MOST_AFTER_BIRTH.minus(LEAST_AFTER_BIRTH).toMillis();
                introduceAfter(LEAST_AFTER_BIRTH.plusMillis(random.nextLong(range + 1)));
            }
        } else if (discovery.isAvailability(message.topic())) {
            if (text.strip().equals(OFFLINE)) {
                execute(() -> publisher.send(online));
            }
        } else if (discovery.isMigration(message.topic(), text)) {
            execute(() -> presence.foundMigration(message.topic()));
        } else if (discovery.isOwn(message.topic(), text)) {
            execute(() -> presence.found(message.topic()));
        }
    }

    private synchronized void introduceAfter(Duration wait) {
        if (!closed && introduction.isEmpty()) {
            introduction = Optional.of(timer.schedule(() -> execute(this::introduce), wait.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void introduce() {
        synchronized (this) {
            introduction = Optional.empty();
        }
        if (!presence.isFormerFormKnown() && ++settled < MOST_SETTLING) {
            introduceAfter(SETTLING);
            return;
        }
        presence.introduce();
        publisher.send(online);
    }

    private void execute(Runnable task) {
        if (closed) {
            return;
        }
        try {
            serial.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.FINE, "The server takes no more work", stopping);
        }
    }

    /** Tells those who show it how the connection is, and the publisher. */
    private final class Follower implements BrokerConnection.Listener {

        private final BrokerConnection.Listener reports;

        private Follower(BrokerConnection.Listener reports) {
            this.reports = reports;
        }

        @Override
        public void connected(String how, Set<String> refused) {
            reports.connected(how, refused);
            execute(() -> {
                publisher.connected();
                publisher.send(online);
            });
            introduceAfter(SETTLING);
        }

        @Override
        public void ended() {
            execute(publisher::ended);
        }

        @Override
        public void disconnected(String why) {
            reports.disconnected(why);
            execute(publisher::disconnected);
        }
    }
}
