package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets among the settings, and the files that hold them. */
class SecretSettingsTest extends ConfigurationTest {

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
}
