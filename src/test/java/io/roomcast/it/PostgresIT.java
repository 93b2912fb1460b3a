package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.store.PostgresServer;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The server with PostgreSQL instead of its embedded database, by settings alone. Skipped where it is not installed. */
@Execution(ExecutionMode.CONCURRENT)
class PostgresIT {

    @Test
    void alertsAreKeptInPostgresAndOutliveTheServer() throws SQLException {
        try (var postgres = PostgresServer.start(); var tracker = new Tracker();
                var server = new ServerProcess("postgres", Settings.standard().broker(tracker.port())).use(postgres)) {
            server.start();
            server.awaitLog("mqtt is UP");
            var id = UUID.randomUUID().toString();
            JsonObject alert;
            try (var client = TestClient.connect(server.base(), "/ws/alerts")) {
                client.authenticate(TestKey.FULL, "postgres");
                client.next("subscription_status");
                tracker.publish(Payloads.ALERTS, Payloads.alert(id, "kitchen").build().toString());
                alert = client.next("alert_notification");
            }
            assertThat(rows(postgres, "critical_alert")).isOne();
            assertThat(rows(postgres, "durable_client")).isOne();

            server.kill();
            server.start();

            try (var client = TestClient.connect(server.base(), "/ws/alerts")) {
                client.authenticate(TestKey.FULL, "postgres");
                var again = client.next("alert_notification");
                assertThat(again.getString("message_id")).isEqualTo(alert.getString("message_id"));
                assertThat(again.getJsonObject("data").getString("alert_id")).isEqualTo(id);
                assertThat(again.getJsonObject("data").getInt("redelivery")).isPositive();
                client.acknowledge(again);
                await("it is settled").atMost(Duration.ofSeconds(15))
                        .until(() -> Api.status(server.base()).getInt("pending_acknowledgements") == 0);
            }
        }
    }

    private static int rows(PostgresServer postgres, String table) throws SQLException {
        try (var connection = postgres.dataSource().getConnection(); var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from " + table)) {
            result.next();
            return result.getInt(1);
        }
    }
}
