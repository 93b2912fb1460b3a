package io.roomcast.tracking;

import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something the owner should know and acknowledge.
 *
 * @param alertId           what makes it one alert
 * @param type              what it is about
 * @param severity          how urgent it is
 * @param message           one sentence for people
 * @param roomId            the room it concerns, if one
 * @param recommendedAction what to do about it
 * @param at                when it came about
 * @param details           figures and names that go with its type, in the order to show them
 */
public record Alert(
        String alertId,
        Type type,
        Severity severity,
        String message,
        Optional<RoomId> roomId,
        Optional<String> recommendedAction,
        Instant at,
        List<Detail> details)
        implements CriticalAnnouncement {

    private static final int MAX_ALERT_ID_LENGTH = 128;

    /** What an alert is about. */
    public enum Type {
        ACCURACY_DEGRADATION, ACCURACY_RECOVERED, RETRAINING_STARTED, RETRAINING_COMPLETED, RETRAINING_FAILED,
        SYSTEM_ERROR, SYSTEM_RECOVERED, SENSOR_UNAVAILABLE, CONCEPT_DRIFT
    }

    /** How urgent an alert is. */
    public enum Severity { INFO, WARNING, CRITICAL }

    /** A figure or a name that belongs to an alert of a certain type. */
    public sealed interface Detail permits Measure, Label {
        /** The member's name in JSON, in snake case. */
        String name();
    }

    /** A figure, such as {@code current_accuracy}. */
    public record Measure(String name, double value) implements Detail {
    }

    /** A text, such as the name of the {@code sensor} concerned. */
    public record Label(String name, String value) implements Detail {
    }

    /**
     * @throws IllegalArgumentException if the alert id is not 1 to 128 characters
     */
    public Alert {
        requireAlertId(alertId);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(roomId, "roomId");
        Objects.requireNonNull(recommendedAction, "recommendedAction");
        Objects.requireNonNull(at, "at");
        details = List.copyOf(details);
    }

    static void requireAlertId(String alertId) {
        if (alertId.isBlank() || alertId.length() > MAX_ALERT_ID_LENGTH) {
            throw new IllegalArgumentException("an alert id is 1 to " + MAX_ALERT_ID_LENGTH + " characters");
        }
    }
}
