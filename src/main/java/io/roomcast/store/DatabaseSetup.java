package io.roomcast.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Makes a database ready: opens it, brings its schema up to date, sees that every commit leaves the process at once. May be run
 * by several nodes on one database at the same time.
 */
final class DatabaseSetup {

    /** Own name, since the server's default database may be shared with other applications. */
    private static final String HISTORY_TABLE = "roomcast_schema_history";

    private static final List<String> TABLES =
            List.of("durable_client", "critical_alert", "acknowledgement", "event_sensor", "sensor_event");

    private static final String WRITE_DELAY = "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'";

    private static final Logger LOG = Logger.getLogger("io.roomcast.store");

    private final DataSource dataSource;
    private final String name;

    /**
     * @param dataSource the database
     * @param name       how the administrator knows the data source; names the database while it cannot be opened
     */
    DatabaseSetup(DataSource dataSource, String name) {
        this.dataSource = dataSource;
        this.name = name;
    }

    /**
     * Makes the database ready.
     *
     * @return what guards its writes
     * @throws IllegalStateException if it cannot be used; the message is one line that names it, the cause and what to do
     */
    WriteGuard run() {
        String database = "the data source " + name;
        try {
            Facts facts = open();
            database = facts.address();
            String version = migrate(database);
            verify(facts);
            LOG.info("Database " + database + " (" + facts.product() + ") is ready, schema version " + version);
            return facts.directory().<WriteGuard>map(directory -> new DiskSpace(directory, DiskSpace.RESERVED_BYTES)).orElse(Optional::empty);
        } catch (SQLException | FlywayException e) {
            String why = DatabaseFailure.of(e).map(DatabaseFailure::explanation).orElseGet(() -> DatabaseText.oneLine(e));
            throw new IllegalStateException("Roomcast cannot use " + database + ": " + why, e);
        }
    }

    /** Which database it is; the directory is that of an embedded one's file. */
    private record Facts(String address, String product, boolean h2, Optional<Path> directory) {
    }

    private Facts open() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData facts = connection.getMetaData();
            boolean h2 = facts.getDatabaseProductName().equals("H2");
            if (h2) {
                writeAtCommit(connection);
            }
            return new Facts(
                    DatabaseText.address(facts.getURL()),
                    facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion(),
                    h2,
                    h2 ? directory(connection) : Optional.empty());
        }
    }

    /** By default H2 leaves what was committed in memory for half a second. */
    private static void writeAtCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
        }
    }

    private static Optional<Path> directory(Connection connection) throws SQLException {
        return ask(connection, "SELECT DATABASE_PATH()").map(file -> Path.of(file).toAbsolutePath().getParent());
    }

    private String migrate(String database) {
        Flyway flyway = Flyway.configure(DatabaseSetup.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .table(HISTORY_TABLE)
                // Tables of other applications are no reason to refuse; ours are created in any case.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        flyway.migrate();
        MigrationInfo current = flyway.info().current();
        if (current == null || current.getVersion().getVersion().equals("0")) {
            throw new IllegalStateException("Roomcast cannot use " + database
                    + ": no migration was found in the application; build it anew (db/migration is missing or cannot be read)");
        }
        if (current.getState().isResolved()) {
            return current.getVersion().getVersion();
        }
        throw new IllegalStateException("Roomcast cannot use " + database + ": its schema is version " + current.getVersion()
                + ", made by a newer Roomcast; start that one, or restore the backup from before the update");
    }

    private void verify(Facts facts) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            for (String table : TABLES) {
                ask(connection, "SELECT 1 FROM " + table + " WHERE 1 = 0");
            }
            // A delay in the address comes back with each new connection, and migrating has opened some.
            if (facts.h2() && !ask(connection, WRITE_DELAY).equals(Optional.of("0"))) {
                throw new IllegalStateException("Roomcast cannot use " + facts.address()
                        + ": its address sets WRITE_DELAY, so that alerts could be lost; remove that from the data source");
            }
        }
    }

    private static Optional<String> ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
            return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
        }
    }
}
