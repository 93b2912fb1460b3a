package io.roomcast.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every setting there is: the one place that knows their names, defaults and ranges. */
final class SettingsTable {

    private static final int MANY = 1_000_000;

    static final Setting<Boolean> ENABLED = webSocket("enabled", "true", Kinds.SWITCH,
            "Whether the WebSocket API takes connections.");
    static final Setting<String> HOST = webSocket("host", "0.0.0.0", Kinds.HOST, "The address the server listens on.");
    static final Setting<Integer> PORT = webSocket("port", "8766", Kinds.number(1, 65_535), "The port it listens on.");
    static final Setting<Integer> HTTPS_PORT = Setting.optional(Setting.WEB_SOCKET + "https_port", "-1", Kinds.number(-1, 65_535),
            "The port it listens on for HTTPS, -1: none; read by Open Liberty only, from the environment.");
    static final Setting<Integer> MAX_CONNECTIONS = webSocket("max_connections", "500", Kinds.number(1, MANY),
            "Open sockets altogether.");
    static final Setting<Integer> MAX_PER_IP = webSocket("max_connections_per_ip", "50", Kinds.number(0, MANY),
            "Open sockets of one client address; 0: no limit.");
    static final Setting<Integer> MAX_MESSAGES = webSocket("max_messages_per_minute", "60", Kinds.number(1, MANY),
            "Messages a socket may send in a sliding minute.");
    static final Setting<Integer> MAX_SUBSCRIBE = perType("subscribe");
    static final Setting<Integer> MAX_UNSUBSCRIBE = perType("unsubscribe");
    static final Setting<Integer> MAX_ACKNOWLEDGE = perType("acknowledge");
    static final Setting<Integer> MAX_HEARTBEAT = perType("heartbeat");
    static final Setting<Integer> MAX_BYTES = webSocket("max_message_bytes", "65536", Kinds.number(1_024, WebSocketSettings.MAX_MESSAGE_BYTES_CEILING),
            "The longest message taken from a client, in bytes.");
    static final Setting<Duration> HEARTBEAT = webSocket("heartbeat_interval_seconds", "30", Kinds.seconds(1, 3_600),
            "How often a socket gets a heartbeat.");
    static final Setting<Duration> CONNECTION_TIMEOUT = webSocket("connection_timeout_seconds", "300", Kinds.seconds(1, 86_400),
            "Silence after which a socket is closed.");
    static final Setting<Duration> ACKNOWLEDGMENT_TIMEOUT = webSocket("message_acknowledgment_timeout_seconds", "30",
            Kinds.seconds(1, 86_400), "Time after which an unacknowledged alert is sent again.");
    static final Setting<Duration> AUTHENTICATION_TIMEOUT = webSocket("authentication_timeout_seconds", "10",
            Kinds.seconds(1, 600), "Time a new socket has to authenticate.");
    static final Setting<Integer> MAX_LOGIN_FAILURES = webSocket("max_login_failures_per_ip", "20", Kinds.number(0, 1_000),
            "Failed logins within ten minutes that ban an address; 0: never.");
    static final Setting<Duration> BAN = webSocket("ban_seconds", "600", Kinds.seconds(1, 604_800), "How long a ban lasts.");
    static final Setting<Duration> ALERT_RETENTION = webSocket("alert_retention_hours", "72", Kinds.hours(1, 8_760),
            "Time after which an unacknowledged alert lapses.");
    static final Setting<Integer> MAX_PENDING = webSocket("max_pending_acknowledgements", "1000", Kinds.number(1, MANY),
            "Open acknowledgements of a client beyond which it is closed.");
    static final Setting<Duration> STATUS_INTERVAL = webSocket("status_interval_seconds", "30", Kinds.seconds(1, 3_600),
            "How often the system's status is sent.");
    static final Setting<Set<String>> ALLOWED_ORIGINS = Setting.optional(Setting.WEB_SOCKET + "allowed_origins", "none",
            Kinds.ORIGINS, "Origins of web pages that may connect, besides the server's own.");
    static final Setting<List<String>> TRUSTED_PROXIES = Setting.optional(Setting.WEB_SOCKET + "trusted_proxies", "none",
            Kinds.ADDRESSES, "Proxies whose Forwarded and X-Forwarded headers are believed.");
    static final Setting<Secret> API_KEY = Setting.optional(Setting.WEB_SOCKET + "key", "none", Kinds.API_KEY,
            "One API key with full rights, named environment.");
    static final Setting<Path> API_KEY_FILE = Setting.optional(Setting.WEB_SOCKET + "key_file", "none",
            Kinds.SECRET_FILE,
            "A file with that key.");

