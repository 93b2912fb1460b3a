package io.roomcast.store;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** All that the store promises, on whichever database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class StoreContract implements ClientContract, AlertContract, ConcurrencyContract, EventContract {

    private TestDatabase database;

    abstract TestDatabase open() throws Exception;

    @Override
    public TestDatabase database() {
        return database;
    }

    @Override
    public JpaAlertStore store() {
        return database.store();
    }

    @Override
    public SqlEventStore events() {
        return database.events();
    }

    @BeforeAll
    void openDatabase() throws Exception {
        database = open();
    }

    @BeforeEach
    void empty() throws Exception {
        try (Connection connection = database.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            for (String table : List.of("acknowledgement", "critical_alert", "durable_client", "sensor_event", "event_sensor")) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        }
    }

    @AfterAll
    void closeDatabase() {
        if (database != null) {
            database.close();
        }
    }
}
