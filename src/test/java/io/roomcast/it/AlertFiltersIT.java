package io.roomcast.it;

import static jakarta.json.Json.createObjectBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client that asks for some alerts only gets, and is owed. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class AlertFiltersIT {

    private static final Tracker TRACKER = new Tracker();

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard().broker(TRACKER.port()));
    }

    @AfterAll
    static void stopTheTracker() {
        TRACKER.close();
    }

    @BeforeEach
    void theTrackerIsHeard() {
        Api.awaitBroker(true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "severities: critical | | broken gone",
        "severities: high critical | | broken gone drifted",
        "severities: info warning | | trained dropped",
        "| alert_types: system_error accuracy_degradation | dropped broken drifted",
        "| alert_types: sensor_unavailable | gone drifted",
        "severities: critical | alert_types: system_error retraining_completed | broken"
    })
    void onlyWhatWasAskedForComesAndIsOwed(String severities, String alertTypes, String expected) {
        var run = UUID.randomUUID().toString();
        try (var client = TestClient.authenticated("/ws/system-status", TestKey.FULL, run);
                var everything = TestClient.authenticated("/ws/alerts", TestKey.SECOND, run)) {
            everything.next("subscription_status");
            var filters = createObjectBuilder();
            add(filters, severities);
            add(filters, alertTypes);
            client.send("subscribe", createObjectBuilder().add("endpoint", "/ws/alerts").add("filters", filters).build());
            client.next("subscription_status", message -> message.getString("endpoint").equals("/ws/alerts"));

            publish(run, "trained", "retraining_completed", "info");
            publish(run, "dropped", "accuracy_degradation", "warning");
            publish(run, "broken", "system_error", "critical");
            publish(run, "gone", "sensor_unavailable", "critical");
            TRACKER.publish(Payloads.topic("office", "drift"), Payloads.drift("drifted " + run).build().toString());

            everything.next("drift_notification", message -> alertId(message).equals("drifted " + run));
            await().untilAsserted(() -> assertThat(names(client, run)).containsExactly(expected.split(" ")));
        }
        try (var client = TestClient.authenticated("/ws/system-status", TestKey.FULL, run)) {
            assertThat(client.next("authentication").getJsonObject("data").getInt("pending_acknowledgements"))
                    .isEqualTo(expected.split(" ").length);
        }
    }

    /** Adds a filter written as its name, a colon and its values. */
    private static void add(jakarta.json.JsonObjectBuilder filters, String filter) {
        if (filter != null) {
            var values = Json.createArrayBuilder();
            List.of(filter.substring(filter.indexOf(':') + 2).split(" ")).forEach(values::add);
            filters.add(filter.substring(0, filter.indexOf(':')), values);
        }
    }

    private static void publish(String run, String name, String type, String severity) {
        TRACKER.publish(Payloads.ALERTS, Payloads.alert(name + " " + run, "kitchen")
                .add("alert_type", type).add("severity", severity).build().toString());
    }

    /** The names of the alerts and drifts that have come, of that run: the database may hold others. */
    private static List<String> names(TestClient client, String run) {
        return client.untaken().stream().filter(message -> message.getBoolean("requires_ack"))
                .map(AlertFiltersIT::alertId)
                .filter(id -> id.endsWith(run))
                .map(id -> id.substring(0, id.indexOf(' ')))
                .toList();
    }

    private static String alertId(JsonObject message) {
        return message.getJsonObject("data").getString("alert_id");
    }
}
