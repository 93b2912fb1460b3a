package io.roomcast.tracking;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A room no longer behaves as its model learned it.
 *
 * @param alertId               what makes it one alert
 * @param room                  the room
 * @param severity              how bad it is
 * @param score                 0 (as learned) to 1 (nothing alike)
 * @param types                 what has changed; the tests that spoke
 * @param statistics            the tests' figures by name, in the order to show them
 * @param baselinePeriod        what it was held against, e.g. {@code 2026-01-01/2026-01-14}
 * @param currentPeriod         what was held against it
 * @param retrainingRecommended whether a new model should be trained
 * @param at                    when it was detected
 */
public record Drift(
        String alertId,
        Room room,
        Severity severity,
        double score,
        List<Type> types,
        Map<String, Double> statistics,
        Optional<String> baselinePeriod,
        Optional<String> currentPeriod,
        boolean retrainingRecommended,
        Instant at)
        implements CriticalAnnouncement {

    /** How bad a drift is. */
    public enum Severity { LOW, MEDIUM, HIGH, CRITICAL }

    /** What has drifted: the inputs, their relation to the outcome, the outputs, or the daily pattern. */
    public enum Type { FEATURE_DRIFT, CONCEPT_DRIFT, PREDICTION_DRIFT, PATTERN_DRIFT }

    /**
     * @throws IllegalArgumentException if the score is outside 0 to 1 or the alert id is not 1 to 128 characters
     */
    public Drift {
        Alert.requireAlertId(alertId);
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(at, "at");
        Probability.require("score", score);
        types = List.copyOf(types);
        statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
    }

    @Override
    public Optional<RoomId> roomId() {
        return Optional.of(room.id());
    }
}
