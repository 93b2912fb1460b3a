package io.roomcast.config;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Puts all settings together, or says everything that is wrong with them. For one thread. */
final class SettingsLoader {

    private final SettingsReader reader;
    private final SettingsFiles files;
    private final UnknownSettings unknown;
    private final Path configDirectory;
    private final Path defaultDataDirectory;
    private final Map<String, String> environment;
    private List<String> warnings = List.of();

    SettingsLoader(Lookup lookup, Properties properties, Map<String, String> environment) {
        this.configDirectory = ConfigDirectory.locate(properties, environment);
        this.defaultDataDirectory = ConfigDirectory.defaultData(properties, environment);
        this.environment = Map.copyOf(environment);
        this.files = SettingsFiles.read(configDirectory);
        this.reader = new SettingsReader(lookup, files);
        this.unknown = new UnknownSettings(lookup, files, properties, environment);
    }

    /**
     * The settings.
     *
     * @throws InvalidConfigurationException if anything cannot be used; has a line for each
     */
    Settings load() {
        files.problems().forEach(reader::problem);
        RoomsFile rooms = rooms();
        TrackingSource source = reader.required(SettingsTable.SOURCE);
        Settings settings = new Settings(webSocket(), mqtt(), bridge(source), access(), directories(), events(), simulation(), prediction(),
                source,
                rooms.home(reader.optional(SettingsTable.TIME_ZONE).orElseGet(ZoneId::systemDefault),
                        reader.required(SettingsTable.HOLD_OFF)),
                sensors());
        warnings = OneLine.all(rooms.warnings(), UnknownSettings.MOST_LINES, "more things that are not used");
        if (!reader.problems().isEmpty()) {
            throw new InvalidConfigurationException(reader.problems());
        }
        return settings;
    }

    /** What the files that were loaded say and is not used, one line each. */
    List<String> warnings() {
        return warnings;
    }

    /** What was meant for a setting in all probability and sets nothing, one line each, in a bounded number. */
    List<String> unknown() {
        return unknown.lines();
    }

    private RoomsFile rooms() {
        try {
            return RoomsFile.of(files.roomsFile(), files.rooms());
        } catch (InvalidConfigurationException e) {
            e.problems().forEach(reader::problem);
            return new RoomsFile(List.of(), List.of(), Map.of(), List.of());
        }
    }

    private WebSocketSettings webSocket() {
        return new WebSocketSettings(
                reader.required(SettingsTable.ENABLED),
                reader.required(SettingsTable.HOST),
                reader.required(SettingsTable.PORT),
                reader.required(SettingsTable.MAX_CONNECTIONS),
                reader.required(SettingsTable.MAX_PER_IP),
                reader.required(SettingsTable.MAX_MESSAGES),
                reader.required(SettingsTable.MAX_SUBSCRIBE),
                reader.required(SettingsTable.MAX_UNSUBSCRIBE),
                reader.required(SettingsTable.MAX_ACKNOWLEDGE),
                reader.required(SettingsTable.MAX_HEARTBEAT),
                reader.required(SettingsTable.MAX_BYTES),
                reader.required(SettingsTable.HEARTBEAT),
                reader.required(SettingsTable.CONNECTION_TIMEOUT),
                reader.required(SettingsTable.ACKNOWLEDGMENT_TIMEOUT),
                reader.required(SettingsTable.AUTHENTICATION_TIMEOUT),
                reader.required(SettingsTable.MAX_LOGIN_FAILURES),
                reader.required(SettingsTable.BAN),
                reader.required(SettingsTable.ALERT_RETENTION),
                reader.required(SettingsTable.MAX_PENDING),
                reader.required(SettingsTable.STATUS_INTERVAL),
                reader.optional(SettingsTable.ALLOWED_ORIGINS).orElse(Set.of()),
                reader.optional(SettingsTable.TRUSTED_PROXIES).orElse(List.of()));
    }

    private MqttSettings mqtt() {
        BrokerAddress broker = reader.required(SettingsTable.BROKER);
        boolean tls = reader.required(SettingsTable.TLS) || broker.tls();
        int port = reader.optional(SettingsTable.BROKER_PORT).orElse(tls ? 8883 : 1883);
        return new MqttSettings(
                broker.host(),
                broker.port().orElse(port),
                tls,
                reader.file(SettingsTable.CA_FILE),
                reader.optional(SettingsTable.USER_NAME),
                reader.secret(SettingsTable.PASSWORD, SettingsTable.PASSWORD_FILE),
                reader.optional(SettingsTable.CLIENT_ID),
                reader.required(SettingsTable.TOPIC_PREFIX),
                reader.required(SettingsTable.KEEP_ALIVE));
    }

    /** A broker that somebody names is there to be published to; the one that is assumed may not even exist. */
    private BridgeSettings bridge(TrackingSource source) {
        boolean wanted = reader.required(SettingsTable.BRIDGE).orElseGet(() -> reader.isSet(SettingsTable.BROKER));
        return new BridgeSettings(
                wanted && source == TrackingSource.EMBEDDED,
                reader.required(SettingsTable.DISCOVERY),
                reader.required(SettingsTable.DISCOVERY_PREFIX));
    }

    private SensorSettings sensors() {
        HomeAssistantLoader homeAssistant = new HomeAssistantLoader(reader, environment);
        SensorsSource source = reader.optional(SettingsTable.SENSORS).orElseGet(() ->
                homeAssistant.isNamed() ? SensorsSource.HOME_ASSISTANT : SensorsSource.SIMULATED);
        boolean replay = source == SensorsSource.REPLAY;
        Optional<Path> file = replay ? reader.file(SettingsTable.REPLAY_FILE) : Optional.empty();
        if (replay && file.isEmpty()) {
            reader.problem(SettingsTable.SENSORS.name() + " = replay: " + SettingsTable.REPLAY_FILE.name() + " must be set too");
        }
        return new SensorSettings(source, file, reader.required(SettingsTable.REPLAY_SPEED),
                source == SensorsSource.HOME_ASSISTANT ? homeAssistant.load() : Optional.empty());
    }

    private AccessSettings access() {
        return new AccessSettings(configDirectory.resolve(ConfigDirectory.KEYS),
                reader.secret(SettingsTable.API_KEY, SettingsTable.API_KEY_FILE));
    }

    private EventSettings events() {
        return new EventSettings(reader.required(SettingsTable.EVENT_RETENTION));
    }

    private PredictionSettings prediction() {
        return new PredictionSettings(reader.required(SettingsTable.PREDICTION_INTERVAL));
    }

    private SimulationSettings simulation() {
        return new SimulationSettings(reader.required(SettingsTable.SIMULATION_SEED), reader.required(SettingsTable.SIMULATION_HISTORY));
    }

    private Directories directories() {
        Optional<Path> set = reader.optional(SettingsTable.CONFIG_DIRECTORY)
                .map(named -> named.toAbsolutePath().normalize());
        set.filter(configDirectory::equals).ifPresent(seen -> reader.checkDirectory(SettingsTable.CONFIG_DIRECTORY));
        set.filter(named -> !named.equals(configDirectory))
                .ifPresent(named -> reader.problem(SettingsTable.CONFIG_DIRECTORY.name() + " = \"" + named
                        + "\": must be set as a system property or as the environment variable "
                        + SettingsTable.CONFIG_DIRECTORY.variable()));
        Path data = reader.optional(SettingsTable.DATA_DIRECTORY).orElse(defaultDataDirectory);
        return new Directories(configDirectory, data.toAbsolutePath().normalize());
    }
}
