package io.roomcast.store;

import io.roomcast.stream.ClientId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Objects;

/** The primary key of an acknowledgement: which alert, by which client. */
@Embeddable
class AcknowledgementKey implements Serializable {

    private static final long serialVersionUID = 1L;

    @Column(name = "alert_id")
    private String alertId;

    @Column(name = "key_name")
    private String keyName;

    @Column(name = "client_name")
    private String clientName;

    protected AcknowledgementKey() {
    }

    AcknowledgementKey(String alertId, ClientId client) {
        this.alertId = alertId;
        this.keyName = client.keyName();
        this.clientName = client.clientName();
    }

    ClientId toClientId() {
        return new ClientId(keyName, clientName);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AcknowledgementKey key
                && key.alertId.equals(alertId)
                && key.keyName.equals(keyName)
                && key.clientName.equals(clientName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(alertId, keyName, clientName);
    }
}
