package io.roomcast.stream;

import java.util.Objects;

/**
 * A stored alert that a client has not acknowledged yet.
 *
 * @param alert     the alert
 * @param timesSent how often it has been sent to that client, 0 or more
 */
public record PendingAlert(StoredAlert alert, int timesSent) {
    public PendingAlert {
        Objects.requireNonNull(alert, "alert");
    }
}
