package io.roomcast.config;

import java.util.Set;
import java.util.stream.Collectors;

/** What the names of Roomcast's own properties start with, up to the first dot: whatever the table of settings holds. */
final class OwnNamespaces {

    private static final Set<String> ALL = SettingsTable.all().stream()
            .map(setting -> namespace(setting.name()))
            .collect(Collectors.toUnmodifiableSet());

    private OwnNamespaces() {
    }

    static boolean hold(String property) {
        return ALL.contains(namespace(property));
    }

    private static String namespace(String property) {
        return property.substring(0, property.indexOf('.') + 1);
    }
}
