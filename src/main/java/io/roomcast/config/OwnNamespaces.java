package io.roomcast.config;

/** What the names of Roomcast's own properties start with. */
final class OwnNamespaces {

    private OwnNamespaces() {
    }

    static boolean hold(String property) {
        return property.startsWith("tracking.") || property.startsWith("mqtt.") || property.startsWith("occupancy.");
    }
}
