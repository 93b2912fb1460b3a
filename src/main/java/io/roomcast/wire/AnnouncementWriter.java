package io.roomcast.wire;

import io.roomcast.home.RoomId;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.Prediction.Alternative;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.SystemStatus;
import io.roomcast.tracking.TrainingProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Turns announcements into the JSON object that stands as {@code data} in messages, and with more members as the payload of topics. */
public final class AnnouncementWriter {

    private static final double HIGH_CERTAINTY = 0.7;
    private static final double MEDIUM_CERTAINTY = 0.4;

    /** A member of what topics carry: Home Assistant shows it. */
    static final String OCCUPIED_SOON = "occupied_within_30_minutes";

    private AnnouncementWriter() {
    }

    /**
     * The announcement's data.
     *
     * @param now   what {@code time_until_seconds} counts from
     * @param rooms which rooms' figures the reader may see where one announcement tells of several
     */
    public static String data(Announcement announcement, Instant now, Predicate<RoomId> rooms) {
        if (announcement instanceof Prediction prediction) {
            return prediction(prediction, now, (member, alternative) -> { }).end();
        } else if (announcement instanceof StateChange change) {
            return state(change);
        } else if (announcement instanceof AccuracyReport report) {
            return accuracy(report);
        } else if (announcement instanceof Drift drift) {
            return drift(drift);
        } else if (announcement instanceof Alert alert) {
            return alert(alert);
        } else if (announcement instanceof SystemStatus status) {
            return status(status, rooms).end();
        } else if (announcement instanceof TrainingProgress progress) {
            return progress(progress);
        }
        throw new IllegalArgumentException("no JSON form for " + announcement.getClass().getSimpleName());
    }

    /**
     * The announcement as topics carry it: the same, and for those who read an existing tracking manager there what that one says in
     * other words. What single models forecast, and how many alerts are open, is not known here.
     *
     * @param now what {@code time_until_seconds} counts from
     */
    public static String payload(Announcement announcement, Instant now) {
        if (announcement instanceof Prediction prediction) {
            return published(prediction, now);
        } else if (announcement instanceof SystemStatus status) {
            return status(status, room -> true)
                    .put("system_status", TrackerStatus.of(status.health()))
                    .put("database_connected", status.database().connected())
                    .put("mqtt_connected", status.mqtt().connected())
                    .end();
        }
        return data(announcement, now, room -> true);
    }

    private static String published(Prediction prediction, Instant now) {
        JsonText json = prediction(prediction, now, (member, alternative) ->
                member.put("time_until_seconds", secondsUntil(alternative.predictedTime(), now)));
        prediction.featuresUsed().ifPresent(count -> json.put("features_count", count));
        prediction.occupiedSoon().ifPresent(probability -> json.put(OCCUPIED_SOON, probability));
        return json.put("prediction_reliability", certainty(prediction.confidence()))
                .putObject("model_weights", () -> prediction.weights().forEach(json::put))
                .putObject("base_predictions", () -> { })
                .end();
    }

    private static long secondsUntil(Instant time, Instant now) {
        return Math.max(0, Math.round(Duration.between(now, time).toMillis() / 1000.0));
    }

    /** @param more adds to an alternative */
    private static JsonText prediction(Prediction prediction, Instant now, BiConsumer<JsonText, Alternative> more) {
        long seconds = secondsUntil(prediction.predictedTime(), now);
        JsonText json = JsonText.object()
                .put("prediction_id", prediction.predictionId())
                .put("room_id", prediction.room().id().value())
                .put("room_name", prediction.room().name())
                .put("predicted_time", prediction.predictedTime())
                .put("transition_type", prediction.transitionType())
                .put("confidence_score", prediction.confidence())
                .put("time_until_seconds", seconds)
                .put("time_until_human", HumanDuration.of(seconds))
                .put("current_state", prediction.currentState())
                .put("model_type", prediction.modelType())
                .put("model_version", prediction.modelVersion())
                .put("prediction_made_at", prediction.madeAt())
                .putEach("alternatives", prediction.alternatives(), (member, alternative) -> more.accept(member
                        .put("predicted_time", alternative.predictedTime())
                        .put("confidence", alternative.confidence()), alternative));
        prediction.featuresUsed().ifPresent(count -> json.put("features_used", count));
        return json.putObject("prediction_metadata", () -> metadata(json, prediction));
    }

