package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What outlives the process: it is killed, stopped, started for the first time. */
class RestartIT {

    private static final Pattern KEY = Pattern.compile("\\b[0-9a-f]{64}\\b|\\b[A-Za-z0-9_-]{43}\\b");

    @Test
    void noAlertIsLostWhenTheServerIsKilled() {
        assumeQuickServer();
        try (var tracker = new Tracker();
                var server = new ServerProcess("killed", Settings.standard().broker(tracker.port()))) {
            server.start();
            server.awaitLog("mqtt is UP");
            String sent;
            String messageId;
            try (var client = subscribed(server, "survivor")) {
                sent = publish(tracker);
                messageId = client.next("alert_notification", about(sent)).getString("message_id");
            }
            var missed = publish(tracker);
            awaitPending(server, 2);

            server.kill();
            var whileDown = publish(tracker);
            server.start();

            try (var client = TestClient.connect(server.base(), "/ws/alerts")) {
                client.authenticate(TestKey.FULL, "survivor");
                var again = client.next("alert_notification", about(sent));
                assertThat(again.getString("message_id")).isEqualTo(messageId);
                assertThat(again.getJsonObject("data").getInt("redelivery")).isPositive();
                client.acknowledge(again);
                client.acknowledge(client.next("alert_notification", about(missed)));
                client.acknowledge(client.next("alert_notification", about(whileDown)));
                awaitPending(server, 0);
            }
        }
    }

    @Test
    void aStopSaysGoodbyeToEverySocketAndTheFirstStartsKeyStaysGood() {
        assumeQuickServer();
        try (var server = new ServerProcess("stopped", Settings.standard().keys())) {
            server.start();
            var key = printedKey(server);
            TestClient[] clients = {connect(server, key), connect(server, key), connect(server, key)};
            for (var client : clients) {
                client.next("subscription_status");
            }

            var start = Instant.now();
            server.stop();

            for (var client : clients) {
                var closing = client.awaitClose();
                assertThat(closing.code()).isEqualTo(1001);
                assertThat(closing.reason()).contains("stopping");
            }
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));

            server.start();

            assertThat(server.log()).doesNotContain(key);
            try (var client = connect(server, key)) {
                assertThat(client.next("authentication").getJsonObject("data").getBoolean("success")).isTrue();
            }
        }
    }

    private static void assumeQuickServer() {
        assumeTrue(Server.current() == Server.LIBERTY, "a Payara domain takes too long to start four times");
    }

    /** The key that the first start made, which it shows once together with the page's address. */
    private static String printedKey(ServerProcess server) {
        var line = server.console().lines().filter(each -> KEY.matcher(each).find()).findFirst()
                .orElseThrow(() -> new AssertionError("no key was shown:\n" + server.console()));
        assertThat(server.console()).contains("http://");
        var key = KEY.matcher(line);
        assertThat(key.find()).isTrue();
        return key.group();
    }

    private static TestClient connect(ServerProcess server, String key) {
        var client = TestClient.connect(server.base(), "/ws/predictions");
        client.authenticate(jakarta.json.Json.createObjectBuilder().add("api_key", key).build());
        return client;
    }

    private static TestClient subscribed(ServerProcess server, String name) {
        var client = TestClient.connect(server.base(), "/ws/alerts");
        client.authenticate(TestKey.FULL, name);
        client.next("subscription_status");
        return client;
    }

    private static void awaitPending(ServerProcess server, int count) {
        await("acknowledgements that are open").atMost(Duration.ofSeconds(60))
                .until(() -> Api.status(server.base()).getInt("pending_acknowledgements") == count);
    }

    private static java.util.function.Predicate<JsonObject> about(String alertId) {
        return message -> message.getJsonObject("data").getString("alert_id").equals(alertId);
    }

    private static String publish(Tracker tracker) {
        var id = UUID.randomUUID().toString();
        tracker.publish(Payloads.ALERTS, Payloads.alert(id, "kitchen").build().toString());
        return id;
    }
}
