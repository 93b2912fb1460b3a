package io.roomcast.store;

import io.roomcast.stream.ClientId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** What a client owes for an alert: open while {@code settled_at} is null. */
@Entity
@Table(name = "acknowledgement")
class AcknowledgementRow {

    @EmbeddedId
    private AcknowledgementKey id;

    @Column(name = "times_sent")
    private int timesSent;

    @Column(name = "settled_at")
    private OffsetDateTime settledAt;

    protected AcknowledgementRow() {
    }

    AcknowledgementRow(String alertId, ClientId client) {
        this.id = new AcknowledgementKey(alertId, client);
    }

    AcknowledgementKey key() {
        return id;
    }

    boolean isOpen() {
        return settledAt == null;
    }

    ClientId clientId() {
        return id.toClientId();
    }

    /** Never goes back: of two nodes that sent the alert the higher count stands. */
    void sent(int times) {
        timesSent = Math.max(timesSent, times);
    }
}
