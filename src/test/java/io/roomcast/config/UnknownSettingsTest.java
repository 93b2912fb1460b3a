package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest extends ConfigurationTest {

    private List<String> unknown() {
        return given.loader().unknown();
    }

    private String place(String file, int line) {
        return " (" + directory.resolve(file) + ", line " + line + ")";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mqtt: {brokr: h} | mqtt.brokr | mqtt.broker",
        "mqtt: {Broker: h} | mqtt.Broker | mqtt.broker",
        "mqtt: {user_name: h} | mqtt.user_name | mqtt.username",
        "mqtt: {host: h} | mqtt.host | mqtt.broker",
        "mqtt.brokr: h | mqtt.brokr | mqtt.broker",
        "broker: h | broker | mqtt.broker",
        "mqtt: {url: 'http://h'} | mqtt.url | home_assistant.url",
        "tracking: {websocket_api_prot: 1} | tracking.websocket_api_prot | tracking.websocket_api_port",
        "websocket_api_port: 1 | websocket_api_port | tracking.websocket_api_port",
        "websocket_api: {port: 1} | websocket_api.port | tracking.websocket_api_port",
        "tracking: {websocket_api: {port: 1}} | tracking.websocket_api.port | tracking.websocket_api_port",
        "tracking: {port: 1} | tracking.port | tracking.websocket_api_port",
        "prediction: {websocket_api_port: 1} | prediction.websocket_api_port | tracking.websocket_api_port",
        "home_assistant: {tokn: t} | home_assistant.tokn | home_assistant.token",
        "home: {assistant: {url: u}} | home.assistant.url | home_assistant.url",
        "home: {timezone: UTC} | home.timezone | home.time_zone",
        "timezone: UTC | timezone | home.time_zone",
        "prediction: {hold_off_minute: 4} | prediction.hold_off_minute | prediction.hold_off_minutes",
        "events: {retention: 4} | events.retention | events.retention_days",
        "simulation: {sead: 4} | simulation.sead | simulation.seed",
        "sensors: {sorce: replay} | sensors.sorce | sensors.source",
        "replay: {sped: 4} | replay.sped | replay.speed",
        "occupancy: {data_dir: d} | occupancy.data_dir | occupancy.data.dir"})
    void aMisspeltNameIsReportedWithItsLineAndTheNearestKnown(String yaml, String name, String nearest)
            throws IOException {
        given.file("config.yaml", "# settings\n" + yaml + "\n");

        assertThat(unknown()).containsExactly(
                "Unknown setting " + name + place("config.yaml", 2) + ": it sets nothing; did you mean " + nearest
                        + "?");
    }

    @ParameterizedTest
    @CsvSource({"home_asistant, home_assistant", "homeassistant, home_assistant", "home-assistant, home_assistant",
        "MQTT, mqtt", "mqqt, mqtt", "traking, tracking", "predictions, prediction", "sensor, sensors", "event, events",
        "simulaton, simulation"})
    void aMisspeltSectionIsReportedOnceWithTheNearestKnown(String section, String nearest) throws IOException {
        given.file("config.yaml", section + ":\n  url: http://h\n  token: t0ken\n");

        assertThat(unknown()).containsExactly("Unknown section " + section + place("config.yaml", 1)
                + ": nothing in it is used; did you mean " + nearest + "?");
    }

    @Test
    void aNameThatIsNearToNoneIsReportedWithTheNearestOfItsSection() throws IOException {
        given.file("config.yaml", "mqtt:\n  broker: h\n  retain_predictions: true\n");

        assertThat(unknown()).singleElement().asString()
                .startsWith("Unknown setting mqtt.retain_predictions" + place("config.yaml", 3))
                .contains("it sets nothing; the nearest known is mqtt.");
    }

    @Test
    void sectionsOfOtherProgramsAreNamedInOneLine() throws IOException {
        given.file("config.yaml", """
                features: {window: 5, broken: {deep: [1, {a: b}]}}
                models: {lstm: {units: 64}}
                database: {url: x}
                logging: {level: INFO}
                api: {host: h, port: 8000}
                """);

        assertThat(unknown()).containsExactly("Unknown sections in " + directory.resolve("config.yaml")
                + ", not used: features (line 1), models (line 2), database (line 3), logging (line 4), api (line 5)");
    }

    @Test
    void whatIsKnownIsNotReported() throws IOException {
        given.file("config.yaml", """
                tracking:
                  websocket_api_enabled: true
                  websocket_api_host: "0.0.0.0"
                  websocket_api_port: 8766
                  websocket_api_max_connections: 500
                  websocket_api_max_messages_per_minute: 60
                  websocket_api_allowed_origins: ["https://panel.example"]
                mqtt.broker: h
                home_assistant:
                occupancy: {data: {dir: d}}
                home: {}
                """).file("rooms.yaml", "rooms: {kitchen: {name: Kitchen}}\nhome: {time_zone: UTC}\n");

        assertThat(unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mqtt: {broker: {host: h}} | Unknown setting mqtt.broker.host@: it sets nothing; did you mean mqtt.broker?",
        "mqtt: localhost | The section mqtt@ must be a mapping of names to values: nothing in it is used",
        "mqtt: [{broker: h}] | The section mqtt@ must be a mapping of names to values: nothing in it is used",
        "mqtt: {broker: [{host: h}]} | The setting mqtt.broker@ must be a value or a list of values: it sets nothing",
        "rooms: {kitchen: } | Unknown section rooms@: nothing in it is used; its place is rooms.yaml",
        "api_keys: [] | Unknown section api_keys@: nothing in it is used; its place is api-keys.yaml"})
    void whatIsKnownInAnotherPlaceIsReported(String yaml, String line) throws IOException {
        given.file("config.yaml", yaml + "\n");

        assertThat(unknown()).containsExactly(line.replace("@", place("config.yaml", 1)));
    }

    @Test
    void aSettingThatIsGivenNestedAndWithDotsIsReported() throws IOException {
        given.file("config.yaml", "mqtt.broker: a\nmqtt:\n  broker: b\n");

        assertThat(unknown()).containsExactly("The setting mqtt.broker" + place("config.yaml", 3)
                + " is given twice, first in line 1: the last one counts");
    }

    @Test
    void theFileOfRoomsIsCheckedTheSameWay() throws IOException {
        given.file("rooms.yaml", "room: {kitchen: }\nmqtt: {brokr: h}\nattic: {name: Attic}\n");

        assertThat(unknown()).containsExactly(
                "Unknown section room" + place("rooms.yaml", 1) + ": nothing in it is used; did you mean rooms?",
                "Unknown setting mqtt.brokr" + place("rooms.yaml", 2) + ": it sets nothing; did you mean mqtt.broker?",
                "Unknown section attic" + place("rooms.yaml", 3)
                        + ": nothing in it is used; a room's place is below rooms");
    }

    @Test
    void whatIsReportedIsBoundedAndEscaped() throws IOException {
        given.file("config.yaml", "mqtt:\n" + IntStream.range(0, 1_000)
                .mapToObj(i -> "  \"wrong\\n%d%s\": 1\n".formatted(i, "x".repeat(1_000)))
                .collect(Collectors.joining()));

        assertThat(unknown()).hasSize(31)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(300).doesNotContain("\n"))
                .last().asString().contains("970 more");
    }

    @Test
    void aBrokenFileIsLeftToTheErrorThatStopsTheStart() throws IOException {
        given.file("config.yaml", "mqtt: [").variable("MQTT_BROKR", "h");

        assertThat(unknown()).singleElement().asString().contains("MQTT_BROKR");
    }

    @ParameterizedTest
    @CsvSource({"WEBSOCKET_API_PROT, WEBSOCKET_API_PORT", "TRACKING_WEBSOCKET_API_PROT, TRACKING_WEBSOCKET_API_PORT",
        "MQTT_BROKR, MQTT_BROKER", "MQTT_HOST, MQTT_BROKER", "MQTT_USER, MQTT_USERNAME",
        "HOME_ASISTANT_URL, HOME_ASSISTANT_URL", "HOMEASSISTANT_URL, HOME_ASSISTANT_URL",
        "HOME_ASSISTANT_TOKN, HOME_ASSISTANT_TOKEN", "HOME_TIMEZONE, HOME_TIME_ZONE",
        "OCCUPANCY_CONFIG_DIRECTORY, OCCUPANCY_CONFIG_DIR", "OCUPANCY_DATA_DIR, OCCUPANCY_DATA_DIR",
        "TRACKING_SORCE, TRACKING_SOURCE", "SENSOR_SOURCE, SENSORS_SOURCE", "DATABSE_URL, DATABASE_URL",
        "WEBSOKET_API_KEY, WEBSOCKET_API_KEY", "mqtt_brokr, MQTT_BROKER"})
    void aMisspeltVariableIsReportedWithTheNearestKnownAndWithoutItsValue(String variable, String nearest) {
        given.variable(variable, "s3cret");

        assertThat(unknown()).containsExactly(
                "Unknown environment variable " + variable + ": it sets nothing; did you mean " + nearest + "?");
    }

    @Test
    void aVariableThatBeginsAsThoseOfTheWebSocketApiIsReportedWithTheNearestHoweverFar() {
        given.variable("WEBSOCKET_API_COMPRESSION_LEVEL_OF_FRAMES", "9");

        assertThat(unknown()).singleElement().asString()
                .startsWith("Unknown environment variable WEBSOCKET_API_COMPRESSION_LEVEL_OF_FRAMES: it sets nothing; "
                        + "the nearest known is WEBSOCKET_API_");
    }

    @Test
    void otherVariablesThatBeginAsOursAreNamedInOneLine() {
        given.variable("MQTT_QOS_LEVEL", "1").variable("TRACKING_ID", "UA-1")
                .variable("HOME_ASSISTANT_ADDON_SLUG", "x");

        assertThat(unknown()).containsExactly("Environment variables that begin as settings do and set nothing here: "
                + "HOME_ASSISTANT_ADDON_SLUG, MQTT_QOS_LEVEL, TRACKING_ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOME", "HOMEDRIVE", "HOMEPATH", "HOME_URL", "HOSTNAME", "PATH", "JAVA_HOME", "MAVEN_HOME",
        "WLP_HOME", "DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD", "DATABASE_HOST", "TLS_KEYSTORE",
        "SUPERVISOR_TOKEN", "HASSIO_TOKEN",
        "TZ", "LANG", "EVENT_ID", "SESSION_MANAGER", "SERVICE_HOST", "MQTT_SERVICE_HOST", "MQTT_SERVICE_PORT",
        "MQTT_SERVICE_PORT_MQTTS", "MQTT_PORT_1883_TCP", "MQTT_PORT_1883_TCP_ADDR", "MQTT_PORT_1883_TCP_PORT",
        "MQTT_PORT_1883_TCP_PROTO", "HOME_ASSISTANT_SERVICE_HOST", "HOME_ASSISTANT_SERVICE_PORT_HTTP",
        "HOME_ASSISTANT_PORT_8123_TCP", "WEBSOCKET_API_SERVICE_HOST", "MQTT_BROKER_SERVICE_PORT",
        "MQTT_ENV_VERSION", "MQTT_NAME",
        "TRACKING_WEBSOCKET_API_PORT", "mqtt.broker", "mqtt_broker"})
    void variablesOfOtherProgramsAreNotReported(String variable) {
        given.variable(variable, "1883");

        assertThat(unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HOME_ASSISTANT_PORT", "MQTT_BROKER_PORT", "TRACKING_PORT"})
    void theAddressOfAServiceInTheClusterIsNotReported(String variable) {
        given.variable(variable, "tcp://10.0.0.1:1883");

        assertThat(unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"mqtt.brokr, mqtt.broker", "home_asistant.url, home_assistant.url", "MQTT_BROKER, mqtt.broker",
        "tracking.websocket_api_prot, tracking.websocket_api_port", "websocket_api_port, tracking.websocket_api_port",
        "WEBSOCKET_API_PORT, tracking.websocket_api_port", "occupancy.config_dir, occupancy.config.dir"})
    void aMisspeltSystemPropertyIsReportedWithTheNearestKnown(String property, String nearest) {
        given.property(property, "s3cret");

        assertThat(unknown()).containsExactly("Unknown setting " + property
                + " (system property): it sets nothing; did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.home", "java.home", "user.timezone", "file.encoding", "wlp.install.dir",
        "server.config.dir",
        "com.sun.aas.instanceRoot", "mqtt.broker", "HOME", "sun.jnu.encoding"})
    void systemPropertiesOfOtherProgramsAreNotReported(String property) {
        given.property(property, "value");

        assertThat(unknown()).isEmpty();
    }
}
