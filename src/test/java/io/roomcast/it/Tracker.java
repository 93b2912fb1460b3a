package io.roomcast.it;

/** Somebody else's tracking manager: a broker, and who publishes on it. */
final class Tracker implements AutoCloseable {

    private final TestBroker broker = TestBroker.started(TestBroker.Kind.MQTT_5);
    private final Publisher publisher = new Publisher(broker.port());

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
