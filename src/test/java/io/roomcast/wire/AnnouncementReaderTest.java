package io.roomcast.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Alert.Label;
import io.roomcast.tracking.Alert.Measure;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.Prediction.Alternative;
import io.roomcast.tracking.StateChange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementReaderTest {

    private static final RoomId KITCHEN = new RoomId("kitchen");
    private static final Instant NOW = Instant.parse("2026-01-15T14:30:00Z");
    private static final String MINIMAL = """
            {"predicted_time": "2026-01-15T15:45:00Z", "transition_type": "occupied", "confidence_score": 0.8,
             "prediction_made_at": "2026-01-15T14:30:00Z"%s}""";

    private final List<String> leftOut = new ArrayList<>();
    private final AnnouncementReader reader =
            new AnnouncementReader(InstantSource.fixed(NOW), unusable -> leftOut.add(unusable.member()));

    @Test
    void whatThePythonSystemPublishesIsTakenUnchanged() throws PayloadException {
        Prediction prediction = reader.prediction(KITCHEN, """
                {"predicted_time": "2026-01-15T16:45:00.123456+01:00", "transition_type": "vacant_to_occupied",
                 "confidence_score": 0.87, "time_until_seconds": 4500, "time_until_human": "1 hour 15 minutes",
                 "model_type": "ensemble", "model_version": "1.0.0", "prediction_made_at": "2026-01-15T14:30:00.654321",
                 "room_id": "kitchen", "room_name": "The Kitchen", "base_predictions": {"lstm": 4321.0, "xgboost": 4700},
                 "model_weights": {"lstm": 0.4, "xgboost": 0.6},
                 "alternatives": [
                   {"predicted_time": "2026-01-15T15:30:00+00:00", "confidence": 0.11, "time_until_seconds": 3600},
                   {"predicted_time": "2026-01-15T17:00:00+00:00", "confidence": 0.42, "time_until_seconds": 9000}],
                 "prediction_reliability": "high", "features_count": 25}""");

        assertThat(prediction.room()).isEqualTo(new Room(KITCHEN, "The Kitchen"));
        assertThat(prediction.predictedTime()).isEqualTo("2026-01-15T15:45:00.123456Z");
        assertThat(prediction.madeAt()).isEqualTo("2026-01-15T14:30:00.654321Z");
        assertThat(prediction.transitionType()).isEqualTo(Occupancy.OCCUPIED);
        assertThat(prediction.currentState()).isEqualTo(Occupancy.UNKNOWN);
        assertThat(prediction.confidence()).isEqualTo(0.87);
        assertThat(prediction.featuresUsed()).isEqualTo(OptionalInt.of(25));
        assertThat(prediction.alternatives()).containsExactly(
                new Alternative(Instant.parse("2026-01-15T17:00:00Z"), 0.42),
                new Alternative(Instant.parse("2026-01-15T15:30:00Z"), 0.11));
        assertThat(prediction.interval()).isEmpty();
        assertThat(prediction.forecast()).isEmpty();
        assertThat(prediction.weights()).containsExactly(Map.entry("lstm", 0.4), Map.entry("xgboost", 0.6));
    }

    @Test
    void aWeightThatIsNoneCostsNoPrediction() throws PayloadException {
        Prediction prediction = reader.prediction(KITCHEN, MINIMAL.formatted(", \"model_weights\": {\"lstm\": -1, \"hmm\": null, \"gp\": 1}"));

        assertThat(prediction.weights()).containsExactly(Map.entry("gp", 1.0));
    }

    @Test
    void itsEmptyMembersCountAsAbsent() throws PayloadException {
        Prediction prediction = reader.prediction(KITCHEN, MINIMAL.formatted("""
                , "model_type": null, "alternatives": null, "prediction_metadata": null, "room_name": "", "features_count": null"""));

        assertThat(prediction.room().name()).isEqualTo("Kitchen");
        assertThat(prediction.modelType()).isEqualTo("unknown");
        assertThat(prediction.alternatives()).isEmpty();
        assertThat(prediction.featuresUsed()).isEmpty();
    }

    @Test
    void whatRoomcastItselfWritesComesBackEqual() throws PayloadException {
        Prediction written = reader.prediction(KITCHEN, MINIMAL.formatted("""
                , "prediction_id": "p-1", "room_name": "Galley", "current_state": "vacant", "model_type": "ensemble",
                "model_version": "7", "features_used": 12.0,
                "alternatives": [{"predicted_time": "2026-01-15T16:00:00Z", "confidence": 1}],
                "prediction_metadata": {"certainty_level": "high", "pattern_match": "weekday_evening",
                  "prediction_interval": {"from": "2026-01-15T15:00:00Z", "to": "2026-01-15T16:30:00Z", "probability": 0.8},
                  "occupancy_forecast": [{"minutes": 15, "probability": 0.12}, {"minutes": 60, "probability": 0}]}"""));

        Prediction readAgain = reader.prediction(KITCHEN, AnnouncementWriter.data(written, NOW, room -> true));

        assertThat(readAgain).isEqualTo(written);
        assertThat(readAgain.forecast()).hasSize(2);
        assertThat(readAgain.interval()).isPresent();
    }

    @Test
    void aPredictionWithoutIdGetsTheSameOneOnEveryNode() throws PayloadException {
        String first = reader.prediction(KITCHEN, MINIMAL.formatted("")).predictionId();
        String elsewhere = new AnnouncementReader(InstantSource.fixed(NOW.plusSeconds(99)))
                .prediction(KITCHEN, MINIMAL.formatted(", \"time_until_seconds\": 12")).predictionId();
        String ofAnotherRoom = reader.prediction(new RoomId("hall"), MINIMAL.formatted("")).predictionId();

        assertThat(first).isEqualTo(elsewhere).isNotEqualTo(ofAnotherRoom);
    }

    @Test
    void whenAPredictionWasMadeFollowsFromHowFarItLooks() throws PayloadException {
        Prediction prediction = reader.prediction(KITCHEN, """
                {"predicted_time": "2026-01-15T15:45:00Z", "transition_type": "occupied_to_vacant", "confidence_score": 0,
                 "time_until_seconds": 4500.5}""");

        assertThat(prediction.madeAt()).isEqualTo("2026-01-15T14:29:59.500Z");
    }

    @Test
    void aPredictionThatDoesNotSayWhenItWasMadeIsMadeNowAndStaysTheSameWhenItComesAgain() throws PayloadException {
        String json = """
                {"predicted_time": "2026-01-15T15:45:00Z", "transition_type": "occupied", "confidence_score": 0.8}""";

        Prediction prediction = reader.prediction(KITCHEN, json);
        Prediction again = new AnnouncementReader(InstantSource.fixed(NOW.plusSeconds(99))).prediction(KITCHEN, json);
        Prediction other = reader.prediction(KITCHEN, json.replace("0.8", "0.7"));

        assertThat(prediction.madeAt()).isEqualTo(NOW);
        assertThat(again.predictionId()).isEqualTo(prediction.predictionId()).isNotEqualTo(other.predictionId());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "confidence_score | 7",
        "confidence_score | -0.1",
        "confidence_score | \"0.8\"",
        "confidence_score | 1e999",
        "predicted_time | \"soon\"",
        "predicted_time | \"2026-02-30T10:00:00Z\"",
        "predicted_time | \"2026-01-15T15:45:00ZZ\"",
        "predicted_time | 1768491900",
        "predicted_time | \"1816-01-15T15:45:00Z\"",
        "transition_type | \"sideways\"",
        "transition_type | \"unknown\"",
        "room_id | \"hall\"",
        "room_id | 5"})
    void aBadMemberIsRefusedByName(String member, String value) {
        String json = MINIMAL.formatted(", \"" + member + "\": " + value);

        assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> reader.prediction(KITCHEN, json))
                .withMessageStartingWith(member + " ")
                .satisfies(refused -> assertThat(refused.member()).isEqualTo(member));
        assertThat(leftOut).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "current_state | \"OCCUPIED\"",
        "features_used | -1",
        "features_used | 2.5",
        "features_used | 1e300",
        "prediction_id | \" \"",
        "room_name | \"\\ud800\"",
        "model_type | \"a\\u0000b\"",
        "alternatives | {}",
        "alternatives[0] | [7]",
        "alternatives[0].confidence | [{\"predicted_time\": \"2026-01-15T16:00:00Z\", \"confidence\": 1.5}]",
        "alternatives[1].predicted_time | [{\"predicted_time\": \"2026-01-15T16:00:00Z\", \"confidence\": 1}, {\"confidence\": 1}]",
        "prediction_metadata | 3",
        "prediction_metadata.occupancy_forecast[0].minutes "
                + "| {\"occupancy_forecast\": [{\"minutes\": 0, \"probability\": 1}]}",
        "prediction_metadata.prediction_interval.to | {\"prediction_interval\": "
                + "{\"from\": \"2026-01-15T16:00:00Z\", \"to\": \"2026-01-15T15:00:00Z\", \"probability\": 1}}",
    })
    void aBadMemberThatItCanDoWithoutIsLeftOutAndNamed(String member, String value) throws PayloadException {
        String json = MINIMAL.formatted(", \"" + member.replaceAll("[.\\[].*", "") + "\": " + value);

        Prediction prediction = reader.prediction(KITCHEN, json);

        assertThat(prediction).usingRecursiveComparison().ignoringFields("predictionId")
                .isEqualTo(reader.prediction(KITCHEN, MINIMAL.formatted("")));
        assertThat(leftOut).containsExactly(member);
    }

    @Test
    void aNumberThatIsNoneIsNoMember() throws PayloadException {
        Prediction prediction = reader.prediction(KITCHEN, MINIMAL.formatted("""
                , "model_type": "NaN or \\"Infinity\\"", "features_used": NaN,
                "model_weights": {"lstm": -Infinity, "gp": 1}"""));

        assertThat(prediction.modelType()).isEqualTo("NaN or \"Infinity\"");
        assertThat(prediction.featuresUsed()).isEmpty();
        assertThat(prediction.weights()).containsExactly(Map.entry("gp", 1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"predicted_time", "transition_type", "confidence_score"})
    void aMissingMemberIsNamed(String member) {
        String json = MINIMAL.formatted("").replace(member, "x_" + member);

        assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> reader.prediction(KITCHEN, json))
                .withMessage(member + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{} {}", "{\"a\": NaNa}", "{\"a\": 1e99999999999999}", "online",
            "\u0000"})
    void whatIsNoJsonObjectIsRefusedAsAWhole(String json) {
        assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> reader.prediction(KITCHEN, json))
                .satisfies(refused -> assertThat(refused.member()).isEmpty());
    }

    @Test
    void deepNestingIsRefusedBeforeParsing() {
        String json = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> reader.prediction(KITCHEN, json))
                .withMessageContaining("32");
    }

    @Test
    void aStateChangeIsRead() throws PayloadException {
        StateChange change = reader.stateChange(KITCHEN, """
                {"room_id": "kitchen", "room_name": "Galley", "previous_state": "vacant", "current_state": "occupied",
                 "changed_at": "2026-01-15 14:29:00", "source": "binary_sensor.kitchen"}""");

        assertThat(change).isEqualTo(new StateChange(new Room(KITCHEN, "Galley"), Occupancy.VACANT, Occupancy.OCCUPIED,
                Instant.parse("2026-01-15T14:29:00Z"), "binary_sensor.kitchen"));
    }

    @Test
    void anAccuracyReportIsRead() throws PayloadException {
        AccuracyReport report = reader.accuracy(KITCHEN, """
                {"room_id": "kitchen", "accuracy": 1, "previous_accuracy": 0.8, "mean_error_minutes": 6.5,
                 "validated_predictions": 40, "window_hours": 48, "threshold_minutes": 10}""");

        assertThat(report).isEqualTo(new AccuracyReport(new Room(KITCHEN, "Kitchen"), 1, OptionalDouble.of(0.8),
                OptionalDouble.of(6.5), 40, 48, 10, NOW));
    }

    @Test
    void aDriftComesBackFromItsStoredForm() throws PayloadException {
        Drift drift = reader.drift(KITCHEN, """
                {"room_id": "kitchen", "drift_severity": "high", "drift_score": 0.7,
                 "drift_types": ["concept_drift", "pattern_drift"], "statistics": {"psi": 0.31, "note": "x"},
                 "baseline_period": "2026-01-01/2026-01-14", "retraining_recommended": true,
                 "detected_at": "2026-01-15T14:00:00+02:00"}""");
        String stored = AnnouncementWriter.data(drift, NOW, room -> true);

        assertThat(reader.drift(JsonText.extend(stored, "\"replayed\":true,\"redelivery\":2"))).isEqualTo(drift);
        assertThat(drift.types()).containsExactly(Drift.Type.CONCEPT_DRIFT, Drift.Type.PATTERN_DRIFT);
        assertThat(drift.statistics()).containsOnlyKeys("psi");
        assertThat(drift.retrainingRecommended()).isTrue();
    }

    @Test
    void anAlertKeepsWhatBelongsToItsType() throws PayloadException {
        Alert alert = reader.alert("""
                {"alert_type": "accuracy_degradation", "severity": "warning", "message": "Accuracy has dropped",
                 "room_id": "bedroom", "current_accuracy": 0.65, "threshold": 1, "sensor": "binary_sensor.bed",
                 "automatic": true, "history": [1, 2], "recommended_action": "Retrain", "alert_id": "alert_123",
                 "created_at": "2026-01-15T14:30:00.000Z", "redelivery": 1}""");

        assertThat(alert.roomId()).isEqualTo(Optional.of(new RoomId("bedroom")));
        assertThat(alert.alertId()).isEqualTo("alert_123");
        assertThat(alert.details()).containsExactly(new Measure("current_accuracy", 0.65), new Measure("threshold", 1),
                new Label("sensor", "binary_sensor.bed"), new Label("automatic", "true"));
        assertThat(reader.alert(AnnouncementWriter.data(alert, NOW, room -> true))).isEqualTo(alert);
    }

    @Test
    void anAlertWithoutIdGetsOneFromItsContent() throws PayloadException {
        String alert = "{\"alert_type\": \"system_error\", \"severity\": \"critical\", \"message\": \"%s\", \"created_at\": %s}";
        String time = "\"2026-01-15T14:30:00Z\"";

        String id = reader.alert(alert.formatted("out of memory", time)).alertId();

        assertThat(reader.alert(alert.formatted("out of memory", time)).alertId()).isEqualTo(id);
        assertThat(reader.alert(alert.formatted("out of luck", time)).alertId()).isNotEqualTo(id);
    }

    @Test
    void anAlertWithoutIdAndTimeIsTheSameWithinTheHour() throws PayloadException {
        String alert = "{\"alert_type\": \"system_error\", \"severity\": \"critical\", \"message\": \"out of memory\"}";
        AnnouncementReader anotherNode = new AnnouncementReader(InstantSource.fixed(NOW.plusSeconds(60)));
        AnnouncementReader tomorrow = new AnnouncementReader(InstantSource.fixed(NOW.plusSeconds(86_400)));

        String id = reader.alert(alert).alertId();

        assertThat(anotherNode.alert(alert).alertId()).isEqualTo(id);
        assertThat(tomorrow.alert(alert).alertId()).isNotEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "severity | \"mild\"", "severity | 3", "message | [1]", "room_id | \"bed room\"", "created_at | \"then\"",
        "alert_id | 7", "alert_id | \"a\\u0000\"", "current_accuracy | 1e999", "recommended_action | {}"})
    void anAlertIsNotDroppedForAMemberThatItCanDoWithout(String member, String value) throws PayloadException {
        String json = """
                {"alert_type": "system_error", "severity": "info", "message": "m", "alert_id": "a",
                 "created_at": "2026-01-15T14:30:00Z", "%s": %s}""".formatted(member, value);

        Alert alert = reader.alert(json);

        assertThat(alert.type()).isEqualTo(Alert.Type.SYSTEM_ERROR);
        assertThat(leftOut).containsExactly(member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"\"", "\"a\\nb\""})
    void anAlertOfNoTypeIsRefused(String type) {
        String json = "{\"alert_type\": " + type + ", \"severity\": \"info\", \"message\": \"m\", \"alert_id\": \"a\"}";

        assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> reader.alert(json))
                .satisfies(refused -> assertThat(refused.member()).isEqualTo("alert_type"));
    }

    @Test
    void anAlertOfAnotherSystemsTypeAndSeverityIsPassedOn() throws PayloadException {
        Alert alert = reader.alert("{\"alert_type\": \"Prediction Latency\", \"severity\": \"ERROR\", \"alert_id\": \"a\"}");

        assertThat(alert.type().code()).isEqualTo("Prediction Latency");
        assertThat(alert.severity()).isEqualTo(Alert.Severity.CRITICAL);
        assertThat(alert.message()).isEqualTo("Prediction Latency");
        assertThat(AnnouncementWriter.data(alert, NOW, room -> true)).contains("\"alert_type\":\"Prediction Latency\"");
    }

    @Test
    void aDriftWhosePeriodsAreListsIsPassedOn() throws PayloadException {
        Drift drift = reader.drift(KITCHEN, """
                {"room_id": "kitchen", "drift_severity": "high", "drift_score": 0.7, "drift_types": ["concept_drift"],
                 "baseline_period": ["2026-01-01T00:00:00+00:00", "2026-01-14T00:00:00+00:00"],
                 "current_period": ["2026-01-14T00:00:00+00:00", "2026-01-15T00:00:00+00:00"],
                 "retraining_recommended": true, "detected_at": "2026-01-15T14:00:00+02:00"}""");

        assertThat(drift.baselinePeriod()).hasValue("2026-01-01T00:00:00+00:00/2026-01-14T00:00:00+00:00");
        assertThat(drift.currentPeriod()).hasValue("2026-01-14T00:00:00+00:00/2026-01-15T00:00:00+00:00");
        assertThat(leftOut).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "drift_severity | 3", "drift_score | \"much\"", "drift_score | 7", "drift_types | \"concept_drift\"",
        "drift_types | [\"whatever\"]", "statistics | [1]", "baseline_period | 12", "current_period | [1, 2]",
        "retraining_recommended | \"true\"", "detected_at | 1768491900", "alert_id | {}", "room_name | 5"})
    void aDriftIsNotDroppedForAnything(String member, String value) throws PayloadException {
        String json = """
                {"room_id": "kitchen", "drift_severity": "low", "drift_score": 0.1, "alert_id": "a",
                 "detected_at": "2026-01-15T14:30:00Z", "%s": %s}""".formatted(member, value);

        Drift drift = reader.drift(KITCHEN, json);

        assertThat(drift.room().id()).isEqualTo(KITCHEN);
        assertThat(leftOut).hasSize(1).allSatisfy(name -> assertThat(name).startsWith(member));
    }

    @Test
    void aDriftOfNothingButItsTopicIsOne() throws PayloadException {
        Drift drift = reader.drift(KITCHEN, "{}");

        assertThat(drift.severity()).isEqualTo(Drift.Severity.MEDIUM);
        assertThat(drift.score()).isBetween(0.25, 0.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"system_status\": \"online\", \"uptime_seconds\": 3.5, \"active_alerts\": []} | ONLINE",
        "{\"system_status\": \"degraded\", \"database_connected\": false} | DEGRADED",
        "{\"system_status\": \"offline\"} | OFFLINE",
        "{\"system_health\": \"healthy\"} | ONLINE",
        "{\"system_health\": \"unhealthy\"} | OFFLINE"})
    void aTrackersStatusIsRead(String json, TrackerStatus status) throws PayloadException {
        assertThat(reader.trackerStatus(json)).isEqualTo(status);
    }
}
