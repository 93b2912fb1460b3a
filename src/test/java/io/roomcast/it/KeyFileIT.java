package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The file of keys is edited while the server runs. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class KeyFileIT {

    /** Within this time a change of the file is to be in force. */
    private static final Duration RELOAD = Duration.ofSeconds(10);

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard().api("max_login_failures_per_ip", 0));
    }

    @AfterEach
    void bringTheUsualKeysBack() {
        Settings.standard().writeKeysTo(Server.configDirectory());
    }

    @Test
    void aNewKeyWorksSoonAndARevokedOneClosesItsSockets() {
        var key = TestKey.FULL.named("late");
        assertThat(works(key)).isFalse();

        write(key);

        await("the new key works").atMost(RELOAD).until(() -> works(key));
        try (var holder = TestClient.authenticated("/ws/predictions", key, "");
                var other = TestClient.authenticated("/ws/predictions", TestKey.FULL, "")) {
            holder.next("authentication");
            other.next("authentication");

            write();

            var closing = holder.awaitClose(RELOAD);
            assertThat(closing.code()).isEqualTo(1008);
            assertThat(closing.reason()).contains("revoked");
            assertThat(other.isOpen()).isTrue();
            assertThat(works(key)).isFalse();
        }
    }

    @Test
    void aKeyThatExpiresClosesItsSockets() {
        var end = Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.SECONDS);
        var key = TestKey.FULL.named("short-lived").with("expires: " + end);
        write(key);
        await("the key works").atMost(RELOAD).until(() -> works(key));

        try (var client = TestClient.authenticated("/ws/predictions", key, "")) {
            var left = client.next("authentication").getJsonObject("data").getInt("session_expires_in_seconds");

            assertThat(left).isBetween(0, 20);
            assertThat(client.awaitClose(Duration.ofSeconds(40)).code()).isEqualTo(1008);
            assertThat(Instant.now()).isAfterOrEqualTo(end);
        }
    }

    @Test
    void aBrokenFileLeavesTheKeysAsTheyWereAndIsLoggedOnce() throws IOException {
        var complaint = "API keys stay as they were";
        var before = ServerLog.lines(complaint);

        try (var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "")) {
            client.next("authentication");
            Files.writeString(file(), "api_keys:\n  - name: broken\n    sha256: not hexadecimal\n");
            await("the server has seen the broken file").atMost(RELOAD).until(() -> ServerLog.lines(complaint) > before);

            assertThat(works(TestKey.FULL)).isTrue();
            assertThat(works(TestKey.SECOND)).isTrue();
            assertThat(client.isOpen()).isTrue();
        }
        assertThat(ServerLog.lines(complaint)).isEqualTo(before + 1);
        assertThat(ServerLog.text()).contains("api-keys.yaml");
    }

    private static boolean works(TestKey key) {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.next("connection");
            client.authenticate(key, "");
            return client.next().getString("message_type").equals("authentication");
        }
    }

    private static void write(TestKey... further) {
        var keys = new ArrayList<>(TestKey.ALL);
        keys.addAll(java.util.List.of(further));
        Settings.standard().keys(keys.toArray(TestKey[]::new)).writeKeysTo(Server.configDirectory());
    }

    private static Path file() {
        return Server.configDirectory().resolve("api-keys.yaml");
    }
}
