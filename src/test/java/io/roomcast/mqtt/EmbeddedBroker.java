package io.roomcast.mqtt;

import java.nio.file.Path;

/**
 * A real broker in the JVM of the tests. It lets in who names no user, and one user by password. It keeps its port over a stop and
 * a start, and nothing else: sessions and retained messages are gone.
 */
public interface EmbeddedBroker extends AutoCloseable {

    String USER = "roomcast";
    String PASSWORD = "quite secret";

    /** The newest version of the protocol that a broker speaks. */
    enum Kind {
        /** HiveMQ's community edition. */
        MQTT_5("MQTT 5"),
        /** Moquette. */
        MQTT_3_1_1("MQTT 3.1.1");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /**
     * A broker on a free port, not started yet.
     *
     * @param directory for its files; several brokers may share it
     */
    static EmbeddedBroker of(Kind kind, Path directory) {
        return of(kind, directory, FreePort.find());
    }

    /** A broker on that port, not started yet. */
    static EmbeddedBroker of(Kind kind, Path directory, int port) {
        return kind == Kind.MQTT_5 ? new Mqtt5Broker(directory, port) : new Mqtt3Broker(port);
    }

    int port();

    /** Starts it and waits until it listens. */
    void start();

    /** Stops it, if it runs; all connections end. */
    void stop();

    @Override
    default void close() {
        stop();
    }
}
