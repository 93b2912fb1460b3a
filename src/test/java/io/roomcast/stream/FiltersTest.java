package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Drift;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FiltersTest {

    private static final List<Announcement> PREDICTIONS = List.of(
            Announcements.prediction("kitchen", "sure", 0.9, Occupancy.OCCUPIED),
            Announcements.prediction("hall", "unsure", 0.3, Occupancy.VACANT),
            Announcements.state("hall", Occupancy.VACANT));
    private static final List<Announcement> ALERTS = List.of(
            Announcements.alert("info", Optional.of("hall"), Alert.Type.RETRAINING_STARTED, Alert.Severity.INFO),
            Announcements.alert("critical", Optional.empty(), Alert.Type.SYSTEM_ERROR, Alert.Severity.CRITICAL),
            Announcements.drift("drift", "kitchen", Drift.Severity.HIGH));

    private final TestHome home = new TestHome();

    static Stream<Arguments> ofPredictions() {
        return Stream.of(
                Arguments.of("", List.of("sure", "unsure", "state")),
                Arguments.of("'min_confidence':0.9", List.of("sure", "state")),
                Arguments.of("'min_confidence':1", List.of("state")),
                Arguments.of("'transition_types':['vacant']", List.of("unsure", "state")),
                Arguments.of("'rooms':['kitchen']", List.of("sure")),
                Arguments.of("'rooms':[]", List.of("sure", "unsure", "state")),
                Arguments.of("'message_types':['room_state_update']", List.of("state")),
                Arguments.of("'severities':['critical'],'alert_types':['system_error']", List.of("sure", "unsure", "state")),
                Arguments.of("'min_confidence':0.2,'rooms':['hall']", List.of("unsure", "state")));
    }

    @ParameterizedTest
    @MethodSource("ofPredictions")
    void predictionsAndStatesPass(String filters, List<String> expected) {
        TestClient client = home.owner("/ws/system-status").subscribe("/ws/predictions", filters);
        client.take();

        PREDICTIONS.forEach(home::announce);

        assertThat(client.take()).extracting(message ->
                message.type().equals("room_state_update") ? "state" : message.text("data.prediction_id"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> ofAlerts() {
        return Stream.of(
                Arguments.of("'severities':['critical']", List.of("critical")),
                Arguments.of("'severities':['high','info']", List.of("info", "drift")),
                Arguments.of("'alert_types':['system_error']", List.of("critical", "drift")),
                Arguments.of("'message_types':['drift_notification']", List.of("drift")),
                Arguments.of("'rooms':['kitchen']", List.of("critical", "drift")),
                Arguments.of("'min_confidence':1,'transition_types':['vacant']", List.of("info", "critical", "drift")));
    }

    @ParameterizedTest
    @MethodSource("ofAlerts")
    void alertsPass(String filters, List<String> expected) {
        TestClient client = home.owner("/ws/system-status").subscribe("/ws/alerts", filters);
        client.take();

        ALERTS.forEach(home::announce);

        assertThat(client.take()).extracting(message -> message.text("data.alert_id")).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', value = {
        "'min_confidence':1.01 | data.filters.min_confidence",
        "'min_confidence':-0.1 | data.filters.min_confidence",
        "'min_confidence':'0.5' | data.filters.min_confidence",
        "'transition_types':'vacant' | data.filters.transition_types",
        "'transition_types':['unknown'] | data.filters.transition_types",
        "'rooms':['no room'] | data.filters.rooms",
        "'rooms':[1] | data.filters.rooms",
        "'severities':['awful'] | data.filters.severities",
        "'alert_types':[''] | data.filters.alert_types",
        "'message_types':['x'] | data.filters.message_types",
        "'colour':'red' | data.filters.colour",
    })
    void aFilterThatIsWrongIsNamed(String filters, String field) {
        TestClient client = home.owner("/ws/system-status");

        client.subscribe("/ws/predictions", filters);

        Received error = client.takeOne();
        assertThat(error.text("data.error_code")).isEqualTo("WEBSOCKET_VALIDATION_ERROR");
        assertThat(error.text("data.field")).isEqualTo(field);
        assertThat(error.text("data.error")).contains(field.substring(field.lastIndexOf('.') + 1));
    }

    @Test
    void subscribingAgainReplacesTheFilters() {
        TestClient client = home.owner("/ws/predictions");

        client.subscribe("/ws/predictions", "'rooms':['kitchen'],'min_confidence':0.5");
        Received confirmation = client.takeOne();
        PREDICTIONS.forEach(home::announce);

        assertThat(confirmation.names("data.filters")).containsExactly("min_confidence", "rooms");
        assertThat(client.take()).hasSize(1);

        client.subscribe("/ws/predictions");
        client.take();
        PREDICTIONS.forEach(home::announce);
        assertThat(client.take()).hasSize(3);
    }

    @Test
    void aFilterNarrowsTheSnapshotToo() {
        PREDICTIONS.forEach(home::announce);
        TestClient client = home.owner("/ws/system-status");

        client.subscribe("/ws/predictions", "'rooms':['hall'],'message_types':['prediction_update']");

        assertThat(client.take("prediction_update")).singleElement()
                .satisfies(update -> assertThat(update.text("data.prediction_id")).isEqualTo("unsure"));
    }
}
