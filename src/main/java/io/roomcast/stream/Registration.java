package io.roomcast.stream;

import io.roomcast.home.RoomId;
import io.roomcast.protocol.StreamId;
import io.roomcast.protocol.Subscription;
import io.roomcast.tracking.StoreUnavailableException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings what happens on sockets to the store's knowledge, and what the store knows to the sockets. While the store is away
 * sockets work on, and what it missed is made up for when it is back. Thread-safe.
 */
final class Registration {

    private static final Logger LOG = Logger.getLogger(Registration.class.getPackageName());

    private final AlertStore store;
    private final DurableClients clients;
    private final AlertDelivery alerts;

    Registration(AlertStore store, DurableClients clients, AlertDelivery alerts) {
        this.store = store;
        this.clients = clients;
        this.alerts = alerts;
    }

    /** Makes a subscription durable and, where alerts come on it, sends the unacknowledged ones. */
    void subscribed(ClientSession session, Subscription subscription) {
        tell(session, subscription.stream(), Wish.subscribed(subscription));
    }

    /**
     * Ends the durability of a subscription, or of a part of it; what was owed by that alone is forgotten.
     *
     * @param rooms the rooms that were given back; none when it was the whole stream
     * @param rest  what the session is still subscribed to
     */
    void unsubscribed(ClientSession session, StreamId stream, Set<RoomId> rooms, Optional<Subscription> rest) {
        session.outstanding().forgetUnwanted(session::wants);
        tell(session, stream, Wish.unsubscribed(rooms, rest));
    }

    private void tell(ClientSession session, StreamId stream, Wish wish) {
        try {
            register(session, stream, wish);
        } catch (StoreUnavailableException away) {
            LOG.log(Level.WARNING, "What {0} wants of {1} will be stored when the store is back: {2}",
                    new Object[] {session, stream, away.getMessage()});
        }
    }

    /** Makes up for what the store missed, as far as the store is back. */
    void retry(Iterable<ClientSession> sessions) {
        try {
            for (ClientSession session : sessions) {
                retry(session);
            }
        } catch (StoreUnavailableException away) {
            LOG.log(Level.FINE, "Clients are still waiting to be registered: {0}", away.getMessage());
        }
    }

    private void retry(ClientSession session) {
        if (session.untold().isEmpty()) {
            return;
        }
        synchronized (session.untold()) {
            Map.copyOf(session.untold()).forEach((stream, wish) -> register(session, stream, wish));
        }
    }

    /** What the store could not be told stays noted; the session's own order holds for the store too. */
    private void register(ClientSession session, StreamId stream, Wish wish) {
        synchronized (session.untold()) {
            Wish before = session.untold().get(stream);
            Wish altogether = before == null ? wish : before.then(wish);
            try {
                clients.keep(session, stream, altogether);
                if (altogether.subscription().isPresent() && stream.carriesAlerts()) {
                    alerts.catchUp(session, stream);
                }
                session.untold().remove(stream);
            } catch (StoreUnavailableException away) {
                session.untold().put(stream, altogether);
                throw away;
            }
        }
    }

    /** What the client was last subscribed to; nothing when the store cannot tell. */
    Collection<Subscription> lastSubscriptions(ClientId client) {
        try {
            return clients.lastSubscriptions(client);
        } catch (StoreUnavailableException away) {
            LOG.log(Level.WARNING, "The subscriptions of {0} cannot be resumed: {1}", new Object[] {client, away.getMessage()});
            return List.of();
        }
    }

    /** How much the client has to acknowledge, where the store can tell. */
    OptionalInt pendingCount(ClientId client) {
        try {
            return OptionalInt.of(store.pendingCount(client));
        } catch (StoreUnavailableException away) {
            LOG.log(Level.FINE, "Cannot count what {0} has to acknowledge: {1}", new Object[] {client, away.getMessage()});
            return OptionalInt.empty();
        }
    }
}
