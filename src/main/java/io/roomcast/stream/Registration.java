package io.roomcast.stream;

import io.roomcast.protocol.StreamId;
import io.roomcast.protocol.Subscription;
import io.roomcast.tracking.StoreUnavailableException;
import java.util.List;
import java.util.OptionalInt;
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

    /**
     * Makes a subscription durable and, where alerts come on it, sends the unacknowledged ones.
     *
     * @return whether the store could be told
     */
    boolean subscribed(ClientSession session, Subscription subscription) {
        try {
            clients.subscribed(session.login().orElseThrow(), List.of(subscription));
            if (subscription.stream().carriesAlerts()) {
                alerts.catchUp(session, subscription.stream());
            }
            return true;
        } catch (StoreUnavailableException away) {
            later(session, away);
            return false;
        }
    }

    /** Ends the durability of a subscription; what was owed by it alone is forgotten. */
    void unsubscribed(ClientSession session, StreamId stream) {
        session.outstanding().forget(stream);
        try {
            clients.unsubscribed(session.login().orElseThrow(), stream);
        } catch (StoreUnavailableException away) {
            LOG.log(Level.WARNING, "{0} unsubscribed from {1}, but the store could not be told: {2}",
                    new Object[] {session, stream, away.getMessage()});
        }
    }

    /** Makes up for what the store missed, as far as the store is back. */
    void retry(Iterable<ClientSession> sessions) {
        try {
            for (ClientSession session : sessions) {
                if (session.isUnregistered() && !session.isClosing()) {
                    clients.subscribed(session.login().orElseThrow(), session.subscriptions().values());
                    session.alertStreams().forEach(stream -> alerts.catchUp(session, stream));
                    session.unregistered(false);
                }
            }
        } catch (StoreUnavailableException away) {
            LOG.log(Level.FINE, "Clients are still waiting to be registered: {0}", away.getMessage());
        }
    }

    /** What the client was last subscribed to; nothing when the store cannot tell. */
    List<Subscription> lastSubscriptions(ClientId client) {
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

    private static void later(ClientSession session, StoreUnavailableException away) {
        session.unregistered(true);
        LOG.log(Level.WARNING, "{0} cannot be made durable yet and will be when the store is back: {1}",
                new Object[] {session, away.getMessage()});
    }
}
