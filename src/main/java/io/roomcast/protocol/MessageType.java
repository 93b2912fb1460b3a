package io.roomcast.protocol;

import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.SystemStatus;
import io.roomcast.tracking.TrainingProgress;
import io.roomcast.wire.JsonText;
import java.util.Optional;

/** Every {@code message_type} a server sends. */
public enum MessageType {
    CONNECTION,
    AUTHENTICATION,
    SUBSCRIPTION_STATUS,
    PREDICTION_UPDATE,
    ROOM_STATE_UPDATE,
    ACCURACY_UPDATE,
    TRAINING_PROGRESS,
    SYSTEM_STATUS_UPDATE,
    ALERT_NOTIFICATION,
    DRIFT_NOTIFICATION,
    HEARTBEAT,
    ERROR,
    RATE_LIMIT_WARNING;

    /** The type of the message that tells of the announcement. */
    public static MessageType of(Announcement announcement) {
        if (announcement instanceof Prediction) {
            return PREDICTION_UPDATE;
        } else if (announcement instanceof StateChange) {
            return ROOM_STATE_UPDATE;
        } else if (announcement instanceof AccuracyReport) {
            return ACCURACY_UPDATE;
        } else if (announcement instanceof TrainingProgress) {
            return TRAINING_PROGRESS;
        } else if (announcement instanceof SystemStatus) {
            return SYSTEM_STATUS_UPDATE;
        } else if (announcement instanceof Alert) {
            return ALERT_NOTIFICATION;
        } else if (announcement instanceof Drift) {
            return DRIFT_NOTIFICATION;
        }
        throw new IllegalArgumentException("no message tells of " + announcement.getClass().getSimpleName());
    }

    /** The type of that name, or nothing when there is none. */
    public static Optional<MessageType> parse(String wireName) {
        return Names.constant(MessageType.class, wireName);
    }

    /** The name on the wire. */
    public String wireName() {
        return JsonText.name(this);
    }

    /** Whether it tells of an announcement; the others concern one connection only. */
    public boolean tellsOfAnnouncement() {
        return switch (this) {
            case PREDICTION_UPDATE, ROOM_STATE_UPDATE, ACCURACY_UPDATE, TRAINING_PROGRESS, SYSTEM_STATUS_UPDATE,
                    ALERT_NOTIFICATION, DRIFT_NOTIFICATION -> true;
            case CONNECTION, AUTHENTICATION, SUBSCRIPTION_STATUS, HEARTBEAT, ERROR, RATE_LIMIT_WARNING -> false;
        };
    }

    /** Whether clients must acknowledge it. */
    public boolean requiresAcknowledgement() {
        return this == ALERT_NOTIFICATION || this == DRIFT_NOTIFICATION;
    }
}
