package io.roomcast.it;

import io.roomcast.mqtt.EmbeddedBroker;
import io.roomcast.mqtt.Publisher;

/** Somebody else's tracking manager: a broker, and who publishes on it. */
final class Tracker implements AutoCloseable {

    private final EmbeddedBroker broker = EmbeddedBroker.of(EmbeddedBroker.Kind.MQTT_5, Server.workDirectory());
    private final Publisher publisher;

    Tracker() {
        broker.start();
        publisher = new Publisher(broker.port());
    }

    /** The broker's port. */
    int port() {
        return broker.port();
    }

    /** Publishes at QoS 1; returns when the broker has it. */
    void publish(String topic, String payload) {
        publisher.publish(topic, payload);
    }

    @Override
    public void close() {
        publisher.close();
        broker.close();
    }
}
