package io.roomcast.stream;

import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The port to the database: durable clients, alerts, and who has still to acknowledge what. Several nodes may share one
 * database. What a call returns from, a {@code kill -9} of the process right after does not undo. Thread-safe.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the database cannot do it; then nothing has changed.
 */
public interface AlertStore {

    /** What an acknowledgement came to. */
    enum Acknowledgement {
        /** It was open and is settled now. */
        SETTLED,
        /** It had been settled before. */
        ALREADY_SETTLED,
        /** This client is not, or is no longer, owed any message of that id. */
        UNKNOWN
    }

    /**
     * One alert on its way to one client.
     *
     * @param times how often it has been sent to that client by now
     */
    record Sending(ClientId client, String alertId, int times) {
    }

    /** Every durable client. */
    List<DurableClient> clients();

    /** What is kept of one client, if anything is. */
    Optional<DurableClient> client(ClientId id);

    /** Makes the client durable, or replaces what is kept of it. */
    void save(DurableClient client);

    /** Notes that these clients were connected at that time; those that are not durable are passed over. */
    void seen(Collection<ClientId> clients, Instant at);

    /** Forgets the client and what it has not acknowledged. */
    void remove(ClientId client);

    /** Forgets that the client has still to acknowledge these alerts; what it has settled stays. */
    void waive(ClientId client, Set<String> alertIds);

    /**
     * Stores an alert with one open acknowledgement for each recipient, all or nothing. If an alert of that id is stored
     * already, nothing is added: the first one stands.
     *
     * @return the clients that have still to acknowledge it
     */
    Set<ClientId> record(StoredAlert alert, Set<ClientId> recipients);

    /**
     * What the client has still to acknowledge, oldest first.
     *
     * @param except alert ids to leave out
     * @param limit  how many at most
     */
    List<PendingAlert> pending(ClientId client, Set<String> except, int limit);

    /** How much the client has still to acknowledge. */
    int pendingCount(ClientId client);

    /** How much all clients together have still to acknowledge. */
    long pendingTotal();

    /** Settles the alert that has this message id on one of its streams, for this client. */
    Acknowledgement acknowledge(ClientId client, UUID messageId, Instant at);

    /**
     * Notes what is being sent.
     *
     * @return those of them that the client has still to acknowledge; the others another node may have settled meanwhile
     */
    Set<Sending> sent(Collection<Sending> sendings);

    /**
     * Deletes the alerts stored before that time, and their acknowledgements, open or settled.
     *
     * @return how many open acknowledgements lapsed, by client
     */
    Map<ClientId, Integer> expireAlerts(Instant storedBefore);

    /**
     * Deletes the clients that were last seen before that time.
     *
     * @return who they were
     */
    Set<ClientId> expireClients(Instant lastSeenBefore);
}