    static final Setting<TrackingSource> SOURCE = Setting.of("tracking.source", "embedded", Kinds.SOURCE,
            "Who predicts: the built-in tracking manager, or another one that is heard over MQTT.");
    static final Setting<Duration> PREDICTION_INTERVAL = Setting.of("prediction.interval_seconds", "300", Kinds.seconds(10, 3_600),
            "How often each room's prediction is sent at least, changed or not.");
    static final Setting<Duration> HOLD_OFF = Setting.of("prediction.hold_off_minutes", "5", Kinds.minutes(1, 1_440),
            "How long a room counts as occupied after the last evidence, unless rooms.yaml says otherwise.");
    static final Setting<ZoneId> TIME_ZONE = Setting.optional("home.time_zone", "the machine's", Kinds.ZONE,
            "The time zone that the home's people live by.");
    static final Setting<SensorsSource> SENSORS = Setting.optional("sensors.source",
            "home_assistant where its address is known, else simulated", Kinds.SENSORS,
            "Where sensor events come from; not used with tracking.source=mqtt.");
    static final Setting<URI> HOME_ASSISTANT_URL = Setting.optional("home_assistant.url", "the supervisor's in an app, else none",
            Kinds.HOME_ASSISTANT, "The address of Home Assistant, as in a browser.");
    static final Setting<Secret> HOME_ASSISTANT_TOKEN = Setting.optional("home_assistant.token", "the supervisor's in an app, else none",
            Kinds.SECRET, "A long-lived access token of one of its users.");
    static final Setting<Path> HOME_ASSISTANT_TOKEN_FILE = Setting.optional("home_assistant.token_file", "none",
            Kinds.SECRET_FILE,
            "A file with that token.");
    static final Setting<Path> HOME_ASSISTANT_CA_FILE = Setting.optional("home_assistant.ca_file", "the Java runtime's authorities",
            Kinds.PATH, "A PEM file of the authorities trusted for it.");
    static final Setting<Set<String>> HOME_ASSISTANT_EXCLUDED = Setting.optional("home_assistant.excluded_areas", "none", Kinds.AREAS,
            "Areas that are no rooms.");
    static final Setting<Set<String>> HOME_ASSISTANT_OUTDOOR = Setting.optional("home_assistant.outdoor_areas",
            "none", Kinds.AREAS,
            "Areas that are rooms, but whose occupancy does not make floors or the home occupied.");
    static final Setting<Set<String>> HOME_ASSISTANT_EXCLUDE_ENTITIES = Setting.optional("home_assistant.exclude_entities", "none",
            Kinds.ENTITIES, "Entities that are no sensors.");
    static final Setting<Set<String>> HOME_ASSISTANT_INCLUDE_ENTITIES = Setting.optional("home_assistant.include_entities", "none",
            Kinds.ENTITIES, "Entities that are sensors although they are hidden or derive their state from others.");
    static final Setting<Set<String>> HOME_ASSISTANT_EXCLUDE_LABELS = Setting.optional("home_assistant.exclude_labels", "none",
            Kinds.LABELS, "Labels of entities, devices and areas whose entities are no sensors.");
    static final Setting<Set<String>> HOME_ASSISTANT_INCLUDE_LABELS = Setting.optional("home_assistant.include_labels", "none",
            Kinds.LABELS, "Labels of entities, devices and areas whose entities are sensors as those of include_entities are.");
    static final Setting<Set<String>> HOME_ASSISTANT_AGGREGATES = Setting.of("home_assistant.aggregates", "none", Kinds.AGGREGATES,
            "What is a room as well that is made of rooms.");
    static final Setting<Duration> HOME_ASSISTANT_HISTORY = Setting.of("home_assistant.history_days", "400", Kinds.days(0, 3_660),
            "How far back it is asked for the past at the first start, as far as it goes.");
    static final Setting<Path> REPLAY_FILE = Setting.optional("replay.file", "none", Kinds.PATH, "The recorded home to replay.");
    static final Setting<Double> REPLAY_SPEED = Setting.of("replay.speed", "1", Kinds.SPEED,
            "How many seconds of it pass in one; max: as fast as it goes.");
    static final Setting<BrokerAddress> BROKER = Setting.of("mqtt.broker", "localhost", Kinds.BROKER, "The MQTT broker.");
    static final Setting<Integer> BROKER_PORT = Setting.optional("mqtt.port", "1883, with TLS 8883", Kinds.number(1, 65_535),
            "Its port, unless mqtt.broker has one.");
    static final Setting<Boolean> TLS = Setting.of("mqtt.tls", "false", Kinds.SWITCH, "Whether to encrypt; mqtts:// does as well.");
    static final Setting<Path> CA_FILE = Setting.optional("mqtt.ca_file", "the Java runtime's authorities", Kinds.PATH,
            "A PEM file of the authorities trusted for the broker.");
    static final Setting<String> USER_NAME = Setting.optional("mqtt.username", "none", Kinds.USER_NAME, "The user to log in as.");
    static final Setting<Secret> PASSWORD = Setting.optional("mqtt.password", "none", Kinds.SECRET, "Its password.");
    static final Setting<Path> PASSWORD_FILE = Setting.optional("mqtt.password_file", "none", Kinds.SECRET_FILE,
            "A file with that password.");
    static final Setting<String> CLIENT_ID = Setting.optional("mqtt.client_id", "made for this node", Kinds.CLIENT_ID,
            "The client id, one for each node.");
    static final Setting<String> TOPIC_PREFIX = Setting.of("mqtt.topic_prefix", "occupancy/predictions", Kinds.TOPIC_PREFIX,
            "What all topics start with.");
    static final Setting<Duration> KEEP_ALIVE = Setting.of("mqtt.keep_alive_seconds", "30", Kinds.seconds(5, 65_535),
            "How often the connection to the broker is proved alive.");
    static final Setting<Optional<Boolean>> BRIDGE = Setting.of("mqtt.bridge", "auto", Kinds.SWITCH_OR_AUTO,
            "Whether to publish to the broker; auto: when mqtt.broker is set. Not used with tracking.source=mqtt.");
    static final Setting<DiscoveryForm> DISCOVERY = Setting.of("mqtt.discovery", "device", Kinds.DISCOVERY,
            "How Home Assistant is told of rooms: by device, or for releases before 2024.11 by entity.");
    static final Setting<String> DISCOVERY_PREFIX = Setting.of("mqtt.discovery_prefix", "homeassistant", Kinds.TOPIC_PREFIX,
            "What the topics of that start with, as Home Assistant has it set.");

