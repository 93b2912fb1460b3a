package io.roomcast.tracking.embedded;

import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Alert.Detail;
import io.roomcast.tracking.Alert.Label;
import io.roomcast.tracking.Alert.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the owner is told of the training of models. */
public final class RetrainingAlerts {

    private RetrainingAlerts() {
    }

    /** A model of that version is being trained. */
    public static Alert started(String version, RetrainingReason reason, Instant at) {
        return alert("started", version, Alert.Type.RETRAINING_STARTED, Alert.Severity.INFO,
                "A new model is being trained, because " + reason.words(), Optional.empty(), at, List.of(reason(reason)));
    }

    /** It is trained; serves if it is not worse than the one before. */
    public static Alert completed(String version, RetrainingReason reason, Training.Result result, Duration took, Instant at) {
        List<Detail> details = new ArrayList<>(List.of(reason(reason), new Measure("duration_seconds", took.toMillis() / 1000.0)));
        result.comparison().ifPresent(comparison -> {
            details.add(new Measure("score", comparison.candidate()));
            details.add(new Measure("previous_score", comparison.serving()));
        });
        boolean taken = result.model().isPresent();
        details.add(new Label("outcome", taken ? "new_model" : "previous_model_kept"));
        return alert("completed", version, Alert.Type.RETRAINING_COMPLETED, Alert.Severity.INFO,
                taken ? "The new model " + version + " forecasts from now on"
                        : "The new model is worse on the last days, so the previous one goes on",
                Optional.empty(), at, details);
    }

    /** No model came of it. */
    public static Alert failed(String version, RetrainingReason reason, String why, boolean cancelled, Instant at) {
        return alert("failed", version, Alert.Type.RETRAINING_FAILED, cancelled ? Alert.Severity.INFO : Alert.Severity.WARNING,
                "No new model was trained: " + why + ". Predictions go on as before",
                cancelled ? Optional.empty() : Optional.of("See the server's log"), at,
                List.of(reason(reason), new Label("error", why)));
    }

    private static Alert alert(String event, String version, Alert.Type type, Alert.Severity severity, String message,
            Optional<String> action, Instant at, List<Detail> details) {
        List<Detail> all = new ArrayList<>(List.of(new Label("model_version", version)));
        all.addAll(details);
        return new Alert("retraining_" + event + ":" + version, type, severity, message, Optional.empty(), action, at, all);
    }

    private static Label reason(RetrainingReason reason) {
        return new Label("reason", reason.name().toLowerCase(Locale.ROOT));
    }
}
