package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.mqtt.CapturedLog;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.ExternalTracker;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackerFeedTest {

    private static final String PREFIX = "occupancy/predictions";
    private static final String PREDICTION = """
            {"predicted_time": "2026-01-15T15:45:00", "transition_type": "vacant_to_occupied", "confidence_score": %s,
             "prediction_made_at": "2026-01-15T14:30:00"}""";

    private static final String ALERT =
            "{\"alert_id\": \"%s\", \"alert_type\": \"system_error\", \"severity\": \"info\", \"message\": \"m\"}";

    private final Messages messages = new Messages();
    private final List<Announcement> announced = new ArrayList<>();
    private final List<ComponentReport> reported = new ArrayList<>();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private Instant now = Instant.parse("2026-01-15T14:30:01Z");
    private RuntimeException trouble;
    private final TrackerHealth health = new TrackerHealth(reported::add);
    private final TrackerFeed feed = new TrackerFeed(PREFIX, () -> now,
            new ExternalTracker(List.of(), () -> now, this::announce), health,
            new Rejections(() -> now), metrics);

    @Test
    void everyKindOfMessageIsAnnounced() {
        say("kitchen/prediction", PREDICTION.formatted("0.8"));
        say("kitchen/state", "{\"current_state\": \"occupied\", \"changed_at\": \"2026-01-15T14:30:00Z\"}");
        say("kitchen/accuracy", "{\"accuracy\": 0.8}");
        say("kitchen/drift", "{\"alert_id\": \"d\", \"drift_severity\": \"low\", \"drift_score\": 0.1}");
        say("alerts", ALERT.formatted("a"));

        assertThat(announced).hasExactlyElementsOfTypes(Prediction.class, StateChange.class, AccuracyReport.class, Drift.class,
                Alert.class);
        assertThat(metrics.total("mqtt_messages_received_total")).isEqualTo(5);
        assertThat(metrics.count("mqtt_messages_received_total", "kind=prediction")).isEqualTo(1);
        assertThat(metrics.total("mqtt_messages_rejected_total")).isZero();
    }

    @Test
    void whatIsWrongIsCountedAndDroppedAndLoggedOnceAMinuteForItsTopic() {
        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            say("kitchen/prediction", PREDICTION.formatted("7"));
            say("kitchen/prediction", PREDICTION.formatted("8"));
            say("hall/prediction", "not JSON");
            assertThat(log.lines()).containsExactly(
                    "Dropped a message on occupancy/predictions/kitchen/prediction: confidence_score must be between 0 and 1",
                    "Dropped a message on occupancy/predictions/hall/prediction: the message is not JSON");

            now = now.plusSeconds(60);
            say("kitchen/prediction", PREDICTION.formatted("9"));
            assertThat(log.lines()).hasSize(3);
        }
        assertThat(announced).isEmpty();
        assertThat(metrics.count("mqtt_messages_rejected_total", "kind=prediction")).isEqualTo(4);
    }

    @Test
    void aNumberThatIsTooLongForAParserIsWrongLikeAnythingElse() {
        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            say("kitchen/prediction", PREDICTION.formatted("0." + "9".repeat(2_000)));
            say("kitchen/prediction", PREDICTION.formatted("0." + "9".repeat(2_000)));

            assertThat(log.lines()).hasSize(1).allMatch(line -> line.startsWith("Dropped a message on"));
        }
        assertThat(announced).isEmpty();
        assertThat(metrics.count("mqtt_messages_rejected_total", "kind=prediction")).isEqualTo(2);
    }

    @Test
    void aTopicWithoutAProperRoomIsRefused() {
        say("bed room/prediction", PREDICTION.formatted("1"));

        assertThat(announced).isEmpty();
        assertThat(metrics.count("mqtt_messages_rejected_total", "kind=prediction")).isEqualTo(1);
    }

    @Test
    void endlesslyManyTopicsDoNotFillTheLog() {
        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            for (int i = 0; i < 3 * Rejections.MAX_TOPICS; i++) {
                say("room" + i + "\n\u001b/prediction", "{}");
            }
            assertThat(log.lines()).hasSize(Rejections.MAX_TOPICS).noneMatch(line -> line.contains("\n"));
        }
    }

    @Test
    void aRetainedMessageThatIsTakenBackIsNoMessage() {
        say("kitchen/prediction", "");

        assertThat(metrics.total("mqtt_messages_received_total")).isZero();
        assertThat(metrics.total("mqtt_messages_rejected_total")).isZero();
    }

    @Test
    void anAlertThatCannotBeStoredIsHandedBackAndCountedWhenItIsDone() {
        trouble = new StoreUnavailableException("away", null);
        String alert = ALERT.formatted("a");

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> say("alerts", alert));
        assertThat(metrics.total("mqtt_messages_received_total")).isZero();

        trouble = null;
        say("alerts", alert);
        assertThat(announced).hasSize(1);
        assertThat(metrics.count("mqtt_messages_received_total", "kind=alert")).isEqualTo(1);
    }

    @Test
    void anAlertThatFailsOtherwiseIsHandedBackToo() {
        trouble = new IllegalStateException("a listener's fault");

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> say("alerts", ALERT.formatted("a")));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> say("kitchen/drift",
                "{\"alert_id\": \"d\", \"drift_severity\": \"low\", \"drift_score\": 0.1}"));

        assertThat(metrics.total("mqtt_messages_received_total")).isZero();
    }

    @Test
    void anAlertThatIsGivenUpIsCountedAndNamedInOneLine() {
        RuntimeException fault = new IllegalStateException("a listener's fault");
        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            feed.giveUp(messages.message(PREFIX + "/alerts", ALERT.formatted("boiler-7")), fault);
            feed.giveUp(messages.message(PREFIX + "/kitchen/drift",
                    "{\"alert_id\": \"d-8\", \"drift_severity\": \"low\", \"drift_score\": 0.1}"), fault);
            feed.giveUp(messages.message(PREFIX + "/alerts", "{}"), fault);

            assertThat(log.lines()).containsExactly(
                    "The alert boiler-7 could not be announced and is given up " + fault,
                    "The drift d-8 could not be announced and is given up " + fault,
                    "A message of kind alert could not be announced and is given up " + fault);
        }
        assertThat(metrics.count("mqtt_messages_failed_total", "kind=alert")).isEqualTo(2);
        assertThat(metrics.count("mqtt_messages_failed_total", "kind=drift")).isEqualTo(1);
        assertThat(metrics.total("mqtt_messages_received_total")).isEqualTo(3);
    }

    @Test
    void whatIsOnlyEverTheLatestIsGivenUpAtOnce() {
        trouble = new IllegalStateException("a listener's fault");
        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            say("kitchen/prediction", PREDICTION.formatted("0.8"));

            assertThat(log.lines()).hasSize(1);
        }
        assertThat(metrics.count("mqtt_messages_failed_total", "kind=prediction")).isEqualTo(1);
        assertThat(metrics.count("mqtt_messages_received_total", "kind=prediction")).isEqualTo(1);
    }

    @Test
    void theTrackerIsUpWhenItIsHeardAndDownWhenItSaysSoOrItsLastWillDoes() {
        say("kitchen/prediction", PREDICTION.formatted("0.8"));
        say("bridge/availability", "offline");
        say("bridge/availability", "offline");
        say("bridge/availability", "online");
        say("system/status", "{\"system_status\": \"degraded\"}");
        say("system/status", "{\"system_status\": \"offline\"}");

        assertThat(reported).extracting(ComponentReport::state).containsExactly(ComponentState.UP, ComponentState.DOWN,
                ComponentState.UP, ComponentState.UP, ComponentState.DOWN);
        assertThat(reported).allSatisfy(report -> assertThat(report.component()).isEqualTo("tracker"));
    }

    @Test
    void theTrackerIsNotUpBeforeItIsHeard() {
        assertThat(health.isUp()).isFalse();
        say("kitchen/prediction", PREDICTION.formatted("0.8"));
        assertThat(health.isUp()).isTrue();

        say("bridge/availability", "offline");

        assertThat(health.isUp()).isFalse();
    }

    private void say(String topic, String payload) {
        feed.handle(messages.message(PREFIX + "/" + topic, payload));
    }

    private void announce(Announcement announcement) {
        if (trouble != null) {
            throw trouble;
        }
        announced.add(announcement);
    }
}
