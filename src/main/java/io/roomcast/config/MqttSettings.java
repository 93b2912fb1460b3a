package io.roomcast.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the MQTT broker, and where its topics start. Immutable.
 *
 * @param host        name or address of the broker
 * @param port        its port
 * @param tls         whether the connection is encrypted
 * @param caFile      PEM file of the authorities trusted for it; absent: those the Java runtime trusts
 * @param username    absent: no authentication
 * @param password    absent: none
 * @param clientId    absent: one is made for this node
 * @param topicPrefix what the topics start with, without a slash at the end
 * @param keepAlive   how often the connection is proved alive
 */
public record MqttSettings(
        String host,
        int port,
        boolean tls,
        Optional<Path> caFile,
        Optional<String> username,
        Optional<Secret> password,
        Optional<String> clientId,
        String topicPrefix,
        Duration keepAlive) {

    /** What holds when nothing is set. */
    public static MqttSettings defaults() {
        return new MqttSettings("localhost", 1883, false, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), "occupancy/predictions", Duration.ofSeconds(30));
    }
}
