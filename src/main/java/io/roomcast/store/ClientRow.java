package io.roomcast.store;

import io.roomcast.stream.ClientId;
import io.roomcast.stream.DurableClient;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A durable client as a row. */
@Entity
@Table(name = "durable_client")
class ClientRow {

    @EmbeddedId
    private ClientKey id;

    @Column(name = "capabilities")
    private String capabilities;

    @Column(name = "rooms")
    private String rooms;

    @Column(name = "subscriptions")
    private String subscriptions;

    @Column(name = "since")
    private OffsetDateTime since;

    @Column(name = "last_seen")
    private OffsetDateTime lastSeen;

    protected ClientRow() {
    }

    ClientRow(DurableClient client) {
        RightsText rights = RightsText.of(client.rights());
        this.id = new ClientKey(client.id());
        this.capabilities = rights.capabilities();
        this.rooms = rights.rooms();
        this.subscriptions = client.subscriptions();
        this.since = Utc.of(client.since());
        this.lastSeen = Utc.of(client.lastSeen());
    }

    ClientId clientId() {
        return id.toClientId();
    }

    /** Never goes back: of two nodes that saw the client the later sight counts. */
    void seen(Instant at) {
        OffsetDateTime time = Utc.of(at);
        if (time.isAfter(lastSeen)) {
            lastSeen = time;
        }
    }

    DurableClient toClient() {
        return new DurableClient(
                clientId(),
                new RightsText(capabilities, rooms).rights(),
                subscriptions,
                since.toInstant(),
                lastSeen.toInstant());
    }
}
