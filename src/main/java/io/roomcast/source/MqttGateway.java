package io.roomcast.source;

import io.roomcast.config.MqttSettings;
import io.roomcast.metrics.Metrics;
import io.roomcast.mqtt.Backoff;
import io.roomcast.mqtt.BrokerConnection;
import io.roomcast.mqtt.ConnectionReports;
import io.roomcast.mqtt.SerialExecutor;
import io.roomcast.source.TrackerTopic.Kind;
import io.roomcast.time.SteadyClock;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ExternalTracker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Hears an external tracking manager over the broker, from its start until it is closed.
 *
 * <p>By two connections, one for what is only ever the latest and one for what has to be stored: a broker may hold back everything
 * behind a message that is not acknowledged, and while alerts cannot be stored predictions have to flow on.
 */
final class MqttGateway implements AutoCloseable {

    private static final int MAX_WAITING_ALERTS = 10_000;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT_FOR_STORE = Duration.ofSeconds(30);
    private static final double JITTER = 0.25;

    private final String prefix;
    private final TrackerHealth health;
    private final LatestIntake latest;
    private final CriticalIntake critical;
    private final BrokerConnection latestConnection;
    private final BrokerConnection criticalConnection;

    /**
     * What it runs on.
     *
     * @param executor handles messages and reports
     * @param timer    tries again what failed
     * @param threads  makes the threads of the connections
     * @param clock    the time
     */
    record Platform(ExecutorService executor, ScheduledExecutorService timer, ThreadFactory threads, InstantSource clock) {
    }

    /**
     * @param reports told how broker and tracker are, one report at a time
     * @throws IllegalArgumentException if the broker's trusted authorities cannot be read
     */
    MqttGateway(MqttSettings settings, String clientId, ExternalTracker tracker, Metrics metrics, Platform platform,
            Consumer<ComponentReport> reports) {
        SerialExecutor reporting = new SerialExecutor(platform.executor());
        Consumer<ComponentReport> report = change -> reporting.execute(() -> reports.accept(change));
        ConnectionReports connections = new ConnectionReports(report, filter ->
                consequence(settings.topicPrefix(), filter));
        this.prefix = settings.topicPrefix();
        this.health = new TrackerHealth(report);
        TrackerFeed feed = new TrackerFeed(prefix, platform.clock(), tracker, health,
                new Rejections(platform.clock()), metrics);
        this.latestConnection = connection(settings, clientId, platform, connections, metrics);
        this.criticalConnection = connection(settings, clientId + "a", platform, connections, metrics);
        this.latest = new LatestIntake(feed::handle, platform.executor(), metrics.counter("mqtt_messages_conflated_total",
                "Messages replaced by a newer one of their topic before they were taken in hand"));
        this.critical = new CriticalIntake(feed, platform.executor(), platform.timer(),
                new Backoff(FIRST_WAIT, LONGEST_WAIT_FOR_STORE, JITTER, new Random()), MAX_WAITING_ALERTS,
                criticalConnection::renew);
    }

    private static BrokerConnection connection(MqttSettings settings, String clientId, Platform platform,
            ConnectionReports connections, Metrics metrics) {
        return BrokerConnection.to(settings, clientId, Optional.empty(), platform.threads(), platform.timer(),
                BrokerConnection.backoff(new Random()), SteadyClock.system(), connections.add(), metrics);
    }

    private static String consequence(String prefix, String filter) {
        return Stream.of(Kind.values()).filter(kind -> kind.filter(prefix).equals(filter)).findFirst()
                .map(kind -> switch (kind) {
                    case PREDICTION -> "no predictions arrive";
                    case STATE -> "no states of rooms arrive";
                    case ACCURACY -> "no accuracies arrive";
                    case DRIFT -> "no drifts arrive";
                    case ALERT -> "no alerts arrive";
                    case STATUS -> "the tracking manager's status is unknown";
                    case AVAILABILITY -> "it is not noticed when the tracking manager goes";
                }).orElse("what is published there does not arrive");
    }

    void start() {
        latestConnection.startReceiving(filters(TrackerTopic.LATEST), latest);
        criticalConnection.startReceiving(filters(TrackerTopic.CRITICAL), critical);
    }

    /** Whether the tracking manager was heard and is not gone. */
    boolean isTrackerUp() {
        return health.isUp();
    }

    private List<String> filters(List<Kind> kinds) {
        return kinds.stream().map(kind -> kind.filter(prefix)).toList();
    }

    @Override
    public void close() {
        latest.close();
        critical.close();
        latestConnection.close();
        criticalConnection.close();
    }
}
