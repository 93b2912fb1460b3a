package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.config.MqttSettings;
import io.roomcast.config.Secret;
import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.mqtt.EmbeddedBroker;
import io.roomcast.mqtt.Publisher;
import io.roomcast.source.MqttGateway.Platform;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.CriticalAnnouncement;
import io.roomcast.tracking.ExternalTracker;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** From the topics of a real broker to what is announced. */
class MqttGatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ALERT = "{\"alert_id\": \"%s\", \"alert_type\": \"system_error\", \"severity\": \"info\", "
            + "\"message\": \"m\"}";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;
    private final List<Announcement> announced = new CopyOnWriteArrayList<>();
    private final List<ComponentReport> reported = new CopyOnWriteArrayList<>();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private volatile boolean storeIsThere = true;
    private volatile boolean triedToStore;
    private final AtomicInteger failures = new AtomicInteger();
    private EmbeddedBroker broker;

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.of(EmbeddedBroker.Kind.MQTT_5, directory);
        broker.start();
    }

    @AfterEach
    void stopAll() {
        broker.stop();
        executor.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void whileAlertsCannotBeStoredPredictionsFlowOnAndNoAlertIsLost() {
        storeIsThere = false;
        try (MqttGateway gateway = gateway(newTracker()); Publisher tracker = new Publisher(broker.port())) {
            gateway.start();
            awaitBrokerUp();
            for (int i = 0; i < 5; i++) {
                tracker.publish("p/alerts", ALERT.formatted("alert" + i));
            }

            for (int i = 0; i < 20; i++) {
                tracker.retain("p/room" + i + "/prediction", prediction(i));
            }
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(announced).hasSize(20).hasOnlyElementsOfType(Prediction.class));

            storeIsThere = true;
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(alertIds())
                    .containsExactly("alert0", "alert1", "alert2", "alert3", "alert4"));
        }
    }

    @Test
    void anAlertThatWasNotStoredComesAgainToTheNextRun() {
        storeIsThere = false;
        try (MqttGateway gateway = gateway(newTracker()); Publisher tracker = new Publisher(broker.port())) {
            gateway.start();
            awaitBrokerUp();
            tracker.publish("p/kitchen/drift", "{\"alert_id\": \"d\", \"drift_severity\": \"low\", \"drift_score\": 0.1}");
            await().atMost(PATIENCE).until(() -> triedToStore);
        }
        storeIsThere = true;
        reported.clear();

        try (MqttGateway gateway = gateway(newTracker())) {
            gateway.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(announced).hasSize(1));
        }
    }

    @Test
    void anAlertThatFailsForNoReasonThatIsKnownIsTriedAgain() {
        failures.set(1);
        try (MqttGateway gateway = gateway(newTracker()); Publisher tracker = new Publisher(broker.port())) {
            gateway.start();
            awaitBrokerUp();
            tracker.publish("p/alerts", ALERT.formatted("first"));
            tracker.publish("p/alerts", ALERT.formatted("second"));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(alertIds()).containsExactly("first", "second"));
        }
    }

    @Test
    void whatIsRetainedIsNotAnnouncedAgainAfterAReconnection() {
        ExternalTracker memory = newTracker();
        try (Publisher tracker = new Publisher(broker.port())) {
            tracker.retain("p/kitchen/prediction", prediction(1));
            try (MqttGateway gateway = gateway(memory)) {
                gateway.start();
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(announced).hasSize(1));
            }
            reported.clear();

            try (MqttGateway again = gateway(memory)) {
                again.start();
                await().atMost(PATIENCE).until(() -> metrics.count("mqtt_messages_received_total", "kind=prediction") == 2);
                assertThat(announced).hasSize(1);
            }
        }
    }

    @Test
    void badPayloadsAreDroppedAndNothingElseSuffers() {
        try (MqttGateway gateway = gateway(newTracker()); Publisher tracker = new Publisher(broker.port())) {
            gateway.start();
            awaitBrokerUp();
            tracker.publish("p/kitchen/prediction", prediction(1).replace("0.5", "7"));
            tracker.publish("p/alerts", "no alert");
            tracker.publish("p/alerts", ALERT.formatted("good"));
            tracker.publish("p/hall/prediction", prediction(2));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(announced).hasSize(2));
            assertThat(metrics.total("mqtt_messages_rejected_total")).isEqualTo(2);
        }
    }

    @Test
    void itStopsAtOnce() {
        MqttGateway gateway = gateway(newTracker());
        gateway.start();
        awaitBrokerUp();

        long before = System.nanoTime();
        gateway.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    private void announce(Announcement announcement) {
        if (announcement instanceof CriticalAnnouncement && !storeIsThere) {
            triedToStore = true;
            throw new StoreUnavailableException("away", null);
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("somebody who is told fails");
        }
        announced.add(announcement);
    }

    private List<String> alertIds() {
        return announced.stream().filter(Alert.class::isInstance).map(alert -> ((Alert) alert).alertId()).toList();
    }

    private void awaitBrokerUp() {
        await().atMost(PATIENCE).until(() -> reported.stream()
                .anyMatch(report -> report.component().equals("mqtt") && report.state() == ComponentState.UP));
    }

    private ExternalTracker newTracker() {
        return new ExternalTracker(List.of(), InstantSource.system(), this::announce);
    }

    private MqttGateway gateway(ExternalTracker tracker) {
        MqttSettings settings = new MqttSettings("127.0.0.1", broker.port(), false, Optional.empty(),
                Optional.of(EmbeddedBroker.USER), Optional.of(new Secret(EmbeddedBroker.PASSWORD)), Optional.empty(), "p",
                Duration.ofSeconds(30));
        return new MqttGateway(settings, "node", tracker, metrics,
                new Platform(executor, timer, Thread::new, InstantSource.system()), reported::add);
    }

    private static String prediction(int second) {
        return "{\"predicted_time\": \"2026-01-15T15:45:00\", \"transition_type\": \"vacant_to_occupied\", "
                + "\"confidence_score\": 0.5, \"prediction_made_at\": \"" + Instant.parse("2026-01-15T14:30:00Z").plusSeconds(second)
                + "\"}";
    }
}
