package io.roomcast.store;

import io.roomcast.home.SensorEvent;
import io.roomcast.store.EventRecords.Mark;
import io.roomcast.store.EventRecords.Page;
import io.roomcast.tracking.EventStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The events in the server's database. Each call is one transaction of its own, but for those that may take long, since a server ends
 * a transaction that lasts for minutes: a replay reads page by page, and what is old is forgotten part by part. Thread-safe.
 */
@ApplicationScoped
public class SqlEventStore implements EventStore {

    /** Large enough that the query does not count, small enough to hold. */
    private static final int PAGE_SIZE = 10_000;

    /** No more than takes a second or two. */
    private static final int FORGET_SIZE = 20_000;

    private final StoreCalls calls;

    /** For the container's proxy only. */
    protected SqlEventStore() {
        this.calls = null;
    }

    @Inject
    SqlEventStore(Transactions transactions, WriteGuard guard) {
        this.calls = new StoreCalls(transactions, guard);
    }

    @Override
    public void append(List<SensorEvent> events) {
        if (!events.isEmpty()) {
            calls.write("keep sensor events", in(records -> {
                records.append(events);
                return events.size();
            }));
        }
    }

    @Override
    public void replay(Instant from, Consumer<? super SensorEvent> receiver) {
        Map<Integer, String> names = new HashMap<>();
        Optional<Mark> mark = Optional.of(Mark.before(from));
        while (mark.isPresent()) {
            Mark after = mark.get();
            Page page = calls.read("read sensor events", in(records -> records.page(after, names, PAGE_SIZE)));
            page.events().forEach(receiver);
            mark = page.end().filter(end -> page.events().size() == PAGE_SIZE);
        }
    }

    @Override
    public Set<String> sensors() {
        return calls.read("find the sensors of the events", in(EventRecords::sensors));
    }

    @Override
    public Optional<Instant> latestBefore(Instant moment) {
        return calls.read("find the latest sensor event", in(records -> records.latestBefore(moment)));
    }

    @Override
    public long forgetBefore(Instant moment) {
        long all = 0;
        long last;
        do {
            last = calls.write("forget old sensor events", in(records -> records.forgetBefore(moment, FORGET_SIZE)));
            all += last;
        } while (last >= FORGET_SIZE);
        return all;
    }

    /** Work with the events in SQL, on the connection of the transaction. */
    private interface Work<T> {

        T apply(EventRecords records) throws SQLException;
    }

    private static <T> Function<EntityManager, T> in(Work<T> work) {
        return entities -> {
            try {
                return work.apply(new EventRecords(entities.unwrap(Connection.class)));
            } catch (SQLException failure) {
                throw new PersistenceException(failure);
            }
        };
    }
}
