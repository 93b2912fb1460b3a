package io.roomcast.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.mqtt.EmbeddedBroker.Kind;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against real brokers: one that speaks MQTT 5, and one that speaks only 3.1.1; they stay up throughout. */
class BrokerConnectionTest {

    private static final Map<Kind, EmbeddedBroker> BROKERS = new EnumMap<>(Kind.class);
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;
    private static int nodes;

    private final String nodeId = "node" + ++nodes;
    private final String topic = nodeId + "/kitchen";

    @BeforeAll
    static void startBrokers() throws Exception {
        for (Kind kind : Kind.values()) {
            BROKERS.put(kind, EmbeddedBroker.of(kind, directory));
            broker(kind).start();
        }
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
    }

    @AfterAll
    static void stopBrokers() {
        Awaitility.reset();
        BROKERS.values().forEach(EmbeddedBroker::stop);
    }

    private static EmbeddedBroker broker(Kind kind) {
        return BROKERS.get(kind);
    }

    private ConnectionFixture start(EmbeddedBroker broker) {
        return new ConnectionFixture(ConnectionFixture.settings(broker.port()), nodeId).start(nodeId + "/#");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void itHearsWhatWasRetainedAndWhatComes(Kind kind) throws Exception {
        EmbeddedBroker broker = broker(kind);
        try (Publisher publisher = new Publisher(broker.port())) {
            publisher.retain(topic, "retained");
            try (ConnectionFixture node = start(broker)) {
                await().untilAsserted(() -> assertThat(node.texts()).containsExactly("retained"));
                node.heard.get(0).acknowledge().run();
                publisher.publish(topic + "/drift", "live");

                await().untilAsserted(() -> assertThat(node.texts()).containsExactly("retained", "live"));
                assertThat(node.heard.get(1).topic()).isEqualTo(topic + "/drift");
                assertThat(node.told).last()
                        .isEqualTo("Connected to the MQTT broker 127.0.0.1:" + broker.port() + " by " + kind);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasNotAcknowledgedComesAgainToANodeThatWasAway(Kind kind) throws Exception {
        EmbeddedBroker broker = broker(kind);
        connectOnce(broker);
        try (Publisher publisher = new Publisher(broker.port())) {
            publisher.publish(topic + "/drift", "handled");
            publisher.publish(topic + "/drift", "unhandled");
            try (ConnectionFixture node = start(broker)) {
                await().until(() -> node.heard.size() == 2);
                node.heard.stream().filter(message -> ConnectionFixture.text(message).equals("handled"))
                        .forEach(message -> message.acknowledge().run());
            }
            publisher.publish(topic + "/drift", "meanwhile");

            try (ConnectionFixture node = start(broker)) {
                await().untilAsserted(() -> {
                    assertThat(node.texts()).contains("unhandled").doesNotContain("handled");
                    node.heard.forEach(message -> message.acknowledge().run());
                    assertThat(node.texts()).containsExactlyInAnyOrder("unhandled", "meanwhile");
                });
            }
        }
    }

    @Test
    void theBrokerSendsOnlySoMuchUnacknowledged() throws Exception {
        EmbeddedBroker broker = broker(Kind.MQTT_5);
        connectOnce(broker);
        try (Publisher publisher = new Publisher(broker.port())) {
            IntStream.range(0, 150).forEach(i -> publisher.publish(topic + "/drift", "drift " + i));
        }

        try (ConnectionFixture node = start(broker)) {
            await().until(() -> !node.heard.isEmpty());
            await().during(Duration.ofMillis(500)).until(() -> node.heard.size() <= 100);
            await().until(() -> {
                node.heard.forEach(message -> message.acknowledge().run());
                return node.heard.size() == 150;
            });

            assertThat(node.texts()).isEqualTo(IntStream.range(0, 150).mapToObj(i -> "drift " + i).toList());
        }
    }

    /** So that the broker has a session for the node, and keeps what it misses. */
    private void connectOnce(EmbeddedBroker broker) {
        try (ConnectionFixture node = start(broker)) {
            await().until(node.connection::connected);
        }
    }

    @Test
    void aRenewedConnectionGetsAgainWhatItHasNotAcknowledged() throws Exception {
        EmbeddedBroker broker = broker(Kind.MQTT_5);
        try (Publisher publisher = new Publisher(broker.port());
                ConnectionFixture node = start(broker)) {
            await().until(node.connection::connected);
            publisher.publish(topic + "/drift", "unhandled");
            await().until(() -> node.heard.size() == 1);

            node.connection.renew();

            await().untilAsserted(() -> assertThat(node.texts()).containsExactly("unhandled", "unhandled"));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aWrongPasswordIsNamedOnceAndNeverShown(Kind kind) throws Exception {
        EmbeddedBroker broker = broker(kind);
        String wrong = "qu1te wr0ng";
        try (ConnectionFixture node = new ConnectionFixture(
                        ConnectionFixture.settings("127.0.0.1", broker.port(), wrong, false, Optional.empty()), nodeId).start(topic)) {
            await().untilAsserted(() -> assertThat(node.told).hasSize(1));
            assertThat(node.told.get(0)).contains("mqtt.username, mqtt.password").doesNotContain(wrong);
            await().during(Duration.ofMillis(600)).until(() -> node.told.size() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatItPublishesIsRetainedAndReachesOthers(Kind kind) {
        EmbeddedBroker broker = broker(kind);
        try (ConnectionFixture node = publisher(broker, Optional.empty())) {
            assertThat(node.connection.publish(new OutgoingMessage(topic, "kept", true, true)).orTimeout(20, TimeUnit.SECONDS).join())
                    .isEqualTo(Delivery.TAKEN);
            try (ConnectionFixture other = new ConnectionFixture(ConnectionFixture.settings(broker.port()), nodeId + "b").start(topic)) {
                await().untilAsserted(() -> assertThat(other.texts()).containsExactly("kept"));
                other.heard.get(0).acknowledge().run();
                assertThat(node.connection.publish(new OutgoingMessage(topic, "passing", false, false)).join()).isEqualTo(Delivery.TAKEN);

                await().untilAsserted(() -> assertThat(other.texts()).containsExactly("kept", "passing"));
            }
        }
    }

    @Test
    void itsLastWillIsPublishedWhenItGoesWithoutAFarewellOnly() {
        EmbeddedBroker broker = broker(Kind.MQTT_5);
        OutgoingMessage will = new OutgoingMessage(topic, "gone", true, true);
        try (ConnectionFixture other = new ConnectionFixture(ConnectionFixture.settings(broker.port()), nodeId + "b").start(topic)) {
            await().until(other.connection::connected);
            publisher(broker, Optional.of(will)).close();
            ConnectionFixture node = publisher(broker, Optional.of(will));
            try (ConnectionFixture successor = publisher(broker, Optional.empty())) {
                await().untilAsserted(() -> assertThat(other.texts()).first().isEqualTo("gone"));
                assertThat(successor.told).as("who took its place").isNotEmpty();
            } finally {
                node.close();
            }
        }
    }

    private ConnectionFixture publisher(EmbeddedBroker broker, Optional<OutgoingMessage> will) {
        ConnectionFixture node = new ConnectionFixture(ConnectionFixture.settings(broker.port()), nodeId, will).start();
        await().until(node.connection::connected);
        return node;
    }

    @Test
    void anUnknownHostIsNamed() {
        try (ConnectionFixture node = new ConnectionFixture(ConnectionFixture.settings(
                "no-such-host.invalid", 1883, "p", false, Optional.empty()), nodeId).start(topic)) {
            await().untilAsserted(() -> assertThat(node.told).hasSize(1));
            assertThat(node.told.get(0)).contains("no-such-host.invalid", "the host name is unknown");
        }
    }

    @Test
    void closedWhileItWaitsForAnAnswerItLeavesNoThread() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            ConnectionFixture node =
                    new ConnectionFixture(ConnectionFixture.settings(silent.getLocalPort()), nodeId).start(topic);
            silent.setSoTimeout(10_000);
            silent.accept();

            long before = System.nanoTime();
            node.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
            await().untilAsserted(() -> assertThat(threadsLeft()).isEmpty());
        }
    }

    @Test
    void closedWhileItIsConnectedItLeavesNoThread() throws Exception {
        EmbeddedBroker broker = broker(Kind.MQTT_5);
        ConnectionFixture node = start(broker);
        await().until(node.connection::connected);
        assertThat(threadsLeft()).contains(ConnectionFixture.THREAD_NAME);

        node.close();
        await().untilAsserted(() -> assertThat(threadsLeft()).isEmpty());
    }

    private static List<String> threadsLeft() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.equals(ConnectionFixture.THREAD_NAME) || name.startsWith("Rx")
                        || name.startsWith("globalEventExecutor") || name.contains("hivemq.client"))
                .toList();
    }
}
