package io.roomcast.it;

import static jakarta.json.Json.createObjectBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much a client may send, and how the server tells who is still there. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class LimitsIT {

    private static final int A_MINUTE = 10;
    private static final int SUBSCRIBE_A_MINUTE = 3;
    private static final int ERRORS_A_MINUTE = 30;
    private static final int HEARTBEAT_SECONDS = 2;
    private static final int IDLE_SECONDS = 8;
    private static final TestKey TALKATIVE = TestKey.FULL.named("talkative").with("max_messages_per_minute: 500");

    @Deployment(testable = false)
    static WebArchive roomcast() {
        var keys = new ArrayList<>(TestKey.ALL);
        keys.add(TALKATIVE);
        return Deployments.with(Settings.standard()
                .keys(keys.toArray(TestKey[]::new))
                .api("max_messages_per_minute", A_MINUTE)
                .api("max_subscribe_per_minute", SUBSCRIBE_A_MINUTE)
                .api("heartbeat_interval_seconds", HEARTBEAT_SECONDS)
                .api("connection_timeout_seconds", IDLE_SECONDS));
    }

    @Test
    void aClientIsWarnedThenBlockedAndToldOnce() {
        try (var client = authenticated(TestKey.FULL)) {
            send(client, 7);
            var near = client.next("rate_limit_warning").getJsonObject("data");
            assertThat(near.keySet()).containsExactly("message", "max_messages_per_minute", "current_count", "reset_time");
            assertThat(near.getString("message")).isEqualTo("Approaching rate limit");
            assertThat(near.getInt("max_messages_per_minute")).isEqualTo(A_MINUTE);
            assertThat(near.getInt("current_count")).isEqualTo(8);

            send(client, 10);

            var over = client.next("rate_limit_warning").getJsonObject("data");
            assertThat(over.getString("message")).isEqualTo("Rate limit exceeded");
            assertThat(Instant.parse(over.getString("reset_time"))).isBetween(Instant.now(), Instant.now().plusSeconds(61));
            assertThat(client.nextError().getString("error_code")).isEqualTo("WEBSOCKET_RATE_LIMIT_ERROR");
            assertThat(client.within(Duration.ofSeconds(1), "rate_limit_warning")).isEmpty();
            assertThat(client.untaken()).noneMatch(message -> message.getString("message_type").equals("error"));
            assertThat(client.untaken().stream().filter(message -> action(message).equals("unsubscribe")))
                    .as("answers to what was accepted").hasSize(A_MINUTE - 1);
            assertThat(client.isOpen()).isTrue();
            assertThat(Api.status().getInt("rate_limited_clients")).isPositive();
        }
    }

    @Test
    void farTooMuchCloses() {
        try (var client = authenticated(TestKey.FULL)) {
            send(client, 3 * A_MINUTE);

            assertThat(client.awaitClose().code()).isEqualTo(1013);
        }
    }

    @Test
    void theLimitHoldsBeforeAuthenticationAndForGarbageToo() {
        try (var client = TestClient.connect("/ws/predictions")) {
            for (int i = 0; i < 3 * A_MINUTE + 1; i++) {
                client.send("garbage");
            }

            assertThat(client.awaitClose().code()).isEqualTo(1013);
        }
    }

    @Test
    void aKeyMayHaveALimitOfItsOwn() {
        try (var client = authenticated(TALKATIVE)) {
            send(client, 5 * A_MINUTE);

            for (int i = 0; i < 5 * A_MINUTE; i++) {
                client.next("subscription_status", message -> action(message).equals("unsubscribe"));
            }
            assertThat(client.untaken()).noneMatch(message -> message.getString("message_type").equals("rate_limit_warning"));
        }
    }

    @Test
    void oneTypeMayHaveALimitOfItsOwn() {
        try (var client = authenticated(TALKATIVE)) {
            for (int i = 0; i <= SUBSCRIBE_A_MINUTE; i++) {
                client.subscribe("/ws/alerts");
            }

            var over = client.next("rate_limit_warning", message ->
                    message.getJsonObject("data").getString("message").equals("Rate limit exceeded"));
            assertThat(over.getJsonObject("data").getInt("max_messages_per_minute")).isEqualTo(SUBSCRIBE_A_MINUTE);
            assertThat(client.nextError().getString("error_code")).isEqualTo("WEBSOCKET_RATE_LIMIT_ERROR");
            client.unsubscribe("/ws/alerts");
            client.next("subscription_status", message -> action(message).equals("unsubscribe"));
        }
    }

    @Test
    void errorsAreLimitedToo() {
        try (var client = authenticated(TALKATIVE)) {
            for (int i = 0; i < 2 * ERRORS_A_MINUTE; i++) {
                client.send("dance", createObjectBuilder().build());
            }
            send(client, 1);

            client.next("subscription_status", message -> action(message).equals("unsubscribe"));
            assertThat(client.untaken().stream().filter(message -> message.getString("message_type").equals("error")))
                    .hasSize(ERRORS_A_MINUTE);
        }
    }

    @Test
    void heartbeatsThatWereAskedForAreFree() {
        try (var client = authenticated(TestKey.FULL)) {
            for (int beat = 0; beat < A_MINUTE / 2; beat++) {
                client.next("heartbeat");
                client.send("heartbeat", createObjectBuilder().build());
            }
            send(client, 5);

            for (int i = 0; i < 5; i++) {
                client.next("subscription_status", message -> action(message).equals("unsubscribe"));
            }
            assertThat(client.untaken()).noneMatch(message -> message.getString("message_type").equals("rate_limit_warning"));
        }
    }

    @Test
    void heartbeatAndPingComeRegularlyAndAPongIsEnoughToStay() {
        try (var client = authenticated(TestKey.FULL)) {
            var beat = client.next("heartbeat");
            assertThat(beat.getString("endpoint")).isEqualTo("/ws/predictions");
            assertThat(beat.getJsonObject("data").keySet()).containsExactly("server_time", "connection_uptime");

            await("it lasts longer than an idle one would").atMost(Duration.ofSeconds(60)).until(() ->
                    client.next("heartbeat").getJsonObject("data").getJsonNumber("connection_uptime").doubleValue()
                            > 1.5 * IDLE_SECONDS);

            assertThat(client.pings()).isGreaterThan(2);
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void whoAnswersNothingIsClosedAndGoneFromTheCounts() {
        try (var socket = RawSocket.upgraded("/ws/alerts")) {
            socket.text(createObjectBuilder().add("type", "authentication")
                    .add("data", createObjectBuilder().add("api_key", TestKey.FULL.secret())).build().toString());

            var close = socket.awaitClose();
            socket.frame(RawSocket.CLOSE, true, close.payload());

            assertThat(close.closeCode()).isEqualTo(1001);
            assertThat(close.closeReason()).contains("idle");
            Api.awaitStatus("it is gone", status -> status.getInt("alerts_connections") == 0);
        }
    }

    @Test
    void aPingOfTheClientsIsAnsweredAndKeepsItAlive() {
        try (var socket = RawSocket.upgraded("/ws/alerts")) {
            socket.frame(RawSocket.PING, true, new byte[] {'h', 'i'});

            var frame = socket.readFrame();
            while (frame.opcode() != RawSocket.PONG) {
                frame = socket.readFrame();
            }

            assertThat(frame.text()).isEqualTo("hi");
        }
    }

    @Test
    void clientsThatVanishAreGoneFromEveryCount() {
        Api.awaitNoConnections();
        var sockets = new ArrayList<RawSocket>();
        for (var path : List.of("/ws/predictions", "/ws/system-status", "/ws/alerts", "/ws/room/kitchen")) {
            for (int i = 0; i < 5; i++) {
                sockets.add(RawSocket.upgraded(path));
            }
        }
        Api.awaitStatus("all are there", status -> status.getInt("active_connections") == 20
                && status.getInt("room_specific_connections") == 5);

        sockets.forEach(RawSocket::reset);

        Api.awaitNoConnections();
        var status = Api.status();
        for (var count : List.of("authenticated_connections", "predictions_connections", "system_status_connections",
                "alerts_connections", "room_specific_connections")) {
            assertThat(status.getInt(count)).as(count).isZero();
        }
    }

    /** Connects and authenticates, which is the first message that counts. */
    private static TestClient authenticated(TestKey key) {
        var client = TestClient.authenticated("/ws/predictions", key, "");
        client.next("authentication");
        return client;
    }

    private static void send(TestClient client, int messages) {
        for (int i = 0; i < messages; i++) {
            client.unsubscribe("/ws/room/kitchen");
        }
    }

    private static String action(jakarta.json.JsonObject message) {
        return message.getJsonObject("data").getString("action", "");
    }
}
