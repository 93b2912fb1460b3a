package io.roomcast.stream;

import io.roomcast.access.Rights;
import io.roomcast.protocol.StreamId;
import io.roomcast.protocol.Subscription;
import io.roomcast.protocol.SubscriptionMemento;
import io.roomcast.tracking.CriticalAnnouncement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps of each client what it subscribed to, so that it can be resumed and so that alerts are owed to it while it is away.
 * What is kept is the sum of the client's sockets: another stream adds to it, unsubscribing takes away, disconnecting changes
 * nothing. A client without a name is only kept once it has asked for alerts. Thread-safe.
 */
final class DurableClients {

    private static final Logger LOG = Logger.getLogger(DurableClients.class.getPackageName());
    private static final int LOCKS = 64;

    private final AlertStore store;
    private final InstantSource clock;
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    DurableClients(AlertStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The clients that are owed the announcement. */
    Set<ClientId> owed(CriticalAnnouncement announcement) {
        List<StreamId> streams = Fanout.streams(announcement);
        return store.clients().stream()
                .filter(client -> announcement.roomId().map(client.rights().rooms()::permits).orElse(true))
                .filter(client -> subscriptions(client).stream().anyMatch(subscription ->
                        streams.contains(subscription.stream()) && subscription.wants(announcement)))
                .map(DurableClient::id)
                .collect(Collectors.toSet());
    }

    /** What the client was last subscribed to. */
    List<Subscription> lastSubscriptions(ClientId client) {
        return store.client(client).map(DurableClients::subscriptions).orElse(List.of());
    }

    /** What another version of this software kept may mean nothing to this one; no other client is to suffer from it. */
    private static List<Subscription> subscriptions(DurableClient kept) {
        try {
            return SubscriptionMemento.read(kept.subscriptions());
        } catch (IllegalArgumentException unreadable) {
            LOG.log(Level.SEVERE, "What {0} was subscribed to cannot be read, so that it is owed nothing until it subscribes again: {1}",
                    new Object[] {kept.id(), unreadable.getMessage()});
            return List.of();
        }
    }

    /** The client has this subscription besides others it may have. */
    void subscribed(Login login, Subscription added) {
        synchronized (lock(login.client())) {
            Optional<DurableClient> kept = store.client(login.client());
            Map<StreamId, Subscription> all = byStream(kept);
            all.put(added.stream(), added);
            save(login.client(), login.rights(), kept, all);
        }
    }

    /** The client no longer has that subscription. */
    void unsubscribed(Login login, StreamId stream) {
        synchronized (lock(login.client())) {
            Optional<DurableClient> kept = store.client(login.client());
            Map<StreamId, Subscription> rest = byStream(kept);
            if (rest.remove(stream) == null) {
                return;
            }
            boolean owedNothing = stream.carriesAlerts() && !wantsAlerts(rest);
            if (owedNothing || rest.isEmpty()) {
                store.remove(login.client());
                kept = Optional.empty();
            }
            if (!rest.isEmpty()) {
                save(login.client(), login.rights(), kept, rest);
            }
        }
    }

    private void save(ClientId id, Rights rights, Optional<DurableClient> kept, Map<StreamId, Subscription> all) {
        if (id.clientName().isEmpty() && !wantsAlerts(all)) {
            return;
        }
        Instant now = clock.instant();
        String memento = SubscriptionMemento.write(all.values());
        boolean same = kept.map(old -> old.subscriptions().equals(memento) && old.rights().equals(rights)).orElse(false);
        if (!same) {
            store.save(new DurableClient(id, rights, memento, since(kept, now), now));
        }
    }

    private static Instant since(Optional<DurableClient> kept, Instant now) {
        return kept.filter(old -> wantsAlerts(byStream(Optional.of(old)))).map(DurableClient::since).orElse(now);
    }

    private static Map<StreamId, Subscription> byStream(Optional<DurableClient> kept) {
        Map<StreamId, Subscription> subscriptions = new LinkedHashMap<>();
        kept.map(DurableClients::subscriptions).orElse(List.of())
                .forEach(subscription -> subscriptions.put(subscription.stream(), subscription));
        return subscriptions;
    }

    private static boolean wantsAlerts(Map<StreamId, Subscription> subscriptions) {
        return subscriptions.keySet().stream().anyMatch(StreamId::carriesAlerts);
    }

    private Object lock(ClientId client) {
        return locks[Math.floorMod(client.hashCode(), LOCKS)];
    }
}
