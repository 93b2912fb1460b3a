package io.roomcast.store;

import io.roomcast.stream.ClientId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Objects;

/** The primary key of a durable client. */
@Embeddable
class ClientKey implements Serializable {

    private static final long serialVersionUID = 1L;

    @Column(name = "key_name")
    private String keyName;

    @Column(name = "client_name")
    private String clientName;

    protected ClientKey() {
    }

    ClientKey(ClientId client) {
        this.keyName = client.keyName();
        this.clientName = client.clientName();
    }

    ClientId toClientId() {
        return new ClientId(keyName, clientName);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientKey key && key.keyName.equals(keyName) && key.clientName.equals(clientName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keyName, clientName);
    }
}
