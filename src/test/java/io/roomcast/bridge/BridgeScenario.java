package io.roomcast.bridge;

import static io.roomcast.bridge.Said.HALL;
import static io.roomcast.bridge.Said.KITCHEN;
import static org.awaitility.Awaitility.await;

import io.roomcast.bridge.Bridge.Figures;
import io.roomcast.bridge.Bridge.Platform;
import io.roomcast.bridge.Discovery.Origin;
import io.roomcast.config.BridgeSettings;
import io.roomcast.config.DiscoveryForm;
import io.roomcast.config.MqttSettings;
import io.roomcast.home.Room;
import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.mqtt.EmbeddedBroker;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.mqtt.PublishedMessages;
import io.roomcast.mqtt.Subscriber;
import io.roomcast.tracking.ComponentReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A bridge between what a test announces and a real broker. */
abstract class BridgeScenario {

    static final String PREDICTION = "p/kitchen/prediction";
    static final String AVAILABILITY = "p/bridge/availability";
    static final String KITCHEN_CONFIG = "homeassistant/device/roomcast_p-kitchen/config";
    static final String HALL_CONFIG = "homeassistant/device/roomcast_p-hall/config";
    static final String MIGRATE = "{\"migrate_discovery\":true}";
    static final String OWN = "{\"availability_topic\":\"p/bridge/availability\"}";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;
    final ExecutorService executor = Executors.newCachedThreadPool();
    final ManualTimer timer = new ManualTimer();
    final RecordedMetrics metrics = new RecordedMetrics();
    final PublishedMessages published = new PublishedMessages();
    final List<ComponentReport> reported = new CopyOnWriteArrayList<>();
    final List<Room> rooms = new CopyOnWriteArrayList<>(List.of(KITCHEN, HALL));
    final AtomicBoolean complete = new AtomicBoolean(true);
    EmbeddedBroker broker;
    Bridge bridge;
    Bridge former;

    @BeforeEach
    void prepare() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        broker = EmbeddedBroker.of(EmbeddedBroker.Kind.MQTT_5, directory);
        bridge = bridge(DiscoveryForm.DEVICE);
        former = bridge;
    }

    @AfterEach
    void stopAll() {
        Awaitility.reset();
        former.close();
        bridge.close();
        broker.stop();
        executor.shutdownNow();
    }

    Bridge bridge(DiscoveryForm form) {
        return bridge(form, "node");
    }

    static Discovery discovery(DiscoveryForm form) {
        return new Discovery(new BridgeSettings(true, form, "homeassistant"), new Topics("p"),
                Ids.of("p", MqttSettings.defaults().topicPrefix()), new Origin("1.0.0", () -> "http://roomcast.example:8766/"),
                room -> true);
    }

    Bridge bridge(DiscoveryForm form, String clientId) {
        MqttSettings settings = new MqttSettings("127.0.0.1", broker.port(), false, Optional.empty(), Optional.empty(),
                Optional.empty(),
                Optional.empty(), "p", Duration.ofSeconds(30));
        return new Bridge(settings, clientId, discovery(form), new Presence.Rooms(() -> rooms, complete::get),
                Duration.ofHours(1),
                new Figures(metrics, published), new Platform(executor, timer, Thread::new, timer, new Random(1)), reported::add);
    }

    /** Lets time pass until there is a connection, and then until everything has been told. */
    void awaitIntroduction(Subscriber home) {
        await().until(() -> {
            timer.pass(Duration.ofSeconds(1));
            return home.latest(KITCHEN_CONFIG).isPresent() && home.latest(AVAILABILITY).equals(Optional.of("online"));
        });
    }
}
