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

    /**
     * What an alert is about. A tracking manager may have types of its own beside those that are known here.
     *
     * @param code the name of the type in messages: 1 to {@value #MAX_LENGTH} characters, usually in snake case
     */
    public record Type(String code) {

        /** The longest code. */
        public static final int MAX_LENGTH = 128;

        public static final Type ACCURACY_DEGRADATION = new Type("accuracy_degradation");
        public static final Type ACCURACY_RECOVERED = new Type("accuracy_recovered");
        public static final Type RETRAINING_STARTED = new Type("retraining_started");
        public static final Type RETRAINING_COMPLETED = new Type("retraining_completed");
        public static final Type RETRAINING_FAILED = new Type("retraining_failed");
        public static final Type SYSTEM_ERROR = new Type("system_error");
        public static final Type SYSTEM_RECOVERED = new Type("system_recovered");
        public static final Type SENSOR_UNAVAILABLE = new Type("sensor_unavailable");
        public static final Type CONCEPT_DRIFT = new Type("concept_drift");

        private static final List<Type> KNOWN = List.of(ACCURACY_DEGRADATION, ACCURACY_RECOVERED, RETRAINING_STARTED,
                RETRAINING_COMPLETED, RETRAINING_FAILED, SYSTEM_ERROR, SYSTEM_RECOVERED, SENSOR_UNAVAILABLE,
                CONCEPT_DRIFT);

        /** @throws IllegalArgumentException if the code is blank or too long */
        public Type {
            if (code.isBlank() || code.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("the type of an alert is 1 to " + MAX_LENGTH + " characters");
            }
        }

        /** The types that the built-in tracking manager has. */
        public static List<Type> known() {
            return KNOWN;
        }
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
