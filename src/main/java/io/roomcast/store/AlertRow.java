package io.roomcast.store;

import io.roomcast.home.RoomId;
import io.roomcast.stream.StoredAlert;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** A critical announcement as a row. Message ids are text, so that they look the same in every database. */
@Entity
@Table(name = "critical_alert")
class AlertRow {

    @Id
    @Column(name = "alert_id")
    private String alertId;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private StoredAlert.Kind kind;

    @Column(name = "room_id")
    private String roomId;

    @Column(name = "content")
    private String content;

    @Column(name = "alerts_message_id")
    private String alertsMessageId;

    @Column(name = "room_message_id")
    private String roomMessageId;

    @Column(name = "stored_at")
    private OffsetDateTime storedAt;

    protected AlertRow() {
    }

    AlertRow(StoredAlert alert) {
        this.alertId = alert.alertId();
        this.kind = alert.kind();
        this.roomId = alert.roomId().map(RoomId::value).orElse(null);
        this.content = alert.json();
        this.alertsMessageId = alert.alertsMessageId().toString();
        this.roomMessageId = alert.roomMessageId().map(UUID::toString).orElse(null);
        this.storedAt = Utc.of(alert.storedAt());
    }

    String alertId() {
        return alertId;
    }

    StoredAlert toAlert() {
        return new StoredAlert(
                alertId,
                kind,
                Optional.ofNullable(roomId).map(RoomId::new),
                content,
                UUID.fromString(alertsMessageId),
                Optional.ofNullable(roomMessageId).map(UUID::fromString),
                storedAt.toInstant());
    }
}
