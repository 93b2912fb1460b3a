package io.roomcast.tracking.accuracy;

import io.roomcast.home.Room;
import io.roomcast.tracking.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says to people what an {@link AccuracyWatch} has found. */
final class AccuracyAlerts {

    private AccuracyAlerts() {
    }

    /** It is critical when even "in 15 minutes" is right more often. */
    static Alert of(Room room, AccuracyWatch.Verdict verdict, Instant at) {
        Alert.Type type = verdict.recovered() ? Alert.Type.ACCURACY_RECOVERED : Alert.Type.ACCURACY_DEGRADATION;
        Alert.Severity severity = verdict.recovered() ? Alert.Severity.INFO
                : verdict.current() < verdict.const15() ? Alert.Severity.CRITICAL : Alert.Severity.WARNING;
        String message = String.format("Predictions for %s are right %s: %s of the last two days' against %s before.", room.name(),
                verdict.recovered() ? "about as often as before again" : "less often", percent(verdict.current()),
                percent(verdict.previous()));
        return new Alert("accuracy-" + (verdict.recovered() ? "recovered-" : "degradation-") + room.id() + "-" + at, type, severity,
                message, Optional.of(room.id()),
                verdict.recovered() ? Optional.empty() : Optional.of("See whether the room is used otherwise or a sensor fails; retrain."),
                at, List.of(
                        new Alert.Measure("current_accuracy", verdict.current()),
                        new Alert.Measure("previous_accuracy", verdict.previous()),
                        new Alert.Measure("threshold", Math.max(0, verdict.threshold())),
                        new Alert.Measure("const15_accuracy", verdict.const15())));
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
