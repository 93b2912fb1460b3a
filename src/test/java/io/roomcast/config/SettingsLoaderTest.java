package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {

    @TempDir
    Path directory;

    private ConfigurationFixture given;

    @BeforeEach
    void startFromNothing() {
        given = new ConfigurationFixture(directory);
    }

    private List<String> problems() {
        return catchThrowableOfType(InvalidConfigurationException.class, given::load).problems();
    }

    @Test
    void withNothingSetTheDefaultsHold() {
        Settings settings = given.load();

        assertThat(settings.webSocket()).isEqualTo(WebSocketSettings.defaults());
        assertThat(settings.mqtt()).isEqualTo(MqttSettings.defaults());
        assertThat(settings.bridge()).isEqualTo(BridgeSettings.defaults());
        assertThat(settings.events()).isEqualTo(new EventSettings(Duration.ofDays(400)));
        assertThat(settings.simulation()).isEqualTo(new SimulationSettings(1, Duration.ofDays(42)));
        assertThat(settings.trackingSource()).isEqualTo(TrackingSource.EMBEDDED);
        assertThat(settings.access().apiKey()).isEmpty();
        assertThat(settings.access().keyFile()).isEqualTo(directory.resolve("api-keys.yaml"));
        assertThat(settings.home()).isEqualTo(
                new Home(ZoneId.systemDefault(), List.of(), List.of(), Home.DEFAULT_HOLD_OFF, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "'{broker: localhost}', embedded, true",
        "'{broker: localhost, bridge: auto}', embedded, true",
        "'{broker: localhost, bridge: false}', embedded, false",
        "'{bridge: true}', embedded, true",
        "'{port: 1884}', embedded, false",
        "'{broker: localhost, bridge: true}', mqtt, false"})
    void thereIsABridgeWhereABrokerIsNamedUnlessItIsSaidOtherwise(String mqtt, String source, boolean enabled) throws IOException {
        given.file("config.yaml", "tracking: {source: " + source + "}\nmqtt: " + mqtt + "\n");

        assertThat(given.load().bridge().enabled()).isEqualTo(enabled);
    }

    @Test
    void theBrokerAmongTheApplicationsDefaultsIsNamedByNobody() {
        Lookup shipped = new Lookup() {
            @Override
            public Optional<Found> value(String name) {
                return name.equals("mqtt.broker") ? Optional.of(new Found("localhost", "the application", 100)) : Optional.empty();
            }

            @Override
            public Optional<Found> verbatim(String name) {
                return value(name);
            }

            @Override
            public Iterable<String> names() {
                return List.of("mqtt.broker");
            }
        };

        assertThat(new SettingsLoader(shipped, given.properties, given.environment).load().bridge().enabled()).isFalse();
    }

    @Test
    void discoveryMayBeOffWithoutQuotes() throws IOException {
        given.file("config.yaml", "mqtt: {discovery: off, discovery_prefix: ha}\n");

        assertThat(given.load().bridge()).isEqualTo(new BridgeSettings(false, DiscoveryForm.OFF, "ha"));
    }

    @Test
    void theFileOfSettingsIsReadInItsNestedForm() throws IOException {
        given.file("config.yaml", """
                tracking:
                  websocket_api_host: "127.0.0.1"
                  websocket_api_max_connections: 7
                  websocket_api_alert_retention_hours: 5
                  websocket_api_allowed_origins: ["https://panel.example", "http://localhost:3000"]
                  websocket_api_trusted_proxies:
                    - 10.0.0.0/8
                    - "::1"
                mqtt: {broker: "mqtts://broker.example", topic_prefix: home/occupancy}
                """);

        Settings settings = given.load();

        assertThat(settings.webSocket().host()).isEqualTo("127.0.0.1");
        assertThat(settings.webSocket().maxConnections()).isEqualTo(7);
        assertThat(settings.webSocket().alertRetention()).isEqualTo(Duration.ofHours(5));
        assertThat(settings.webSocket().allowedOrigins()).isEqualTo(Set.of("https://panel.example", "http://localhost:3000"));
        assertThat(settings.webSocket().trustedProxies()).isEqualTo(List.of("10.0.0.0/8", "::1"));
        assertThat(settings.mqtt().host()).isEqualTo("broker.example");
        assertThat(settings.mqtt().port()).isEqualTo(8883);
        assertThat(settings.mqtt().tls()).isTrue();
        assertThat(settings.mqtt().topicPrefix()).isEqualTo("home/occupancy");
    }

    @Test
    void aSystemPropertyBeatsTheEnvironmentWhichBeatsTheFile() throws IOException {
        given.file("config.yaml", "tracking: {websocket_api_port: 1001, websocket_api_ban_seconds: 11, websocket_api_host: file}")
                .variable("WEBSOCKET_API_PORT", "1002").variable("WEBSOCKET_API_BAN_SECONDS", "12")
                .property("tracking.websocket_api_port", "1003");

        WebSocketSettings settings = given.load().webSocket();

        assertThat(settings.port()).isEqualTo(1003);
        assertThat(settings.ban()).isEqualTo(Duration.ofSeconds(12));
        assertThat(settings.host()).isEqualTo("file");
    }

    @Test
    void otherPropertiesFollowTheRuleForVariables() {
        given.variable("MQTT_BROKER", "mqtt://broker:1999").variable("TRACKING_WEBSOCKET_API_PORT", "1004");

        Settings settings = given.load();

        assertThat(settings.mqtt().host()).isEqualTo("broker");
        assertThat(settings.mqtt().port()).isEqualTo(1999);
        assertThat(settings.webSocket().port()).isEqualTo(1004);
    }

    @Test
    void aVariableSetToNothingIsNotSet() throws IOException {
        given.file("config.yaml", "tracking: {websocket_api_port: 1001}").variable("WEBSOCKET_API_PORT", "");

        assertThat(given.load().webSocket().port()).isEqualTo(1001);
    }

    @Test
    void allBadValuesAreReportedTogetherEachWithNameValueSourceAndRange() throws IOException {
        given.file("config.yaml", "tracking: {websocket_api_max_connections: many}\nmqtt: {topic_prefix: a/#}")
                .variable("WEBSOCKET_API_PORT", "70000")
                .property("tracking.source", "elsewhere");

        assertThat(problems()).containsExactlyInAnyOrder(
                "tracking.websocket_api_port = \"70000\" (environment variable WEBSOCKET_API_PORT): "
                        + "must be a whole number from 1 to 65535",
                "tracking.websocket_api_max_connections = \"many\" (" + directory.resolve("config.yaml")
                        + ", line 1): must be a whole number from 1 to 1000000",
                "mqtt.topic_prefix = \"a/#\" (" + directory.resolve("config.yaml")
                        + ", line 2): must be a topic without + and #, without a slash at either end",
                "tracking.source = \"elsewhere\" (system property): must be embedded or mqtt");
    }

    @Test
    void aPasswordInsideAnAddressIsNotShown() {
        given.variable("MQTT_BROKER", "mqtt://user:hunter2@broker");

        assertThat(problems()).singleElement().asString()
                .contains("mqtt.broker", "(hidden)", "MQTT_BROKER").doesNotContain("hunter2");
    }

    @Test
    void aListWithOneBadItemIsRejected() {
        given.variable("WEBSOCKET_API_ALLOWED_ORIGINS", "https://a.example,not an origin")
                .variable("WEBSOCKET_API_TRUSTED_PROXIES", "10.0.0.0/33");

        assertThat(problems()).hasSize(2)
                .anyMatch(line -> line.contains("tracking.websocket_api_allowed_origins"))
                .anyMatch(line -> line.contains("tracking.websocket_api_trusted_proxies"));
    }

    @Test
    void aBrokenFileIsReportedWithLineAndColumn() throws IOException {
        given.file("config.yaml", "tracking:\n  websocket_api_port: 1\n bad: [\n");

        assertThat(problems()).singleElement().asString()
                .startsWith(directory.resolve("config.yaml") + ", line 3, column 2: ");
    }

    @Test
    void aPasswordThatBreaksTheFileIsNotShown() throws IOException {
        given.file("config.yaml", "mqtt:\n  password: *hunter2\n");

        assertThat(problems()).singleElement().asString().contains("line 2").doesNotContain("hunter2");
    }

    @Test
    void thePortThatAClusterGivesForAServiceSetsNothingAndIsReported() throws IOException {
        given.file("config.yaml", "mqtt: {port: 1999}").variable("MQTT_PORT", "tcp://10.0.0.1:1883");
        SettingsLoader loader = given.loader();

        assertThat(loader.load().mqtt().port()).isEqualTo(1999);
        assertThat(loader.unknown()).containsExactly("The environment variable MQTT_PORT has the address of a service, "
                + "as Kubernetes and Docker set it: it sets nothing here; mqtt.broker takes a port too (host:port)");
    }

    @Test
    void aServiceOfTheServersOwnEnvironmentLeavesThePortToWeakerSources() throws IOException {
        given.file("config.yaml", "mqtt: {port: 1999}").variable("MQTT_PORT", "tcp://10.0.0.1:1883");
        List<ConfigSource> sources = new ArrayList<>(RoomcastSources.sources(given.properties, given.environment));
        sources.add(new YamlSource(Path.of("the server's environment"), 300,
                YamlFile.parse(Path.of("env"), "mqtt.port: tcp://10.0.0.1:1883")));

        Settings settings = new SettingsLoader(new SourcesLookup(sources), given.properties, given.environment).load();

        assertThat(settings.mqtt().port()).isEqualTo(1999);
    }

    @Test
    void secretsComeFromFilesToo() throws IOException {
        given.file("key", "\uFEFFs3cret-key-of-the-test\r\n").file("password", " pass$word \n")
                .variable("WEBSOCKET_API_KEY_FILE", directory.resolve("key").toString())
                .file("config.yaml", "mqtt: {username: me, password_file: password}");

        Settings settings = given.load();

        assertThat(settings.access().apiKey()).contains(new Secret("s3cret-key-of-the-test"));
        assertThat(settings.mqtt().password()).contains(new Secret("pass$word"));
        assertThat(settings.toString()).doesNotContain("s3cret-key-of-the-test", "pass$word");
    }

    @Test
    void aSecretFileThatIsMissingEmptyOrADirectoryIsReported() throws IOException {
        Path missing = directory.resolve("missing");
        given.file("empty", "\n").variable("WEBSOCKET_API_KEY_FILE", missing.toString())
                .variable("MQTT_PASSWORD_FILE", "empty").variable("MQTT_CA_FILE", directory.toString());

        assertThat(problems()).containsExactlyInAnyOrder(
                "tracking.websocket_api_key_file = \"" + missing
                        + "\" (environment variable WEBSOCKET_API_KEY_FILE): there is no such file: " + missing,
                "mqtt.password_file = (hidden) (environment variable MQTT_PASSWORD_FILE): the file must hold one line "
                + "of UTF-8 text, of at most 65536 bytes",
                "mqtt.ca_file = \"" + directory + "\" (environment variable MQTT_CA_FILE): is not a file: " + directory);
    }

    @Test
    void ofASecretAndItsFileTheStrongerSourceWins() throws IOException {
        given.file("password", "from file").file("config.yaml", "mqtt: {password: from settings}")
                .variable("MQTT_PASSWORD_FILE", "password");

        assertThat(given.load().mqtt().password()).contains(new Secret("from file"));
    }

    @Test
    void aSecretAndItsFileInOneSourceIsAMistake() {
        given.variable("MQTT_PASSWORD", "hunter2").variable("MQTT_PASSWORD_FILE", "file");

        assertThat(problems()).singleElement().asString()
                .contains("mqtt.password and mqtt.password_file are both set").doesNotContain("hunter2");
    }

    @Test
    void theDirectoriesAreAbsolute() {
        given.variable("OCCUPANCY_DATA_DIR", "some/where");

        assertThat(given.load().directories())
                .isEqualTo(new Directories(directory, Path.of("some/where").toAbsolutePath()));
    }

    @Test
    void withoutDirectoriesOfTheirOwnSettingsAndDataLieInTheHome() {
        given.environment.clear();
        given.variable("OCCUPANCY_HOME", "/srv/roomcast");

        assertThat(given.load().directories())
                .isEqualTo(new Directories(Path.of("/srv/roomcast/config"), Path.of("/srv/roomcast/data")));

        given.property("occupancy.home", "/home/me").property("wlp.install.dir", "/opt/wlp");

        assertThat(given.load().directories())
                .isEqualTo(new Directories(Path.of("/home/me/config"), Path.of("/home/me/data")));
    }

    @Test
    void theConfigurationDirectoryCannotBeSetWhereItIsNotSeenInTime() throws IOException {
        given = new ConfigurationFixture(directory).property("occupancy.config.dir", directory.toString());
        given.environment.clear();
        given.file("config.yaml", "occupancy: {config: {dir: /elsewhere}}");

        assertThat(given.load().directories().config()).isEqualTo(directory);

        SettingsLoader late = new SettingsLoader(
                new SourcesLookup(List.of(new YamlSource(Path.of("server"), 500, YamlFile.parse(Path.of("server"),
                        "occupancy: {config: {dir: /elsewhere}}")))), given.properties, given.environment);
        assertThat(catchThrowableOfType(InvalidConfigurationException.class, late::load).problems())
                .singleElement().asString().contains("occupancy.config.dir", "OCCUPANCY_CONFIG_DIR");
    }

    @Test
    void roomsAreReadInOrderWithOrWithoutAName() throws IOException {
        given.file("rooms.yaml", """
                rooms:
                  kitchen:
                    name: "Küche"
                    sensors: {motion: {a: binary_sensor.a}}
                  living_room:
                  null_room: {name: ~}
                """);

        assertThat(given.load().home().rooms()).containsExactly(
                new Room(new RoomId("kitchen"), "Küche"),
                new Room(new RoomId("living_room"), "Living Room"),
                new Room(new RoomId("null_room"), "Null Room"));
    }

    @Test
    void aRoomThatCannotBeIsReported() throws IOException {
        given.file("rooms.yaml", "rooms: {living-room: {}, bath: [1], attic: {name: ' '}}");

        assertThat(problems()).hasSize(3)
                .anyMatch(line -> line.contains("room \"living-room\": a room id must be"))
                .anyMatch(line -> line.contains("room \"bath\""))
                .anyMatch(line -> line.contains("room \"attic\""));
    }

    @Test
    void theHomeIsMadeOfTheRoomsFileAndTheSettings() throws IOException {
        given.file("rooms.yaml", """
                rooms:
                  kitchen:
                    sensors: {motion: binary_sensor.a, climate: {temperature: sensor.b}}
                  attic: {hold_off_minutes: 15}
                """);
        given.file("config.yaml", "{home: {time_zone: America/New_York}, prediction: {hold_off_minutes: 8}}");
        SettingsLoader loader = given.loader();

        Home home = loader.load().home();

        RoomId kitchen = new RoomId("kitchen");
        assertThat(home.zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(home.sensors()).containsExactly(new Sensor("binary_sensor.a", SensorKind.MOTION, kitchen));
        assertThat(home.holdOff(kitchen)).isEqualTo(Duration.ofMinutes(8));
        assertThat(home.holdOff(new RoomId("attic"))).isEqualTo(Duration.ofMinutes(15));
        assertThat(loader.warnings()).singleElement().asString().contains("rooms.yaml", "kitchen", "climate");
    }

    @Test
    void aTimeZoneThatIsNoneIsReported() {
        given.variable("HOME_TIME_ZONE", "Mars/Olympus");

        assertThat(problems()).singleElement().asString().contains("home.time_zone", "Mars/Olympus", "Europe/Vienna");
    }

    @Test
    void aRecordedHomeIsReplayedFromAFileInTheSettingsDirectory() throws IOException {
        given.file("home.csv", "");
        given.file("config.yaml", "{sensors: {source: replay}, replay: {file: home.csv, speed: 0.5}}");

        assertThat(given.load().sensors()).isEqualTo(
                new SensorSettings(SensorsSource.REPLAY, Optional.of(directory.resolve("home.csv")), 0.5, Optional.empty()));
    }

    @Test
    void withAnotherSourceOfSensorsTheFileIsNotLookedFor() {
        given.variable("REPLAY_FILE", "none.csv").variable("REPLAY_SPEED", "max");

        assertThat(given.load().sensors()).isEqualTo(
                new SensorSettings(SensorsSource.SIMULATED, Optional.empty(), Double.POSITIVE_INFINITY, Optional.empty()));
    }

    @Test
    void aReplayWithoutAFileOrOfOneThatIsNotThereIsReported() {
        given.variable("SENSORS_SOURCE", "replay");
        assertThat(problems()).singleElement().asString().contains("sensors.source = replay", "replay.file must be set");

        given.variable("REPLAY_FILE", "none.csv");
        assertThat(problems()).singleElement().asString().contains("replay.file", "none.csv", "no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "100001", "1e3", "Infinity", "NaN"})
    void aSpeedThatIsNoneIsReported(String speed) {
        given.variable("REPLAY_SPEED", speed);

        assertThat(problems()).singleElement().asString().contains("replay.speed", speed, "a number from 0.01 to 100000, or max");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "password", "fifteen-letters", " fifteen-letters "})
    void aKeyOfFewerThanSixteenCharactersIsRefusedAndNotShown(String key) throws IOException {
        given.variable("WEBSOCKET_API_KEY", key);
        assertThat(problems()).containsExactly("tracking.websocket_api_key = (hidden) (environment variable "
                + "WEBSOCKET_API_KEY): "
                + "must be a text of at least 16 characters");

        given = new ConfigurationFixture(directory).file("key", key + "\n").variable("WEBSOCKET_API_KEY_FILE", "key");
        assertThat(problems()).containsExactly("tracking.websocket_api_key_file = (hidden) (environment variable "
                + "WEBSOCKET_API_KEY_FILE): what the file holds must be a text of at least 16 characters");

        given = new ConfigurationFixture(directory).file("config.yaml", "tracking:\n  websocket_api_key: '" + key
                + "'\n");
        assertThat(problems()).containsExactly("tracking.websocket_api_key = (hidden) (" + directory.resolve(
                "config.yaml")
                + ", line 2): must be a text of at least 16 characters");
    }

    @ParameterizedTest
    @CsvSource({"HOME_ASSISTANT_TOKEN_FILE, home_assistant.token_file", "MQTT_PASSWORD_FILE, mqtt.password_file",
        "WEBSOCKET_API_KEY_FILE, tracking.websocket_api_key_file"})
    void aSecretInThePlaceOfItsFileIsNotShown(String variable, String name) {
        for (String secret : List.of("eyJhbGciOiJIUzI1NiJ9.s3cret", "/s3cret", "/s3cret/Zm9v+s3cret", "s3cret\0",
                "a/s3cret")) {
            given = new ConfigurationFixture(directory).variable("HOME_ASSISTANT_URL", "http://h").variable(variable,
                    secret);

            assertThat(problems()).isNotEmpty().noneMatch(line -> line.contains("s3cret"))
                    .anyMatch(line -> line.startsWith(name + " = (hidden) (environment variable " + variable + "): "));
        }
    }

    @Test
    void aSecretFileOfSeveralLinesOrTooLongIsReported() throws IOException {
        given.file("lines", "one\ntwo\n").file("long", "x".repeat(100_000))
                .variable("MQTT_PASSWORD_FILE", "lines").variable("WEBSOCKET_API_KEY_FILE", "long");

        assertThat(problems()).containsExactlyInAnyOrder(
                "mqtt.password_file = (hidden) (environment variable MQTT_PASSWORD_FILE): "
                        + "the file must hold one line of UTF-8 text, of at most 65536 bytes",
                "tracking.websocket_api_key_file = (hidden) (environment variable WEBSOCKET_API_KEY_FILE): "
                        + "the file must hold one line of UTF-8 text, of at most 65536 bytes");
    }

    @Test
    void aDirectoryOfSettingsThatIsNamedAndMissingIsReported() {
        Path missing = directory.resolve("missing");
        given.variable("OCCUPANCY_CONFIG_DIR", missing.toString());
        assertThat(problems()).containsExactly("occupancy.config.dir = \"" + missing
                + "\" (environment variable OCCUPANCY_CONFIG_DIR): there is no such directory");

        given.property("occupancy.config.dir", missing.toString());
        assertThat(problems()).containsExactly("occupancy.config.dir = \"" + missing
                + "\" (system property): there is no such directory");
    }

    @Test
    void aFileInThePlaceOfTheDirectoryOfSettingsIsReported() throws IOException {
        given.file("file", "").variable("OCCUPANCY_CONFIG_DIR", directory.resolve("file").toString());

        assertThat(problems()).contains("occupancy.config.dir = \"" + directory.resolve("file")
                + "\" (environment variable OCCUPANCY_CONFIG_DIR): is not a directory");
    }

    @Test
    void aRelativeDirectoryThatIsMissingIsShownWhereItIsLookedFor() {
        given.variable("OCCUPANCY_CONFIG_DIR", "no/such");

        assertThat(problems()).containsExactly("occupancy.config.dir = \"no/such\" (environment variable "
                + "OCCUPANCY_CONFIG_DIR): "
                + "there is no such directory: " + Path.of("no/such").toAbsolutePath());
    }

    @Test
    void theAddressOfAServiceInThePlaceOfThePortThatTheServerReadsTooIsReported() {
        given.variable("WEBSOCKET_API_PORT", "tcp://10.0.0.1:8766");

        assertThat(problems()).containsExactly("tracking.websocket_api_port = \"tcp://10.0.0.1:8766\" (environment "
                + "variable "
                + "WEBSOCKET_API_PORT): must be a whole number from 1 to 65535");
    }
}
