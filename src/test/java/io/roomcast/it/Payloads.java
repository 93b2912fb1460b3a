package io.roomcast.it;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** What trackers publish, and on which topics. */
final class Payloads {

    static final String PREFIX = "occupancy/predictions/";
    static final String ALERTS = PREFIX + "alerts";
    static final String TRACKER_STATUS = PREFIX + "system/status";

    /** As Python's isoformat() writes times with a zone: microseconds and an offset. */
    private static final DateTimeFormatter PYTHON = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private Payloads() {
    }

    /** The topic of a room: prediction, state, accuracy or drift. */
    static String topic(String room, String what) {
        return PREFIX + room + "/" + what;
    }

    static String python(Instant time) {
        return PYTHON.format(time.atOffset(ZoneOffset.UTC));
    }

    /** A prediction in the words of the existing Python system, all its members in place. */
    static JsonObjectBuilder pythonPrediction(String room, String roomName, Instant predicted, double confidence) {
        var made = Instant.now();
        var seconds = ChronoUnit.SECONDS.between(made, predicted);
        return Json.createObjectBuilder()
                .add("predicted_time", python(predicted))
                .add("transition_type", "vacant_to_occupied")
                .add("confidence_score", confidence)
                .add("time_until_seconds", seconds)
                .add("time_until_human", seconds / 60 + " minutes")
                .add("model_type", "ensemble")
                .add("model_version", "2.1.0")
                .add("prediction_made_at", python(made))
                .add("room_id", room)
                .add("room_name", roomName)
                .add("base_predictions", Json.createObjectBuilder().add("lstm", seconds - 60.5).add("xgboost", seconds + 31.25))
                .add("model_weights", Json.createObjectBuilder().add("lstm", 0.4).add("xgboost", 0.6))
                .add("alternatives", Json.createArrayBuilder()
                        .add(alternative(predicted.minusSeconds(900), 0.41, seconds - 900))
                        .add(alternative(predicted.plusSeconds(900), 0.63, seconds + 900)))
                .add("prediction_reliability", "high")
                .add("features_count", 25);
    }

    /** A prediction with no more than it needs. */
    static String prediction(double confidence, String transition, Instant predicted) {
        return Json.createObjectBuilder()
                .add("predicted_time", predicted.toString())
                .add("transition_type", transition)
                .add("confidence_score", confidence)
                .add("prediction_made_at", Instant.now().toString())
                .build().toString();
    }

    /** That the room will be occupied in half an hour. */
    static String prediction(double confidence) {
        return prediction(confidence, "occupied", Instant.now().plusSeconds(1_800));
    }

    static String state(String previous, String current) {
        return Json.createObjectBuilder().add("previous_state", previous).add("current_state", current)
                .add("changed_at", Instant.now().toString()).add("source", "motion").build().toString();
    }

    static String accuracy(double share) {
        return Json.createObjectBuilder().add("accuracy", share).add("previous_accuracy", 0.5).add("mean_error_minutes", 7.5)
                .add("validated_predictions", 120).add("window_hours", 24).add("threshold_minutes", 15).build().toString();
    }

    static JsonObjectBuilder alert(String id) {
        return Json.createObjectBuilder()
                .add("alert_type", "accuracy_degradation")
                .add("severity", "warning")
                .add("message", "Model accuracy has dropped below threshold")
                .add("current_accuracy", 0.65)
                .add("threshold", 0.7)
                .add("recommended_action", "Model retraining recommended")
                .add("alert_id", id)
                .add("created_at", Instant.now().toString());
    }

    static JsonObjectBuilder alert(String id, String room) {
        return alert(id).add("room_id", room);
    }

    static JsonObjectBuilder drift(String id) {
        return Json.createObjectBuilder()
                .add("drift_severity", "high")
                .add("drift_score", 0.81)
                .add("drift_types", Json.createArrayBuilder().add("concept_drift").add("pattern_drift"))
                .add("statistics", Json.createObjectBuilder().add("psi", 0.31).add("ks_p_value", 0.004))
                .add("baseline_period", "2026-01-01/2026-01-14")
                .add("current_period", "2026-01-14/2026-01-15")
                .add("retraining_recommended", true)
                .add("detected_at", Instant.now().toString())
                .add("alert_id", id);
    }

    private static JsonObjectBuilder alternative(Instant predicted, double confidence, long seconds) {
        return Json.createObjectBuilder().add("predicted_time", python(predicted)).add("confidence", confidence)
                .add("time_until_seconds", seconds);
    }
}
