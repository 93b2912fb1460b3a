package io.roomcast.config;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the settings of Home Assistant together. In one of its apps address and token are the supervisor's unless others are set; nobody
 * else is told its token. For one thread.
 */
final class HomeAssistantLoader {

    private static final String SUPERVISOR_TOKEN = "SUPERVISOR_TOKEN";

    private final SettingsReader reader;
    private final Optional<URI> named;
    private final Optional<Secret> supervisor;

    HomeAssistantLoader(SettingsReader reader, Map<String, String> environment) {
        this.reader = reader;
        this.named = reader.optional(SettingsTable.HOME_ASSISTANT_URL);
        this.supervisor = Optional.ofNullable(environment.get(SUPERVISOR_TOKEN))
                .map(String::strip).filter(token -> !token.isEmpty()).map(Secret::new);
    }

    /** Whether it is known where Home Assistant is. */
    boolean isNamed() {
        return named.isPresent() || supervisor.isPresent();
    }

    /** The settings; nothing when something is missing or wrong, which the reader knows then. */
    Optional<HomeAssistantSettings> load() {
        Optional<Secret> token = reader.secret(SettingsTable.HOME_ASSISTANT_TOKEN, SettingsTable.HOME_ASSISTANT_TOKEN_FILE);
        Optional<URI> socket = named.or(() -> supervisor.map(known -> HomeAssistantSettings.SUPERVISOR));
        if (socket.isPresent()) {
            boolean own = socket.get().equals(HomeAssistantSettings.SUPERVISOR);
            return settings(socket.get(), token.or(() -> supervisor.filter(known -> own)));
        }
        reader.missing(SettingsTable.HOME_ASSISTANT_URL, "sensor events are to come from Home Assistant");
        return Optional.empty();
    }

    private Optional<HomeAssistantSettings> settings(URI socket, Optional<Secret> token) {
        if (token.isEmpty()) {
            reader.missing(SettingsTable.HOME_ASSISTANT_TOKEN, "Home Assistant lets nobody in without one");
        }
        return token.map(known -> new HomeAssistantSettings(
                socket,
                known,
                reader.file(SettingsTable.HOME_ASSISTANT_CA_FILE),
                reader.optional(SettingsTable.HOME_ASSISTANT_EXCLUDED).orElse(Set.of()),
                reader.optional(SettingsTable.HOME_ASSISTANT_OUTDOOR).orElse(Set.of()),
                new EntitySelection(
                        reader.optional(SettingsTable.HOME_ASSISTANT_EXCLUDE_ENTITIES).orElse(Set.of()),
                        reader.optional(SettingsTable.HOME_ASSISTANT_INCLUDE_ENTITIES).orElse(Set.of()),
                        reader.optional(SettingsTable.HOME_ASSISTANT_EXCLUDE_LABELS).orElse(Set.of()),
                        reader.optional(SettingsTable.HOME_ASSISTANT_INCLUDE_LABELS).orElse(Set.of())),
                reader.required(SettingsTable.HOME_ASSISTANT_AGGREGATES),
                reader.required(SettingsTable.HOME_ASSISTANT_HISTORY),
                reader.optional(SettingsTable.TIME_ZONE)));
    }
}
