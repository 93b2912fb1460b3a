package io.roomcast.store;

import io.roomcast.stream.AlertStore.Acknowledgement;
import io.roomcast.stream.AlertStore.Sending;
import io.roomcast.stream.ClientId;
import io.roomcast.stream.PendingAlert;
import io.roomcast.stream.StoredAlert;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What can be asked and changed about alerts and their acknowledgements, inside the caller's transaction. */
final class AlertRecords {

    private static final String OF_CLIENT = " a.id.keyName = :key and a.id.clientName = :name";

    private final EntityManager entities;

    AlertRecords(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Fails on the primary key when another node stores the same alert at this moment; in a new transaction this method then
     * finds it.
     */
    Set<ClientId> record(StoredAlert alert, Set<ClientId> recipients) {
        if (entities.find(AlertRow.class, alert.alertId()) != null) {
            return openRecipients(alert.alertId());
        }
        entities.persist(new AlertRow(alert));
        // Flushed first because the rows below refer to it.
        entities.flush();
        recipients.forEach(client -> entities.persist(new AcknowledgementRow(alert.alertId(), client)));
        return Set.copyOf(recipients);
    }

    void waive(ClientId client, Set<String> alertIds) {
        entities.createQuery("delete from AcknowledgementRow a where a.id.alertId in :alerts and a.settledAt is null and" + OF_CLIENT)
                .setParameter("alerts", alertIds)
                .setParameter("key", client.keyName())
                .setParameter("name", client.clientName())
                .executeUpdate();
    }

    List<PendingAlert> pending(ClientId client, Set<String> except, int limit) {
        String unwanted = except.isEmpty() ? "" : " and s.alertId not in :except";
        TypedQuery<Object[]> query = entities
                .createQuery("select s, a.timesSent from AcknowledgementRow a, AlertRow s where s.alertId = a.id.alertId and"
                        + OF_CLIENT + " and a.settledAt is null" + unwanted + " order by s.storedAt, s.alertId", Object[].class)
                .setParameter("key", client.keyName())
                .setParameter("name", client.clientName())
                .setMaxResults(limit);
        if (!except.isEmpty()) {
            query.setParameter("except", except);
        }
        return query.getResultStream()
                .map(found -> new PendingAlert(((AlertRow) found[0]).toAlert(), ((Number) found[1]).intValue()))
                .toList();
    }

    int pendingCount(ClientId client) {
        return entities.createQuery("select count(a) from AcknowledgementRow a where a.settledAt is null and" + OF_CLIENT, Long.class)
                .setParameter("key", client.keyName())
                .setParameter("name", client.clientName())
                .getSingleResult()
                .intValue();
    }

    long pendingTotal() {
        return entities.createQuery("select count(a) from AcknowledgementRow a where a.settledAt is null", Long.class)
                .getSingleResult();
    }

    Acknowledgement acknowledge(ClientId client, UUID messageId, Instant at) {
        Acknowledgement result = Acknowledgement.UNKNOWN;
        for (String alertId : alertsWith(messageId)) {
            if (settle(client, alertId, at)) {
                return Acknowledgement.SETTLED;
            }
            if (entities.find(AcknowledgementRow.class, new AcknowledgementKey(alertId, client)) != null) {
                result = Acknowledgement.ALREADY_SETTLED;
            }
        }
        return result;
    }

    /** Several sockets of one client may each have sent the same alert, differently often: all stand or fall with its one row. */
    Set<Sending> sent(Collection<Sending> sendings) {
        Map<AcknowledgementKey, List<Sending>> byKey = sendings.stream()
                .collect(Collectors.groupingBy(sending -> new AcknowledgementKey(sending.alertId(), sending.client())));
        Set<String> alerts = sendings.stream().map(Sending::alertId).collect(Collectors.toSet());
        Set<ClientId> clients = sendings.stream().map(Sending::client).collect(Collectors.toSet());
        Set<Sending> open = new HashSet<>();
        entities.createQuery("select a from AcknowledgementRow a where a.id.alertId in :alerts and a.id.keyName in :keys",
                        AcknowledgementRow.class)
                .setParameter("alerts", alerts)
                .setParameter("keys", ClientRecords.keyNames(clients))
                .getResultStream()
                .filter(row -> byKey.containsKey(row.key()))
                .forEach(row -> {
                    List<Sending> theirs = byKey.get(row.key());
                    theirs.forEach(sending -> row.sent(sending.times()));
                    if (row.isOpen()) {
                        open.addAll(theirs);
                    }
                });
        return open;
    }

    Map<ClientId, Integer> expire(Instant storedBefore) {
        // The lock makes of two nodes that clean up together only one count what lapses.
        List<AlertRow> old = entities
                .createQuery("select s from AlertRow s where s.storedAt < :limit order by s.alertId", AlertRow.class)
                .setParameter("limit", Utc.of(storedBefore))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        Map<ClientId, Integer> lapsed = new HashMap<>();
        for (AlertRow alert : old) {
            openRecipients(alert.alertId()).forEach(client -> lapsed.merge(client, 1, Integer::sum));
            entities.createQuery("delete from AcknowledgementRow a where a.id.alertId = :alert")
                    .setParameter("alert", alert.alertId())
                    .executeUpdate();
            entities.remove(alert);
        }
        return lapsed;
    }

    private Set<ClientId> openRecipients(String alertId) {
        return entities.createQuery(
                        "select a from AcknowledgementRow a where a.id.alertId = :alert and a.settledAt is null",
                        AcknowledgementRow.class)
                .setParameter("alert", alertId)
                .getResultStream()
                .map(AcknowledgementRow::clientId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Asked by one column at a time, since H2 reads the whole table for an OR of two. */
    private List<String> alertsWith(UUID messageId) {
        List<String> ids = new ArrayList<>();
        for (String column : List.of("alertsMessageId", "roomMessageId")) {
            ids.addAll(entities.createQuery("select s.alertId from AlertRow s where s." + column + " = :message", String.class)
                    .setParameter("message", messageId.toString())
                    .getResultList());
        }
        return ids;
    }

    private boolean settle(ClientId client, String alertId, Instant at) {
        return entities.createQuery("update AcknowledgementRow a set a.settledAt = :at where a.id.alertId = :alert and a.settledAt is null and"
                        + OF_CLIENT)
                .setParameter("at", Utc.of(at))
                .setParameter("alert", alertId)
                .setParameter("key", client.keyName())
                .setParameter("name", client.clientName())
                .executeUpdate() == 1;
    }
}
