package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

    @Test
    void theDefaultsInTheApplicationAreThoseOfTheTable() throws IOException {
        Properties shipped = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/META-INF/microprofile-config.properties")) {
            shipped.load(file);
        }
        Map<String, String> expected = new TreeMap<>();
        SettingsTable.all().forEach(setting -> setting.defaultValue().ifPresent(value -> expected.put(setting.name(), value)));

        assertThat(shipped).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void everyDefaultIsAcceptedByItsOwnSetting() {
        assertThat(SettingsTable.all()).allSatisfy(setting ->
                assertThat(setting.defaultValue().map(value -> setting.parse(value).isPresent()).orElse(true)).isTrue());
    }

    @Test
    void noTwoSettingsShareANameOrAVariable() {
        assertThat(SettingsTable.all().stream().map(Setting::name)).doesNotHaveDuplicates();
        assertThat(SettingsTable.all().stream().map(Setting::variable)).doesNotHaveDuplicates();
    }

    @Test
    void everySettingIsTakenFromASystemPropertyAndFromAVariable() {
        assertThat(SettingsTable.all()).allSatisfy(setting -> {
            Properties properties = new Properties();
            properties.setProperty(setting.name(), "x");

            assertThat(new SystemPropertySource(properties).getValue(setting.name())).isEqualTo("x");
            assertThat(new EnvironmentSource(Map.of(setting.variable(), "x")).getValue(setting.name())).isEqualTo("x");
        });
    }

    @Test
    void whatIsNotRoomcastsIsLeftToTheServer() {
        Properties properties = new Properties();
        properties.setProperty("java.home", "x");
        properties.setProperty("tracking", "x");

        assertThat(new SystemPropertySource(properties).getPropertyNames()).isEmpty();
        assertThat(new EnvironmentSource(Map.of("JAVA_HOME", "x")).getValue("java.home")).isNull();
    }

    @Test
    void theVariablesOfTheWebSocketApiAreShort() {
        assertThat(SettingsTable.MAX_CONNECTIONS.variable()).isEqualTo("WEBSOCKET_API_MAX_CONNECTIONS");
        assertThat(SettingsTable.API_KEY_FILE.variable()).isEqualTo("WEBSOCKET_API_KEY_FILE");
        assertThat(SettingsTable.CONFIG_DIRECTORY.variable()).isEqualTo("OCCUPANCY_CONFIG_DIR");
        assertThat(SettingsTable.PASSWORD_FILE.variable()).isEqualTo("MQTT_PASSWORD_FILE");
    }
}
