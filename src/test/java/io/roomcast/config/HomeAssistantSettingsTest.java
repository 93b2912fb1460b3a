package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeAssistantSettingsTest extends ConfigurationTest {

    @Test
    void whoseAddressAndTokenAreSetIsTheSource() throws IOException {
        given.file("token", "a.b.c\n").file("config.yaml", """
                home: {time_zone: Europe/Vienna}
                home_assistant:
                  url: http://homeassistant.local:8123
                  token_file: token
                  excluded_areas: [garage, "The Garden"]
                  aggregates: [floors, home]
                  history_days: 30
                """);

        assertThat(given.load().sensors()).isEqualTo(new SensorSettings(SensorsSource.HOME_ASSISTANT, Optional.empty(), 1,
                Optional.of(new HomeAssistantSettings(URI.create("ws://homeassistant.local:8123/api/websocket"), new Secret("a.b.c"),
                        Optional.empty(), Set.of("garage", "The Garden"), Set.of("floors", "home"), Duration.ofDays(30),
                        Optional.of(ZoneId.of("Europe/Vienna"))))));
    }

    @Test
    void inAnAppItIsReachedThroughTheSupervisor() {
        given.variable("SUPERVISOR_TOKEN", "t");

        assertThat(given.load().sensors().homeAssistant()).hasValueSatisfying(settings -> {
            assertThat(settings.socket()).isEqualTo(URI.create("ws://supervisor/core/websocket"));
            assertThat(settings.token()).isEqualTo(new Secret("t"));
            assertThat(settings.zone()).isEmpty();
        });
    }

    @Test
    void inAnAppAnAddressAndATokenThatAreSetCountMore() {
        given.variable("SUPERVISOR_TOKEN", "t").variable("HOME_ASSISTANT_URL", "http://homeassistant.local:8123")
                .variable("HOME_ASSISTANT_TOKEN", "own");

        assertThat(given.load().sensors().homeAssistant()).hasValueSatisfying(settings -> {
            assertThat(settings.socket()).isEqualTo(URI.create("ws://homeassistant.local:8123/api/websocket"));
            assertThat(settings.token()).isEqualTo(new Secret("own"));
        });
    }

    @Test
    void inAnAppATokenThatIsSetCountsMore() {
        given.variable("SUPERVISOR_TOKEN", "t").variable("HOME_ASSISTANT_TOKEN", "own");

        assertThat(given.load().sensors().homeAssistant()).hasValueSatisfying(settings -> {
            assertThat(settings.socket()).isEqualTo(HomeAssistantSettings.SUPERVISOR);
            assertThat(settings.token()).isEqualTo(new Secret("own"));
        });
    }

    @Test
    void inAnAppTheSupervisorsAddressMayBeWrittenOut() {
        given.variable("SUPERVISOR_TOKEN", "t").variable("HOME_ASSISTANT_URL", "http://supervisor/core/websocket");

        assertThat(given.load().sensors().homeAssistant()).hasValueSatisfying(settings -> {
            assertThat(settings.socket()).isEqualTo(HomeAssistantSettings.SUPERVISOR);
            assertThat(settings.token()).isEqualTo(new Secret("t"));
        });
    }

    @Test
    void inAnAppNobodyElseIsToldTheSupervisorsToken() {
        given.variable("SUPERVISOR_TOKEN", "t").variable("HOME_ASSISTANT_URL", "http://homeassistant.local:8123");

        assertThat(problems()).containsExactly("home_assistant.token: must be set, since Home Assistant lets nobody in without one");
    }

    @Test
    void anotherSourceMayBeChosenAllTheSame() {
        given.variable("SUPERVISOR_TOKEN", "t").variable("SENSORS_SOURCE", "simulated");

        assertThat(given.load().sensors().source()).isEqualTo(SensorsSource.SIMULATED);
        assertThat(given.load().sensors().homeAssistant()).isEmpty();
    }

    @Test
    void withoutATokenNobodyIsLetIn() {
        given.variable("HOME_ASSISTANT_URL", "http://homeassistant.local:8123");

        assertThat(problems()).containsExactly("home_assistant.token: must be set, since Home Assistant lets nobody in without one");
    }

    @Test
    void aTokenThatCannotBeReadIsSaidOnce() {
        given.variable("HOME_ASSISTANT_URL", "http://homeassistant.local:8123").variable("HOME_ASSISTANT_TOKEN_FILE", "gone");

        assertThat(problems()).singleElement().asString().startsWith("home_assistant.token_file").contains("there is no such file");
    }

    @Test
    void withoutAnAddressItCannotBeTheSource() {
        given.variable("SENSORS_SOURCE", "home_assistant");

        assertThat(problems()).containsExactly("home_assistant.url: must be set, since sensor events are to come from Home Assistant");
    }

    @ParameterizedTest
    @CsvSource({
        "http://homeassistant.local:8123,   ws://homeassistant.local:8123/api/websocket",
        "HTTPS://home.example/,             wss://home.example/api/websocket",
        "https://home.example/ha/,          wss://home.example/ha/api/websocket",
        "ws://[::1]:8123,                   ws://[::1]:8123/api/websocket",
        "ws://supervisor/core/websocket,    ws://supervisor/core/websocket",
        "wss://home.example/api/websocket/, wss://home.example/api/websocket"})
    void theAddressOfTheWebSocketFollowsFromThatOfThePages(String address, URI socket) {
        assertThat(HomeAssistantAddress.parse(address)).hasValue(socket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"homeassistant.local", "ftp://homeassistant.local", "http://", "http://home:99999", "http://a b",
        "http://user:pw@home", "http://home/?x=1"})
    void whatIsNoAddressIsRefused(String text) {
        given.variable("HOME_ASSISTANT_URL", text);

        assertThat(problems()).singleElement().asString().startsWith("home_assistant.url").doesNotContain("pw")
                .endsWith("must be an address such as http://homeassistant.local:8123");
    }
}
