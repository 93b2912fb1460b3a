package io.roomcast.mqtt;

import io.roomcast.config.MqttSettings;
import io.roomcast.config.Secret;
import io.roomcast.metrics.RecordedMetrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A connection to a real broker, with all that it says and hears. */
final class ConnectionFixture implements AutoCloseable {

    static final String THREAD_NAME = "connection-under-test";

    final List<String> told = new CopyOnWriteArrayList<>();
    final List<IncomingMessage> heard = new CopyOnWriteArrayList<>();
    final List<Set<String>> refused = new CopyOnWriteArrayList<>();
    final RecordedMetrics metrics = new RecordedMetrics();
    final BrokerConnection connection;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    ConnectionFixture(MqttSettings settings, String clientId) {
        this(settings, clientId, Optional.empty());
    }

    ConnectionFixture(MqttSettings settings, String clientId, Optional<OutgoingMessage> will) {
        connection = BrokerConnection.to(settings, clientId, will, task -> new Thread(task, THREAD_NAME), timer,
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), 0.25, new Random()), InstantSource.system(),
                new BrokerConnection.Listener() {
                    @Override
                    public void connected(String how, Set<String> without) {
                        refused.add(without);
                        told.add(how);
                    }

                    @Override
                    public void disconnected(String reason) {
                        told.add(reason);
                    }
                }, metrics);
    }

    ConnectionFixture start(String... filters) {
        connection.start(List.of(filters), heard::add);
        return this;
    }

    List<String> texts() {
        return heard.stream().map(ConnectionFixture::text).toList();
    }

    static String text(IncomingMessage message) {
        return StandardCharsets.UTF_8.decode(message.payload().duplicate()).toString();
    }

    @Override
    public void close() {
        connection.close();
        timer.shutdownNow();
    }

    static MqttSettings settings(int port) {
        return settings("127.0.0.1", port, EmbeddedBroker.PASSWORD, false, Optional.empty());
    }

    static MqttSettings settings(String host, int port, String password, boolean tls, Optional<Path> caFile) {
        return new MqttSettings(host, port, tls, caFile, Optional.of(EmbeddedBroker.USER), Optional.of(new Secret(password)),
                Optional.empty(), "t", Duration.ofSeconds(30));
    }
}
