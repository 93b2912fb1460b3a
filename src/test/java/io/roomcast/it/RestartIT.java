package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What outlives the process, and what is said when it ends. One life after another, since a start takes long. */
@Execution(ExecutionMode.CONCURRENT)
class RestartIT {

    private static final Pattern KEY = Pattern.compile("(?<![\\w-])(?:[0-9a-f]{64}|[A-Za-z0-9_-]{43})(?![\\w-])");

    private final Tracker tracker = new Tracker();
    private final ServerProcess server = new ServerProcess("restarted", Settings.standard().keys().broker(tracker.port()));

    @AfterEach
    void end() {
        server.close();
        tracker.close();
    }

    @Test
    @Timeout(300)
    void noAlertIsLostWhenItIsKilledTheFirstKeyStaysGoodAndAStopSaysGoodbyeToEverySocket() {
        server.start();
        server.awaitLog("mqtt is UP");
        var key = printedKey();
        String sent;
        String messageId;
        try (var client = subscribed(key)) {
            sent = publish();
            messageId = client.next("alert_notification", about(sent)).getString("message_id");
        }
        var missed = publish();
        awaitPending(key, 2);

        server.kill();
        var whileDown = publish();
        server.start();

        assertThat(server.log()).doesNotContain(key.secret());
        try (var client = subscribed(key)) {
            var again = client.next("alert_notification", about(sent));
            assertThat(again.getString("message_id")).isEqualTo(messageId);
            assertThat(again.getJsonObject("data").getInt("redelivery")).isPositive();
            client.acknowledge(again);
            client.acknowledge(client.next("alert_notification", about(missed)));
            client.acknowledge(client.next("alert_notification", about(whileDown)));
            awaitPending(key, 0);
        }

        var clients = List.of(subscribed(key), subscribed(key), subscribed(key));
        var start = Instant.now();
        server.stop();

        for (var client : clients) {
            assertThat(client.nextError().getString("error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
            var closing = client.awaitClose();
            assertThat(closing.code()).isEqualTo(1001);
            assertThat(closing.reason()).contains("stopping");
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    /** The key that the first start made, which it shows once together with the page's address. */
    private TestKey printedKey() {
        var line = server.console().lines().filter(each -> KEY.matcher(each).find()).findFirst()
                .orElseThrow(() -> new AssertionError("no key was shown:\n" + server.console()));
        assertThat(server.console()).contains("http://");
        var key = KEY.matcher(line);
        assertThat(key.find()).isTrue();
        return new TestKey("generated", key.group(), List.of(), List.of(), List.of());
    }

    private TestClient subscribed(TestKey key) {
        var client = TestClient.connect(server.base(), "/ws/alerts");
        client.authenticate(key, "survivor");
        client.next("subscription_status");
        return client;
    }

    private void awaitPending(TestKey key, int count) {
        await("acknowledgements that are open").atMost(Duration.ofSeconds(60))
                .until(() -> Api.status(server.base(), key).getInt("pending_acknowledgements") == count);
    }

    private static Predicate<JsonObject> about(String alertId) {
        return message -> message.getJsonObject("data").getString("alert_id").equals(alertId);
    }

    private String publish() {
        var id = UUID.randomUUID().toString();
        tracker.publish(Payloads.ALERTS, Payloads.alert(id, "kitchen").build().toString());
        return id;
    }
}
