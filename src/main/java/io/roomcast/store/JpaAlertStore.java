package io.roomcast.store;

import io.roomcast.stream.AlertStore;
import io.roomcast.stream.ClientId;
import io.roomcast.stream.DurableClient;
import io.roomcast.stream.PendingAlert;
import io.roomcast.stream.StoredAlert;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The store in the server's database. Each call is one transaction of its own. Thread-safe. */
@ApplicationScoped
public class JpaAlertStore implements AlertStore {

    private final StoreCalls calls;

    /** For the container's proxy only. */
    protected JpaAlertStore() {
        this.calls = null;
    }

    @Inject
    JpaAlertStore(Transactions transactions, WriteGuard guard) {
        this.calls = new StoreCalls(transactions, guard);
    }

    @Override
    public List<DurableClient> clients() {
        return calls.read("read the durable clients", entities -> new ClientRecords(entities).all());
    }

    @Override
    public Optional<DurableClient> client(ClientId id) {
        return calls.read("read a durable client", entities -> new ClientRecords(entities).find(id));
    }

    @Override
    public void save(DurableClient client) {
        change("save a durable client", entities -> new ClientRecords(entities).save(client));
    }

    @Override
    public void seen(Collection<ClientId> clients, Instant at) {
        change("note when clients were connected", entities -> new ClientRecords(entities).seen(clients, at));
    }

    @Override
    public void remove(ClientId client) {
        change("forget a durable client", entities -> new ClientRecords(entities).remove(client));
    }

    @Override
    public void waive(ClientId client, Set<String> alertIds) {
        change("take back a client's alerts", entities -> new AlertRecords(entities).waive(client, alertIds));
    }

    @Override
    public Set<ClientId> record(StoredAlert alert, Set<ClientId> recipients) {
        return calls.write("store an alert", entities -> new AlertRecords(entities).record(alert, recipients));
    }

    @Override
    public List<PendingAlert> pending(ClientId client, Set<String> except, int limit) {
        return limit == 0
                ? List.of()
                : calls.read("read a client's alerts", entities -> new AlertRecords(entities).pending(client, except, limit));
    }

    @Override
    public int pendingCount(ClientId client) {
        return calls.read("count a client's alerts", entities -> new AlertRecords(entities).pendingCount(client));
    }

    @Override
    public long pendingTotal() {
        return calls.read("count the open acknowledgements", entities -> new AlertRecords(entities).pendingTotal());
    }

    @Override
    public Acknowledgement acknowledge(ClientId client, UUID messageId, Instant at) {
        return calls.write("settle an acknowledgement", entities -> new AlertRecords(entities).acknowledge(client, messageId, at));
    }

    @Override
    public Set<Sending> sent(Collection<Sending> sendings) {
        return sendings.isEmpty()
                ? Set.of()
                : calls.write("note what is being sent", entities -> new AlertRecords(entities).sent(sendings));
    }

    @Override
    public Map<ClientId, Integer> expireAlerts(Instant storedBefore) {
        return calls.write("delete lapsed alerts", entities -> new AlertRecords(entities).expire(storedBefore));
    }

    @Override
    public Set<ClientId> expireClients(Instant lastSeenBefore) {
        return calls.write("delete clients that stayed away", entities -> new ClientRecords(entities).expire(lastSeenBefore));
    }

    private void change(String purpose, Consumer<EntityManager> work) {
        calls.write(purpose, entities -> {
            work.accept(entities);
            return true;
        });
    }
}
