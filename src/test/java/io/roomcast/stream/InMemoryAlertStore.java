package io.roomcast.stream;

import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Keeps the store's contract in memory, and can be away. Thread-safe. */
final class InMemoryAlertStore implements AlertStore {

    private final Map<ClientId, DurableClient> clients = new LinkedHashMap<>();
    private final Map<String, StoredAlert> alerts = new LinkedHashMap<>();
    private final Map<ClientId, Map<String, Owed>> owed = new HashMap<>();
    private boolean away;
    private volatile Runnable afterSaving = () -> { };
    private volatile Runnable afterRecording = () -> { };
    private volatile Runnable beforeSending = () -> { };

    private record Owed(int timesSent, boolean settled) {
    }

    /** From now on every call fails, or no call does. */
    synchronized void away(boolean isAway) {
        away = isAway;
    }

    /** From now on, whenever a client has been saved, that happens before the caller goes on. */
    void afterSaving(Runnable happens) {
        afterSaving = happens;
    }

    /** Runs this once, right after the next alert is recorded and before whoever records it hears so. */
    void afterRecording(Runnable action) {
        afterRecording = action;
    }

    /** Runs this once, right before it is next noted what is being sent. */
    void beforeSending(Runnable action) {
        beforeSending = action;
    }

    @Override
    public List<DurableClient> clients() {
        return call(() -> List.copyOf(clients.values()));
    }

    @Override
    public Optional<DurableClient> client(ClientId id) {
        return call(() -> Optional.ofNullable(clients.get(id)));
    }

    @Override
    public void save(DurableClient client) {
        call(() -> clients.put(client.id(), client));
        afterSaving.run();
    }

    @Override
    public void seen(Collection<ClientId> seen, Instant at) {
        call(() -> {
            seen.forEach(id -> clients.computeIfPresent(id, (same, old) -> new DurableClient(
                    id, old.rights(), old.subscriptions(), old.since(), at.isAfter(old.lastSeen()) ? at : old.lastSeen())));
            return true;
        });
    }

    @Override
    public void remove(ClientId client) {
        call(() -> {
            clients.remove(client);
            owedTo(client).values().removeIf(each -> !each.settled());
            return true;
        });
    }

    @Override
    public void waive(ClientId client, Set<String> alertIds) {
        call(() -> owedTo(client).entrySet().removeIf(each -> alertIds.contains(each.getKey()) && !each.getValue().settled()));
    }

    @Override
    public Set<ClientId> record(StoredAlert alert, Set<ClientId> recipients) {
        Set<ClientId> open = call(() -> {
            if (alerts.putIfAbsent(alert.alertId(), alert) == null) {
                recipients.forEach(client -> owedTo(client).put(alert.alertId(), new Owed(0, false)));
            }
            return owed.keySet().stream().filter(client -> isOpen(client, alert.alertId())).collect(Collectors.toSet());
        });
        Runnable action = afterRecording;
        afterRecording = () -> { };
        action.run();
        return open;
    }

    @Override
    public List<PendingAlert> pending(ClientId client, Set<String> except, int limit) {
        return call(() -> alerts.values().stream()
                .filter(alert -> isOpen(client, alert.alertId()) && !except.contains(alert.alertId()))
                .limit(limit)
                .map(alert -> new PendingAlert(alert, owedTo(client).get(alert.alertId()).timesSent()))
                .toList());
    }

    @Override
    public int pendingCount(ClientId client) {
        return call(() -> open(client));
    }

    @Override
    public long pendingTotal() {
        return call(() -> owed.keySet().stream().mapToLong(this::open).sum());
    }

    @Override
    public Acknowledgement acknowledge(ClientId client, UUID messageId, Instant at) {
        return call(() -> {
            Optional<String> found = alerts.values().stream()
                    .filter(alert -> alert.alertsMessageId().equals(messageId)
                            || alert.roomMessageId().equals(Optional.of(messageId)))
                    .map(StoredAlert::alertId)
                    .filter(owedTo(client)::containsKey)
                    .findFirst();
            if (found.isEmpty()) {
                return Acknowledgement.UNKNOWN;
            }
            Owed before = owedTo(client).get(found.get());
            owedTo(client).put(found.get(), new Owed(before.timesSent(), true));
            return before.settled() ? Acknowledgement.ALREADY_SETTLED : Acknowledgement.SETTLED;
        });
    }

    @Override
    public Set<Sending> sent(Collection<Sending> sendings) {
        Runnable action = beforeSending;
        beforeSending = () -> { };
        action.run();
        return call(() -> {
            sendings.forEach(each -> owedTo(each.client()).computeIfPresent(each.alertId(),
                    (id, old) -> new Owed(Math.max(old.timesSent(), each.times()), old.settled())));
            return sendings.stream().filter(each -> isOpen(each.client(), each.alertId())).collect(Collectors.toSet());
        });
    }

    @Override
    public Map<ClientId, Integer> expireAlerts(Instant storedBefore) {
        return call(() -> {
            Map<ClientId, Integer> lapsed = new HashMap<>();
            alerts.values().removeIf(alert -> {
                boolean old = alert.storedAt().isBefore(storedBefore);
                if (old) {
                    owed.forEach((client, theirs) -> {
                        Owed gone = theirs.remove(alert.alertId());
                        if (gone != null && !gone.settled()) {
                            lapsed.merge(client, 1, Integer::sum);
                        }
                    });
                }
                return old;
            });
            return lapsed;
        });
    }

    @Override
    public Set<ClientId> expireClients(Instant lastSeenBefore) {
        return call(() -> {
            Set<ClientId> gone = clients.values().stream()
                    .filter(client -> client.lastSeen().isBefore(lastSeenBefore))
                    .map(DurableClient::id)
                    .collect(Collectors.toSet());
            gone.forEach(this::remove);
            return gone;
        });
    }

    private int open(ClientId client) {
        return (int) owed.getOrDefault(client, Map.of()).values().stream().filter(each -> !each.settled()).count();
    }

    private boolean isOpen(ClientId client, String alertId) {
        Owed found = owed.getOrDefault(client, Map.of()).get(alertId);
        return found != null && !found.settled();
    }

    private Map<String, Owed> owedTo(ClientId client) {
        return owed.computeIfAbsent(client, id -> new HashMap<>());
    }

    private synchronized <T> T call(Supplier<T> work) {
        if (away) {
            throw new StoreUnavailableException("the store is away", null);
        }
        return work.get();
    }
}
