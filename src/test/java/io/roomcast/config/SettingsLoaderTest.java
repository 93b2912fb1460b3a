package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest extends ConfigurationTest {

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

    @Test
    void theAddressOfAServiceInThePlaceOfThePortThatTheServerReadsTooIsReported() {
        given.variable("WEBSOCKET_API_PORT", "tcp://10.0.0.1:8766");

        assertThat(problems()).containsExactly("tracking.websocket_api_port = \"tcp://10.0.0.1:8766\" (environment "
                + "variable "
                + "WEBSOCKET_API_PORT): must be a whole number from 1 to 65535");
    }
}
