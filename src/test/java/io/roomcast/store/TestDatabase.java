package io.roomcast.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A database with the schema in it and the store on top, with EclipseLink outside a container. */
public final class TestDatabase implements AutoCloseable {

    private final DataSource dataSource;
    private final WriteGuard guard;
    private final EntityManagerFactory factory;
    private final Runnable closing;

    TestDatabase(DataSource dataSource, Runnable closing) {
        this.dataSource = dataSource;
        this.closing = closing;
        this.guard = new DatabaseSetup(dataSource, "test").run();
        Map<String, Object> settings = new HashMap<>();
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        settings.put("jakarta.persistence.jtaDataSource", "");
        settings.put("jakarta.persistence.nonJtaDataSource", dataSource);
        settings.put("eclipselink.session-name", UUID.randomUUID().toString());
        this.factory = Persistence.createEntityManagerFactory("roomcast", settings);
    }

    static TestDatabase h2InMemory() {
        return h2("jdbc:h2:mem:" + UUID.randomUUID());
    }

    public static TestDatabase h2File(Path file) {
        return h2("jdbc:h2:file:" + file.toAbsolutePath());
    }

    static TestDatabase h2(String url) {
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "roomcast", "");
        pool.setMaxConnections(16);
        return new TestDatabase(pool, pool::dispose);
    }

    DataSource dataSource() {
        return dataSource;
    }

    WriteGuard guard() {
        return guard;
    }

    JpaAlertStore store() {
        return store(Optional::empty);
    }

    JpaAlertStore store(WriteGuard otherGuard) {
        return new JpaAlertStore(transactions(), otherGuard);
    }

    public SqlEventStore events() {
        return new SqlEventStore(transactions(), guard);
    }

    Transactions transactions() {
        return new Transactions() {
            @Override
            public <T> T run(Function<EntityManager, T> work) {
                EntityManager entities = factory.createEntityManager();
                try {
                    entities.getTransaction().begin();
                    T result = work.apply(entities);
                    entities.flush();
                    entities.getTransaction().commit();
                    return result;
                } finally {
                    if (entities.getTransaction().isActive()) {
                        entities.getTransaction().rollback();
                    }
                    entities.close();
                }
            }
        };
    }

    @Override
    public void close() {
        factory.close();
        closing.run();
    }
}
