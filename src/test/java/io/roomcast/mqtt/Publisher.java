package io.roomcast.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import java.nio.charset.StandardCharsets;

/** Publishes to a broker, as whoever is on the other side would. */
public final class Publisher implements AutoCloseable {

    private final Mqtt3BlockingClient client;

    public Publisher(int port) {
        client = MqttClient.builder().useMqttVersion3().identifier("publisher").serverHost("127.0.0.1").serverPort(port)
                .simpleAuth().username(EmbeddedBroker.USER)
                .password(EmbeddedBroker.PASSWORD.getBytes(StandardCharsets.UTF_8)).applySimpleAuth()
                .buildBlocking();
        client.connect();
    }

    public void publish(String topic, String text) {
        publish(topic, text, false);
    }

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
