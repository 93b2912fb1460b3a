package io.roomcast.store;

import org.h2.jdbcx.JdbcConnectionPool;

/** The contract on a real PostgreSQL. */
class PostgresStoreTest extends StoreContract {

    @Override
    TestDatabase open() {
        PostgresServer server = PostgresServer.start();
        JdbcConnectionPool pool = JdbcConnectionPool.create(server.pooledDataSource());
        pool.setMaxConnections(16);
        return new TestDatabase(pool, () -> {
            pool.dispose();
            server.close();
        });
    }
}
