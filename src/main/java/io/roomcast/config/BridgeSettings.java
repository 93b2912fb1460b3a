package io.roomcast.config;

/**
 * What this node publishes to the MQTT broker. Immutable.
 *
 * @param enabled         whether it publishes anything; never when somebody else is the tracking manager
 * @param discovery       how Home Assistant is told of rooms
 * @param discoveryPrefix what the topics of that start with, without a slash at the end
 */
public record BridgeSettings(boolean enabled, DiscoveryForm discovery, String discoveryPrefix) {

    /** What holds when nothing is set. */
    public static BridgeSettings defaults() {
        return new BridgeSettings(false, DiscoveryForm.DEVICE, "homeassistant");
    }
}
