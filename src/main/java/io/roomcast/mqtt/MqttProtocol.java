package io.roomcast.mqtt;

/** The versions of the protocol that are spoken. */
enum MqttProtocol {
    MQTT_5("MQTT 5"),
    MQTT_3_1_1("MQTT 3.1.1");

    private final String title;

    MqttProtocol(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