    static final Setting<Duration> EVENT_RETENTION = Setting.of("events.retention_days", "400", Kinds.days(1, 3_660),
            "Time after which sensor events are forgotten.");

    static final Setting<Integer> SIMULATION_SEED = Setting.of("simulation.seed", "1", Kinds.number(0, Integer.MAX_VALUE),
            "Which life is lived in the simulated home; the same seed is the same life.");
    static final Setting<Duration> SIMULATION_HISTORY = Setting.of("simulation.history_weeks", "6", Kinds.weeks(0, 52),
            "How much of its past the simulated home has at the first start.");

    static final Setting<Path> HOME = Setting.optional("occupancy.home", "depends on the server", Kinds.PATH,
            "The directory that holds the next two; system property or environment only.");
    static final Setting<Path> CONFIG_DIRECTORY = Setting.optional("occupancy.config.dir", "config in occupancy.home", Kinds.PATH,
            "The directory of config.yaml, rooms.yaml and api-keys.yaml; system property or environment only.");
    static final Setting<Path> DATA_DIRECTORY = Setting.optional("occupancy.data.dir", "data in occupancy.home", Kinds.PATH,
            "The directory for what has to outlive a restart.");

    private static final List<Setting<?>> ALL = List.of(ENABLED, HOST, PORT, HTTPS_PORT, MAX_CONNECTIONS, MAX_PER_IP, MAX_MESSAGES,
            MAX_SUBSCRIBE, MAX_UNSUBSCRIBE, MAX_ACKNOWLEDGE, MAX_HEARTBEAT, MAX_BYTES, HEARTBEAT, CONNECTION_TIMEOUT,
            ACKNOWLEDGMENT_TIMEOUT, AUTHENTICATION_TIMEOUT, MAX_LOGIN_FAILURES, BAN, ALERT_RETENTION, MAX_PENDING,
            STATUS_INTERVAL, ALLOWED_ORIGINS, TRUSTED_PROXIES, API_KEY, API_KEY_FILE, SOURCE, PREDICTION_INTERVAL, HOLD_OFF, TIME_ZONE,
            SENSORS, HOME_ASSISTANT_URL, HOME_ASSISTANT_TOKEN, HOME_ASSISTANT_TOKEN_FILE, HOME_ASSISTANT_CA_FILE,
            HOME_ASSISTANT_EXCLUDED, HOME_ASSISTANT_OUTDOOR, HOME_ASSISTANT_EXCLUDE_ENTITIES,
            HOME_ASSISTANT_INCLUDE_ENTITIES,
            HOME_ASSISTANT_EXCLUDE_LABELS, HOME_ASSISTANT_INCLUDE_LABELS, HOME_ASSISTANT_AGGREGATES,
            HOME_ASSISTANT_HISTORY, REPLAY_FILE, REPLAY_SPEED, BROKER, BROKER_PORT,
            TLS, CA_FILE, USER_NAME, PASSWORD, PASSWORD_FILE, CLIENT_ID, TOPIC_PREFIX, KEEP_ALIVE, BRIDGE, DISCOVERY, DISCOVERY_PREFIX,
            EVENT_RETENTION, SIMULATION_SEED, SIMULATION_HISTORY, HOME, CONFIG_DIRECTORY, DATA_DIRECTORY);
    private static final Set<String> NAMES = ALL.stream().map(Setting::name).collect(Collectors.toUnmodifiableSet());

    private SettingsTable() {
    }

    /** Every setting, in the order in which they are to be shown. */
    static List<Setting<?>> all() {
        return ALL;
    }

    /** Whether there is a setting of that name. */
    static boolean knows(String name) {
        return NAMES.contains(name);
    }

    private static <T> Setting<T> webSocket(String name, String defaultValue, Kind<T> kind, String description) {
        return Setting.of(Setting.WEB_SOCKET + name, defaultValue, kind, description);
    }

    private static Setting<Integer> perType(String type) {
        return webSocket("max_" + type + "_per_minute", "0", Kinds.number(0, MANY),
                "Of these, messages of type " + type + "; 0: no limit of its own.");
    }
}
