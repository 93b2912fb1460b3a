package io.roomcast.it;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Publishes to a broker as an external tracking manager does: over MQTT 3.1.1, which every broker takes. */
final class Publisher implements AutoCloseable {

    /** What the application's topics start with unless a test sets otherwise. */
    static final String PREFIX = "occupancy/predictions";

    private final Mqtt3BlockingClient client;

    /** Connects to a broker on this machine. */
    Publisher(int port) {
        client = MqttClient.builder().useMqttVersion3().identifier("publisher-" + UUID.randomUUID())
                .serverHost("127.0.0.1").serverPort(port).buildBlocking();
        client.connect();
    }

    /** Publishes at QoS 1, not retained; returns when the broker has it. */
    void publish(String topic, String payload) {
        publish(topic, payload.getBytes(StandardCharsets.UTF_8), MqttQos.AT_LEAST_ONCE, false);
    }

    /** Publishes below {@link #PREFIX}. */
    void publish(String subtopic, JsonObject payload) {
        publish(PREFIX + "/" + subtopic, payload.toString());
    }

    /** As {@link #publish(String, JsonObject)}, kept by the broker for those who come later. */
    void retain(String subtopic, JsonObject payload) {
        publish(PREFIX + "/" + subtopic, payload.toString().getBytes(StandardCharsets.UTF_8), MqttQos.AT_LEAST_ONCE, true);
    }

    void publish(String topic, byte[] payload, MqttQos qos, boolean retain) {
        client.publishWith().topic(topic).payload(payload).qos(qos).retain(retain).send();
    }

    @Override
    public void close() {
        client.disconnect();
    }
}
