package io.roomcast.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.mqtt.EmbeddedBroker.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Brokers that are not there, come late, go and come back, or are not who they should be. */
class BrokerTroubleTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @BeforeAll
    static void waitPatiently() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
    }

    @AfterAll
    static void waitAsUsual() {
        Awaitility.reset();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBrokerThatComesLateOrComesBackIsFound(Kind kind) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.of(kind, directory);
                ConnectionFixture node = new ConnectionFixture(ConnectionFixture.settings(broker.port()), "node1").start("t")) {
            await().untilAsserted(() -> assertThat(node.told).hasSize(1));
            assertThat(node.told.get(0)).contains("nothing listens there");

            broker.start();
            await().until(node.connection::connected);
            broker.stop();
            await().until(() -> !node.connection.connected());
            broker.start();
            await().until(node.connection::connected);

            try (Publisher publisher = new Publisher(broker.port())) {
                publisher.publish("t", "heard");
                await().untilAsserted(() -> assertThat(node.texts()).contains("heard"));
            }
        }
    }

    @Test
    void aConnectionIsEncryptedAndTheAuthorityChecked() throws Exception {
        TestCertificate certificate = TestCertificate.make(directory, "localhost");
        try (EmbeddedBroker broker = new Mqtt5Broker(directory, FreePort.find(), certificate.listener());
                ConnectionFixture trusting = tls("localhost", broker, Optional.of(certificate.pemFile()));
                ConnectionFixture suspicious = tls("localhost", broker, Optional.empty());
                ConnectionFixture misled = tls("127.0.0.1", broker, Optional.of(certificate.pemFile()))) {
            broker.start();
            List.of(trusting, suspicious, misled).forEach(node -> node.start("t"));
            List.of(trusting, suspicious, misled).forEach(node -> await().untilAsserted(() -> assertThat(node.told).isNotEmpty()));

            assertThat(trusting.told.get(0)).contains("Connected", "MQTT 5");
            assertThat(suspicious.told.get(0)).contains("comes from no trusted authority (mqtt.ca_file)");
            assertThat(misled.told.get(0)).contains("is not made out for this host name");
        }
    }

    @Test
    void aBrokerThatSendsMoreAtOnceThanItsSessionMayHoldIsHeardToTheEnd() throws Exception {
        try (OverrunningBroker broker = new OverrunningBroker(300);
                ConnectionFixture node = new ConnectionFixture(ConnectionFixture.settings(broker.port()), "node")) {
            node.start("t/+/prediction");
            await().until(() -> !node.heard.isEmpty());
            node.heard.get(0).acknowledge().run();

            await().until(() -> {
                node.heard.forEach(message -> message.acknowledge().run());
                return node.heard.size() >= 300 || !broker.ended.get().isEmpty();
            });

            assertThat(broker.ended).hasValue("");
            assertThat(node.texts()).hasSize(300).doesNotHaveDuplicates();
        }
    }

    @Test
    void aBrokerWithoutEncryptionIsNamed() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.of(Kind.MQTT_3_1_1, directory);
                ConnectionFixture node = tls("127.0.0.1", broker, Optional.empty())) {
            broker.start();
            node.start("t");

            await().untilAsserted(() -> assertThat(node.told).isNotEmpty());
            assertThat(node.told.get(0)).contains("TLS");
        }
    }

    private static ConnectionFixture tls(String host, EmbeddedBroker broker, Optional<Path> caFile) {
        return new ConnectionFixture(
                ConnectionFixture.settings(host, broker.port(), EmbeddedBroker.PASSWORD, true, caFile),
                "node" + host.length() + caFile.isPresent());
    }
}
