package io.roomcast.mqtt;

import java.io.IOException;
import java.nio.file.Path;

/** A real broker in the JVM of the tests. It keeps its port, and can be stopped and started again. */
public interface EmbeddedBroker extends AutoCloseable {

    String USER = "roomcast";
    String PASSWORD = "quite secret";

    /**
     * A broker that speaks no newer protocol than this. Of those for MQTT 5 there must be one at a time, and after a restart
     * nothing that was kept may matter: in one JVM they share the numbers of their stored payloads.
     */
    static EmbeddedBroker speaking(MqttProtocol protocol, Path directory) throws IOException {
        return protocol == MqttProtocol.MQTT_5 ? new Mqtt5Broker(directory) : new Mqtt3Broker();
    }

    /** A broker that speaks MQTT 5. */
    static EmbeddedBroker modern(Path directory) throws IOException {
        return speaking(MqttProtocol.MQTT_5, directory);
    }

    int port();

    void start() throws Exception;

    void stop();

    @Override
    default void close() {
        stop();
    }
}
