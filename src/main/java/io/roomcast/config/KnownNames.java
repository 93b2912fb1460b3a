package io.roomcast.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that settings have, and which of them is meant by a name that none has. */
final class KnownNames {

    static final List<String> SETTINGS = SettingsTable.all().stream().map(Setting::name).toList();

    /** What stands in a file before the first dot of a setting's name. */
    static final Set<String> SECTIONS = SETTINGS.stream().map(KnownNames::section)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    /** What people call a setting that know it from other programs. */
    private static final Map<String, String> OTHER_WORDS = Map.ofEntries(
            Map.entry("mqtt_host", "mqtt.broker"),
            Map.entry("mqtt_hostname", "mqtt.broker"),
            Map.entry("mqtt_server", "mqtt.broker"),
            Map.entry("mqtt_address", "mqtt.broker"),
            Map.entry("mqtt_broker_host", "mqtt.broker"),
            Map.entry("mqtt_broker_port", "mqtt.port"),
            Map.entry("mqtt_user", "mqtt.username"),
            Map.entry("mqtt_pass", "mqtt.password"),
            Map.entry("mqtt_ssl", "mqtt.tls"),
            Map.entry("home_assistant_host", "home_assistant.url"),
            Map.entry("home_assistant_access_token", "home_assistant.token"),
            Map.entry("websocket_api_api_key", "tracking.websocket_api_key"),
            Map.entry("events_retention", "events.retention_days"),
            Map.entry("occupancy_config_directory", "occupancy.config.dir"),
            Map.entry("occupancy_data_directory", "occupancy.data.dir"));

    /** A name of so many letters is seldom near to another by chance. */
    private static final int TELLING = 6;

    private KnownNames() {
    }

    /** Up to the first dot. */
    static String section(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The setting that is meant in all probability: spelt alike, called otherwise, or in another section. */
    static Optional<String> meant(String name) {
        return alike(name)
                .or(() -> meantByAnotherWord(name).map(Setting::name))
                .or(() -> inAnotherSection(name))
                .or(() -> Spelling.near(name, SETTINGS))
                .or(() -> withoutSection(name));
    }

    /** The setting that other programs call so: {@code MQTT_HOST}. */
    static Optional<Setting<?>> meantByAnotherWord(String name) {
        return Optional.ofNullable(OTHER_WORDS.get(Spelling.plain(name)))
                .flatMap(meant -> SettingsTable.all().stream()
                        .filter(setting -> setting.name().equals(meant)).findFirst());
    }

    /** As {@link #meant}, but for what only resembles a setting, as anything may by chance. */
    static Optional<String> meantExactly(String name) {
        return alike(name).or(() -> inAnotherSection(name));
    }

    /** The setting that has the least distance to the name, of its section if that is known. */
    static String closest(String name) {
        List<String> section = SETTINGS.stream().filter(known -> section(known).equals(section(name))).toList();
        return Spelling.closest(name, section.isEmpty() ? SETTINGS : section).orElseThrow();
    }

    private static Optional<String> alike(String name) {
        String plain = Spelling.plain(name);
        return SETTINGS.stream().filter(known -> Spelling.plain(known).equals(plain)).findFirst();
    }

    /** {@code broker}, {@code prediction.websocket_api_port}, {@code tracking.port}. */
    private static Optional<String> inAnotherSection(String name) {
        String own = Spelling.plain(leaf(name));
        List<String> inTheSection = SETTINGS.stream().filter(known -> section(known).equals(section(name))
                && Spelling.plain(leaf(known)).equals("websocket_api_" + own)).toList();
        return Spelling.closest(name, inTheSection).or(() -> Spelling.closest(name, SETTINGS.stream()
                .filter(known -> List.of(own, Spelling.plain(name)).contains(Spelling.plain(leaf(known)))).toList()));
    }

    /** A name without its section, spelt almost as the rest of a setting's. */
    private static Optional<String> withoutSection(String name) {
        List<String> leaves = SETTINGS.stream().map(KnownNames::leaf).filter(leaf -> leaf.length() >= TELLING).toList();
        return Spelling.near(name, leaves)
                .flatMap(found -> SETTINGS.stream().filter(known -> leaf(known).equals(found)).findFirst());
    }

    private static String leaf(String name) {
        return name.substring(name.indexOf('.') + 1);
    }
}
