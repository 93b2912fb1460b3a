package io.roomcast.stream;

import static io.roomcast.stream.TestHome.KEY;
import static io.roomcast.stream.TestHome.WRONG_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.stream.FakeSocket.Mode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the computer's clock while sockets are open. It is the time that is told; how long something takes stays the same. */
class ClockThatIsSetTest {

    private final TestHome home = new TestHome(TestSettings.with("maxMessagesPerMinute", 10, "maxLoginFailuresPerIp", 5));

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void heartbeatsGoOnAndTellTheTime(int hours) {
        TestClient client = home.owner("/ws/alerts");
        set(hours);

        home.elapseSeconds(60);

        List<Received> beats = client.take("heartbeat");
        assertThat(beats).hasSizeBetween(1, 2);
        assertThat(client.socket.pings()).isEqualTo(beats.size());
        assertThat(beats).allSatisfy(beat -> {
            assertThat(beat.text("data.server_time")).startsWith(hours < 0 ? "2026-01-15T11:0" : "2026-01-15T13:0");
            assertThat(Double.parseDouble(beat.text("data.connection_uptime"))).isBetween(1.0, 60.0);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aSocketIsIdleAfterTheSameTime(int hours) {
        TestClient client = home.owner("/ws/predictions");
        set(hours);

        home.elapseSeconds(299);
        assertThat(client.isOpen()).isTrue();
        home.elapseSeconds(1);

        assertThat(client.closeCode()).isEqualTo(1001);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aSocketHasTheSameTimeToAuthenticate(int hours) {
        TestClient client = home.open("/ws/predictions");
        set(hours);

        home.elapseSeconds(9);
        assertThat(client.isOpen()).isTrue();
        home.elapseSeconds(1);

        assertThat(client.closeCode()).isEqualTo(1008);
    }

    @Test
    void closingWaitsNoLongerForAClientThatDoesNotRead() {
        FakeSocket deaf = new FakeSocket();
        TestClient client = home.open("/ws/predictions", TestHome.ADDRESS, deaf);
        deaf.mode(Mode.WHEN_RELEASED);
        client.authenticate(WRONG_KEY).authenticate(WRONG_KEY).authenticate(WRONG_KEY);
        home.elapseSeconds(1);
        set(-1);

        home.elapseSeconds(2);

        assertThat(client.closeCode()).isEqualTo(1008);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void anAlertComesAgainAfterTheSameTime(int hours) {
        TestClient client = home.owner("/ws/alerts");
        home.announce(Announcements.alert("a"));
        client.take();
        set(hours);

        home.elapseSeconds(29);
        assertThat(client.take("alert_notification")).isEmpty();
        home.elapseSeconds(1);

        assertThat(client.take("alert_notification")).hasSize(1);
    }

    @Test
    void whatWasSentMoreThanAMinuteAgoDoesNotCount() {
        TestClient client = home.owner("/ws/predictions");
        subscribe(client, 9);
        set(-1);
        home.elapseSeconds(60);
        client.take();

        subscribe(client, 7);

        assertThat(client.take()).extracting(Received::type).containsOnly("subscription_status").hasSize(7);
    }

    @Test
    void theEndOfABlockIsToldAsTheClockShowsItAndComesInTime() {
        TestClient client = home.owner("/ws/predictions");
        set(-1);
        subscribe(client, 10);

        assertThat(client.take("rate_limit_warning")).last()
                .satisfies(warning -> assertThat(warning.text("data.reset_time")).isEqualTo("2026-01-15T11:01:00.000Z"));
        assertThat(home.gateway.webSocketApiStatus().rateLimitedClients()).isEqualTo(1);
        home.elapseSeconds(60);
        assertThat(home.gateway.webSocketApiStatus().rateLimitedClients()).isZero();
        subscribe(client, 1);
        assertThat(client.take("subscription_status")).hasSize(1);
    }

    @Test
    void aBlockIsNotLiftedByAClockThatIsSetForward() {
        TestClient client = home.owner("/ws/predictions");
        subscribe(client, 10);
        client.take();
        set(1);

        subscribe(client, 1);

        assertThat(client.take("subscription_status")).isEmpty();
    }

    @Test
    void errorsAreToldAgainAMinuteLater() {
        TestHome lax = new TestHome(TestSettings.with("maxMessagesPerMinute", 1_000));
        TestClient client = lax.owner("/ws/predictions");
        IntStream.range(0, 40).forEach(number -> client.send("nonsense"));
        lax.clock.advance(Duration.ofHours(-1));
        lax.elapseSeconds(60);
        client.take();

        client.send("nonsense");

        assertThat(client.take("error")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aBanLastsTheSameTime(int hours) {
        IntStream.range(0, 5).forEach(failure -> home.open("/ws/predictions").authenticate(WRONG_KEY));
        set(hours);

        home.elapseSeconds(599);
        assertThat(home.open("/ws/predictions").authenticate(KEY).take("authentication")).isEmpty();
        home.elapseSeconds(1);

        assertThat(home.open("/ws/predictions").authenticate(KEY).take("authentication")).hasSize(1);
    }

    @Test
    void howLongAConnectionLastedIsMeasured() {
        TestClient client = home.owner("/ws/predictions");
        set(1);
        home.elapseSeconds(5);

        client.vanish();

        assertThat(home.metrics.observations("websocket_connection_duration_seconds")).containsExactly(5.0);
    }

    private void set(int hours) {
        home.clock.advance(Duration.ofHours(hours));
    }

    private static void subscribe(TestClient client, int times) {
        IntStream.range(0, times).forEach(number -> client.subscribe("/ws/predictions"));
    }
}
