package io.roomcast.config;

import java.util.List;

/** What the names of Roomcast's own properties start with. */
final class OwnNamespaces {

    private static final List<String> ALL = List.of("tracking.", "prediction.", "home.", "sensors.", "replay.", "mqtt.", "occupancy.");

    private OwnNamespaces() {
    }

    static boolean hold(String property) {
        return ALL.stream().anyMatch(property::startsWith);
    }
}
