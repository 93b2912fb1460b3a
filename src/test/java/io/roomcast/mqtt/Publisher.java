package io.roomcast.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Publishes to a broker on this machine, as a tracking manager does: at QoS 1, over MQTT 3.1.1, which every broker takes. */
public final class Publisher implements AutoCloseable {

    private final Mqtt3BlockingClient client;

    /** Connects. */
    public Publisher(int port) {
        client = MqttClient.builder().useMqttVersion3().identifier("publisher-" + UUID.randomUUID())
                .serverHost("127.0.0.1").serverPort(port).buildBlocking();
        client.connect();
    }

    /** Returns when the broker has it. */
    public void publish(String topic, String text) {
        publish(topic, text, false);
    }

    /** As {@link #publish}, kept by the broker for those who come later. */
    public void retain(String topic, String text) {
        publish(topic, text, true);
    }

    private void publish(String topic, String text, boolean retain) {
        client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).retain(retain)
                .payload(text.getBytes(StandardCharsets.UTF_8)).send();
    }

    @Override
    public void close() {
        client.disconnect();
    }
}