    private static void metadata(JsonText json, Prediction prediction) {
        json.put("certainty_level", certainty(prediction.confidence())).put("pattern_match", prediction.patternMatch());
        prediction.interval().ifPresent(interval -> json.putObject("prediction_interval", () -> json
                .put("from", interval.from())
                .put("to", interval.to())
                .put("probability", interval.probability())));
        if (!prediction.forecast().isEmpty()) {
            json.putEach("occupancy_forecast", prediction.forecast(), (member, point) -> member
                    .put("minutes", point.minutes())
                    .put("probability", point.probability()));
        }
        if (!prediction.weights().isEmpty()) {
            json.putObject("model_weights", () -> prediction.weights().forEach(json::put));
        }
    }

    private static String certainty(double confidence) {
        if (confidence >= HIGH_CERTAINTY) {
            return "high";
        }
        return confidence >= MEDIUM_CERTAINTY ? "medium" : "low";
    }

    private static String state(StateChange change) {
        return JsonText.object()
                .put("room_id", change.room().id().value())
                .put("room_name", change.room().name())
                .put("previous_state", change.previous())
                .put("current_state", change.current())
                .put("changed_at", change.at())
                .put("source", change.source())
                .end();
    }

    private static String accuracy(AccuracyReport report) {
        return JsonText.object()
                .put("room_id", report.room().id().value())
                .put("room_name", report.room().name())
                .put("accuracy", report.accuracy())
                .put("previous_accuracy", report.previousAccuracy())
                .put("mean_error_minutes", report.meanErrorMinutes())
                .put("validated_predictions", report.validatedPredictions())
                .put("window_hours", report.windowHours())
                .put("threshold_minutes", report.thresholdMinutes())
                .put("measured_at", report.at())
                .end();
    }

    private static String drift(Drift drift) {
        JsonText json = JsonText.object()
                .put("room_id", drift.room().id().value())
                .put("room_name", drift.room().name())
                .put("drift_severity", drift.severity())
                .put("drift_score", drift.score())
                .put("drift_types", drift.types());
        return json.putObject("statistics", () -> drift.statistics().forEach(json::put))
                .put("baseline_period", drift.baselinePeriod())
                .put("current_period", drift.currentPeriod())
                .put("retraining_recommended", drift.retrainingRecommended())
                .put("detected_at", drift.at())
                .put("alert_id", drift.alertId())
                .end();
    }

    private static String alert(Alert alert) {
        JsonText json = JsonText.object()
                .put("alert_type", alert.type().code())
                .put("severity", alert.severity())
                .put("message", alert.message())
                .put("room_id", alert.roomId())
                .put("recommended_action", alert.recommendedAction())
                .put("alert_id", alert.alertId())
                .put("created_at", alert.at());
        for (Alert.Detail detail : alert.details()) {
            if (detail instanceof Alert.Measure measure) {
                json.put(measure.name(), measure.value());
            } else if (detail instanceof Alert.Label label) {
                json.put(label.name(), label.value());
            }
        }
        return json.end();
    }

    private static JsonText status(SystemStatus status, Predicate<RoomId> rooms) {
        JsonText json = JsonText.object()
                .put("system_health", status.health())
                .put("uptime_seconds", status.uptimeSeconds())
                .put("active_connections", status.activeConnections())
                .put("predictions_per_minute", status.predictionsPerMinute());
        return json
                .putObject("model_accuracy", () -> status.modelAccuracy().entrySet().stream()
                        .filter(entry -> rooms.test(entry.getKey()))
                        .forEach(entry -> json.put(entry.getKey().value(), entry.getValue())))
                .putObject("database_status", () -> json
                        .put("connected", status.database().connected())
                        .put("query_time_ms", status.database().queryTimeMs()))
                .putObject("mqtt_status", () -> json
                        .put("connected", status.mqtt().connected())
                        .put("messages_published", status.mqtt().messagesPublished()))
                .putObject("home_assistant_status", () -> json
                        .put("connected", status.homeAssistant().connected())
                        .put("entities", status.homeAssistant().entities())
                        .putOrNull("last_event_at", status.homeAssistant().lastEventAt()))
                .put("tracking_source", status.trackingSource())
                .putObject("memory", () -> json
                        .put("heap_used_mb", status.memory().heapUsedMb())
                        .put("heap_max_mb", status.memory().heapMaxMb()))
                .put("cpu_load", status.cpuLoad())
                .putObject("components", () -> status.components().forEach((name, state) -> json.put(name, state.name())));
    }

    private static String progress(TrainingProgress progress) {
        JsonText json = JsonText.object()
                .put("room_id", progress.roomId())
                .put("phase", progress.phase())
                .put("done", progress.done())
                .put("total", progress.total())
                .put("percent", Math.round(progress.percent() * 10) / 10.0);
        progress.etaSeconds().ifPresent(seconds -> json.put("eta_seconds", seconds));
        return json.end();
    }
}
