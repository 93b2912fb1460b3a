package io.roomcast.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a socket, and how the others are answered while HTTP is still spoken. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class HandshakeIT {

    private static final int PER_ADDRESS = 3;
    private static final int ALTOGETHER = 6;
    private static final int BAN_SECONDS = 300;
    /** Much less than the time after which a server ends an idle connection. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    /** On this machine too, but not a trusted proxy. */
    private static final String UNTRUSTED = "127.0.0.2";

    /** 127.0.0.1 counts as a proxy, so that a test can come from addresses of its own. */
    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard()
                .api("trusted_proxies", "127.0.0.1")
                .api("allowed_origins", "https://panel.example")
                .api("max_connections_per_ip", PER_ADDRESS)
                .api("max_connections", ALTOGETHER)
                .api("max_login_failures_per_ip", 3)
                .api("ban_seconds", BAN_SECONDS));
    }

    @BeforeEach
    void nobodyIsConnected() {
        Api.awaitNoConnections();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/ws/predictions", "/ws/system-status", "/ws/alerts", "/ws/room/kitchen", "/ws/room/Not_Known_1",
        "/ws/room/a123456789012345678901234567890123456789012345678901234567890123"
    })
    void theFourStreamsHaveAPath(String path) {
        try (var socket = RawSocket.open()) {
            assertThat(socket.handshake(path).upgraded()).isTrue();
            assertThat(socket.readFrame().text()).contains("\"message_type\":\"connection\"");
        }
    }

    /** With the session that Open Liberty makes for a secure socket the socket would end, half an hour later, with 1008. */
    @Test
    void aSocketNeedsNoHttpSession() {
        assumeTrue(Server.current() == Server.LIBERTY, "Payara makes no session for a socket, and has no such metric");
        var before = Api.metric("session_create_total", "default_host_\"");

        try (var socket = RawSocket.open()) {
            assertThat(socket.handshake("/ws/predictions").upgraded()).isTrue();
            assertThat(socket.readFrame().text()).contains("\"message_type\":\"connection\"");

            assertThat(Api.metric("session_create_total", "default_host_\"")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/ws", "/ws/", "/ws/nothing", "/ws/predictions/", "/ws/predictions/kitchen", "/ws/Predictions", "/ws/room", "/ws/room/",
        "/ws/room/a-room", "/ws/room/kitchen/more", "/ws/room/k%69tchen", "/ws/room/k%C3%BCche", "/ws/alerts;x=1",
        "/ws/room/b1234567890123456789012345678901234567890123456789012345678901234"
    })
    void thereIsNoOtherPath(String path) {
        var answer = RawSocket.tryHandshake(path);

        assertThat(answer.status()).isEqualTo(404);
        assertErrorBody(answer);
    }

    /** The client would keep the connection, so it is the server that has to show where its answer ends. */
    @Test
    void aRequestThatAsksForNoUpgradeIsToldToDoSo() {
        try (var socket = RawSocket.open()) {
            var answer = assertTimeoutPreemptively(AT_ONCE,
                    () -> socket.request("GET /ws/predictions HTTP/1.1\r\nHost: x\r\n\r\n"));

            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.headers()).containsEntry("upgrade", "websocket");
            assertThat(answer.headers().get("connection")).isEqualToIgnoringCase("close");
            assertErrorBody(answer);
            assertThat(socket.endsWithin(AT_ONCE)).isTrue();
        }
    }

    @Test
    void programsAndTheServersOwnPagesMayConnect() {
        var authority = Server.base().getAuthority();

        assertThat(RawSocket.tryHandshake("/ws/predictions").upgraded()).isTrue();
        assertThat(RawSocket.tryHandshake("/ws/predictions", "Origin: http://" + authority).upgraded()).isTrue();
        assertThat(RawSocket.tryHandshake("/ws/predictions", "Origin: https://panel.example").upgraded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://evil.example", "http://panel.example", "https://panel.example.evil.example", "https://panel.example:444",
        "http://127.0.0.1:1", "null", "nonsense"
    })
    void pagesFromElsewhereMayNot(String origin) {
        var answer = RawSocket.tryHandshake("/ws/predictions", "Origin: " + origin);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers()).doesNotContainKey("retry-after");
        assertErrorBody(answer);
    }

    @Test
    void anAddressWithTooManyFailedLoginsIsBanned() {
        var address = "X-Forwarded-For: 203.0.113.10";
        try (var client = TestClient.connect("/ws/predictions", "X-Forwarded-For", "203.0.113.10");
                var other = TestClient.connect("/ws/predictions", "X-Forwarded-For", "203.0.113.10")) {
            for (int attempt = 0; attempt < 3; attempt++) {
                client.authenticate(TestKey.of("guess" + attempt), "");
            }
            assertThat(client.awaitClose().code()).isEqualTo(1008);

            other.authenticate(TestKey.FULL, "");
            assertThat(other.nextError().getString("error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
            assertThat(other.awaitClose().code()).isEqualTo(1013);
        }

        var banned = RawSocket.tryHandshake("/ws/predictions", address);

        assertThat(banned.status()).isEqualTo(403);
        assertThat(Integer.parseInt(banned.headers().get("retry-after"))).isBetween(1, BAN_SECONDS);
        assertErrorBody(banned);
        assertThat(RawSocket.tryHandshake("/ws/predictions", "X-Forwarded-For: 203.0.113.11").upgraded()).isTrue();
    }

    @Test
    void oneAddressMayOpenSoManySocketsAtATime() {
        var address = "X-Forwarded-For: 203.0.113.20";
        var sockets = open(PER_ADDRESS, address);
        try {
            var refused = RawSocket.tryHandshake("/ws/alerts", address);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isPositive();
            assertErrorBody(refused);
            assertThat(RawSocket.tryHandshake("/ws/alerts", "X-Forwarded-For: 203.0.113.21").upgraded()).isTrue();

            sockets.remove(0).close();

            await("the place is free again").atMost(30, SECONDS)
                    .until(() -> RawSocket.tryHandshake("/ws/alerts", address).upgraded());
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    @Test
    void theServerTakesSoManySocketsAltogether() {
        var sockets = open(PER_ADDRESS, "X-Forwarded-For: 203.0.113.30");
        sockets.addAll(open(ALTOGETHER - PER_ADDRESS, "X-Forwarded-For: 203.0.113.31"));
        try {
            var refused = RawSocket.tryHandshake("/ws/alerts", "X-Forwarded-For: 203.0.113.32");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isPositive();
            assertErrorBody(refused);
            Api.awaitStatus("all that were let in are open", status -> status.getInt("active_connections") == ALTOGETHER);
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    @Test
    void whatIsRefusedTakesNoPlace() {
        for (int i = 0; i < 2 * ALTOGETHER; i++) {
            RawSocket.tryHandshake("/ws/nothing");
            RawSocket.tryHandshake("/ws/alerts", "Origin: https://evil.example");
        }

        assertThat(RawSocket.tryHandshake("/ws/alerts").upgraded()).isTrue();
    }

    @Test
    void theStandardHeaderOfATrustedProxyCountsToo() {
        var sockets = open(PER_ADDRESS, "Forwarded: for=203.0.113.40");
        try {
            assertThat(RawSocket.tryHandshake("/ws/alerts", "Forwarded: for=203.0.113.40").status()).isEqualTo(429);
            assertThat(RawSocket.tryHandshake("/ws/alerts", "Forwarded: for=203.0.113.41").upgraded()).isTrue();
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    @Test
    void whatAnybodyElseSaysOfItsAddressIsNotBelieved() {
        var sockets = new ArrayList<RawSocket>();
        try {
            for (int i = 0; i < PER_ADDRESS; i++) {
                var socket = RawSocket.openFrom(UNTRUSTED);
                sockets.add(socket);
                assertThat(socket.handshake("/ws/alerts", "X-Forwarded-For: 203.0.113.5" + i).upgraded()).isTrue();
            }
            try (var another = RawSocket.openFrom(UNTRUSTED)) {
                assertThat(another.handshake("/ws/alerts", "X-Forwarded-For: 203.0.113.59").status()).isEqualTo(429);
            }
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    private static List<RawSocket> open(int count, String header) {
        var sockets = new ArrayList<RawSocket>();
        for (int i = 0; i < count; i++) {
            var socket = RawSocket.open();
            sockets.add(socket);
            await("a place").atMost(30, SECONDS).until(() -> socket.handshake("/ws/predictions", header).upgraded());
        }
        return sockets;
    }

    /** One line of JSON with what is wrong and its code, and nothing from inside the server. */
    private static void assertErrorBody(RawSocket.HttpAnswer answer) {
        assertThat(answer.headers().get("content-type")).startsWith("application/json");
        assertThat(answer.body().strip().lines()).hasSize(1);
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            var body = reader.readObject();
            assertThat(body.keySet()).containsExactly("error", "error_code");
            assertThat(body.getString("error")).isNotBlank();
            assertThat(body.getString("error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
        }
        assertThat(answer.body()).doesNotContainPattern("(?i)exception|jakarta|java\\.|io\\.roomcast");
    }
}
