package io.roomcast.source.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roomcast.config.HomeAssistantSettings;
import io.roomcast.config.Secret;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.tracking.ComponentReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The double by real sockets, and a real WebSocket client. */
class WebSocketLinkTest {

    private static final String HALL = "binary_sensor.hall_motion";

    private final HomeAssistantDouble home = new HomeAssistantDouble(InstantSource.system());
    private final RecordingSink sink = new RecordingSink();
    private final List<ComponentReport> reports = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private Optional<HomeAssistantSource> source = Optional.empty();
    private HomeAssistantServer server;

    @BeforeEach
    void furnish() throws IOException {
        server = new HomeAssistantServer(home, ServerSocketFactory.getDefault());
        home.registry("area", registry -> registry.area("hall", "Hall", null));
        home.registry("entity", registry -> registry.entity(HALL, "hall", null));
        home.recorded(HALL, "motion", "off", Instant.now().minus(Duration.ofHours(3)));
    }

    @AfterEach
    void leave() throws IOException {
        source.ifPresent(HomeAssistantSource::close);
        server.close();
        executor.shutdownNow();
        timer.shutdownNow();
    }

    private void follow(String address, Optional<Path> caFile) {
        HomeAssistantSettings settings = new HomeAssistantSettings(URI.create(address), new Secret(HomeAssistantDouble.TOKEN), caFile,
                Set.of(), Set.of(), Duration.ofDays(1), Optional.empty());
        HomeAssistantSource made = new HomeAssistantSource(settings, HomeAssistantFixture.NOTHING_OWN, InstantSource.system(), executor,
                timer, reports::add, HomeAssistantFixture.temporary());
        source = Optional.of(made);
        made.start(Optional.empty(), sink);
    }

    private String address() {
        return "ws://127.0.0.1:" + server.port() + HomeAssistantServer.PATH;
    }

    private void awaitDetail(String part) {
        await().untilAsserted(() -> assertThat(reports).extracting(ComponentReport::detail).anySatisfy(detail ->
                assertThat(detail).contains(part)));
    }

    private void awaitCaughtUp() {
        await().atMost(Duration.ofSeconds(30)).until(() -> sink.timesCaughtUp() > 0);
    }

    @Test
    void aHomeIsFollowedOverARealSocketAndTheSocketIsMadeAnewWhenItIsCut() {
        follow(address(), Optional.empty());
        awaitCaughtUp();

        home.says(HALL, "on");
        await().until(() -> sink.statesOf(HALL).equals(List.of(SensorState.OFF, SensorState.ON)));
        server.cut();
        home.says(HALL, "off");
        await().atMost(Duration.ofSeconds(30)).until(() -> sink.statesOf(HALL).size() == 3);

        assertThat(sink.events()).extracting(SensorEvent::state).endsWith(SensorState.OFF);
        assertThat(sink.homes()).hasSize(1);
        source.orElseThrow().close();
        await().until(() -> home.sessions() == 0);
    }

    @Test
    void aHomeIsFollowedThroughTheSupervisorByItsPath() throws IOException {
        String path = HomeAssistantSettings.SUPERVISOR.getPath();
        try (HomeAssistantServer supervisor = new HomeAssistantServer(home, ServerSocketFactory.getDefault(), path)) {
            follow("ws://127.0.0.1:" + supervisor.port() + path, Optional.empty());
            awaitCaughtUp();
        }

        assertThat(sink.statesOf(HALL)).containsExactly(SensorState.OFF);
    }

    @Test
    void messagesOfManyMegabytesAreTaken() {
        String name = "x".repeat(12 << 20);
        home.registry("area", registry -> registry.area("attic", name, null));

        follow(address(), Optional.empty());
        awaitCaughtUp();

        assertThat(sink.home().rooms()).hasSize(2).anySatisfy(room -> assertThat(room.name()).startsWith("xxx").hasSize(255));
    }

    @Test
    void aRefusedTokenIsSaid() {
        home.accept("another");

        follow(address(), Optional.empty());

        awaitDetail("refuses the token (home_assistant.token): Invalid access token or password");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "403 Forbidden | it refuses this machine (403)",
        "502 Bad Gateway | a proxy says that Home Assistant is away (502)",
        "200 OK | what answers there is no WebSocket (200)"})
    void anAnswerThatIsNoWebSocketIsSaid(String status, String detail) {
        server.answers(status);

        follow(address(), Optional.empty());

        awaitDetail(detail);
    }

    @Test
    void aWrongPathIsSaid() {
        follow(address() + "/wrong", Optional.empty());

        awaitDetail("there is no Home Assistant at this address (404)");
    }

    @Test
    void aPortOnWhichNobodyListensIsSaid() throws IOException {
        server.close();

        follow(address(), Optional.empty());

        awaitDetail("nothing listens there, or a firewall refuses");
    }

    @Test
    void anUnknownHostIsSaid() {
        follow("ws://homeassistant.invalid:8123/api/websocket", Optional.empty());

        awaitDetail("the host name is unknown");
    }

    @Test
    void aServerWithoutTlsIsSaid() {
        follow(address().replace("ws://", "wss://"), Optional.empty());

        awaitDetail("it does not speak TLS on this port");
    }

    @Test
    void anAuthorityThatNobodyKnowsIsSaidAndOneThatIsGivenIsTrusted(@TempDir Path directory) throws Exception {
        TestAuthority authority = TestAuthority.make(directory);
        try (HomeAssistantServer encrypted = new HomeAssistantServer(home, authority.sockets())) {
            String address = "wss://localhost:" + encrypted.port() + HomeAssistantServer.PATH;
            follow(address, Optional.empty());
            awaitDetail("its certificate comes from no trusted authority (home_assistant.ca_file)");
            source.orElseThrow().close();

            follow(address, Optional.of(authority.pemFile()));
            awaitCaughtUp();
        }
    }

    @Test
    void aFileThatHoldsNoAuthorityIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "no certificate");

        assertThatThrownBy(() -> follow("wss://localhost/api/websocket", Optional.of(file)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Home Assistant");
    }
}
