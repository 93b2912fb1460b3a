package io.roomcast.it;

import com.hivemq.embedded.EmbeddedHiveMQ;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real broker in the JVM of the tests, open to everybody on this machine. It has its port from the first and keeps it over
 * {@link #stop} and {@link #start}; what it retained it may forget in between.
 */
final class TestBroker implements AutoCloseable {

    /** What the broker speaks. */
    enum Kind {
        /** HiveMQ's community edition. */
        MQTT_5,
        /** Moquette, which refuses anything newer. */
        MQTT_3_1_1
    }

    /** Something that runs until it is stopped. */
    private interface Running {
        void stop() throws Exception;
    }

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Kind kind;
    private final Path directory = io.roomcast.it.Server.workDirectory().resolve("broker-" + NUMBER.incrementAndGet());
    private final int port = Machine.freePort();
    private Running running;

    private TestBroker(Kind kind) {
        this.kind = kind;
    }

    /** One that is not running yet. */
    static TestBroker prepared(Kind kind) {
        return new TestBroker(kind);
    }

    static TestBroker started(Kind kind) {
        return prepared(kind).start();
    }

    int port() {
        return port;
    }

    TestBroker start() {
        try {
            running = kind == Kind.MQTT_5 ? hiveMq() : moquette();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it; all connections end. */
    void stop() {
        if (running == null) {
            return;
        }
        try {
            running.stop();
        } catch (Exception e) {
            throw new AssertionError("the broker did not stop", e);
        } finally {
            running = null;
        }
    }

    void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        stop();
    }

    private Running hiveMq() throws IOException {
        for (var folder : new String[] {"conf", "data", "extensions"}) {
            Files.createDirectories(directory.resolve(folder));
        }
        Files.writeString(directory.resolve("conf/config.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <hivemq>
                  <listeners>
                    <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                  </listeners>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port));
        var broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(directory.resolve("conf"))
                .withDataFolder(directory.resolve("data"))
                .withExtensionsFolder(directory.resolve("extensions"))
                .withoutLoggingBootstrap()
                .build();
        broker.start().orTimeout(60, TimeUnit.SECONDS).join();
        return broker::close;
    }

    private Running moquette() throws IOException {
        var properties = new Properties();
        properties.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
        properties.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
        properties.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
        properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
        var broker = new Server();
        broker.startServer(new MemoryConfig(properties));
        return broker::stopServer;
    }
}
