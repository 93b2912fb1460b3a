package io.roomcast.store;

import io.roomcast.stream.ClientId;
import io.roomcast.stream.DurableClient;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be asked and changed about durable clients, inside the caller's transaction. */
final class ClientRecords {

    private final EntityManager entities;

    ClientRecords(EntityManager entities) {
        this.entities = entities;
    }

    List<DurableClient> all() {
        return entities.createQuery("select c from ClientRow c", ClientRow.class).getResultStream()
                .map(ClientRow::toClient)
                .toList();
    }

    Optional<DurableClient> find(ClientId id) {
        return Optional.ofNullable(entities.find(ClientRow.class, new ClientKey(id))).map(ClientRow::toClient);
    }

    void save(DurableClient client) {
        entities.merge(new ClientRow(client));
    }

    void seen(Collection<ClientId> clients, Instant at) {
        if (clients.isEmpty()) {
            return;
        }
        Set<ClientId> wanted = Set.copyOf(clients);
        // One query for all keys, one batch of updates: a composite key cannot stand in an IN list everywhere.
        entities.createQuery("select c from ClientRow c where c.id.keyName in :keys", ClientRow.class)
                .setParameter("keys", keyNames(wanted))
                .getResultStream()
                .filter(row -> wanted.contains(row.clientId()))
                .forEach(row -> row.seen(at));
    }

    /** What the client has settled stays, so that a repeated acknowledgement is still recognised until the alert lapses. */
    void remove(ClientId client) {
        deleteOpen(client);
        entities.createQuery("delete from ClientRow c where c.id.keyName = :key and c.id.clientName = :name")
                .setParameter("key", client.keyName())
                .setParameter("name", client.clientName())
                .executeUpdate();
    }

    Set<ClientId> expire(Instant lastSeenBefore) {
        // The lock makes of two nodes that clean up together only one report the clients.
        List<ClientRow> gone = entities
                .createQuery(
                        "select c from ClientRow c where c.lastSeen < :limit order by c.id.keyName, c.id.clientName",
                        ClientRow.class)
                .setParameter("limit", Utc.of(lastSeenBefore))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        Set<ClientId> ids = new LinkedHashSet<>();
        for (ClientRow row : gone) {
            deleteOpen(row.clientId());
            entities.remove(row);
            ids.add(row.clientId());
        }
        return ids;
    }

    static Set<String> keyNames(Collection<ClientId> clients) {
        return clients.stream().map(ClientId::keyName).collect(Collectors.toSet());
    }

    private void deleteOpen(ClientId client) {
        entities.createQuery("delete from AcknowledgementRow a"
                        + " where a.id.keyName = :key and a.id.clientName = :name and a.settledAt is null")
                .setParameter("key", client.keyName())
                .setParameter("name", client.clientName())
                .executeUpdate();
    }
}
