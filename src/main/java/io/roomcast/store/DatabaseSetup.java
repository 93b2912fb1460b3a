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

    private static final List<String> TABLES = List.of("durable_client", "critical_alert", "acknowledgement");

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
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData facts = connection.getMetaData();
            database = DatabaseText.address(facts.getURL());
            boolean h2 = facts.getDatabaseProductName().equals("H2");
            if (h2) {
                writeAtCommit(connection);
            }
            String version = migrate(database);
            checkTables(connection);
            if (h2) {
                checkWriteDelay(connection, database);
            }
            LOG.info("Database " + database + " (" + facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion()
                    + ") is ready, schema version " + version);
            return h2 ? guardOf(connection) : Optional::empty;
        } catch (SQLException | FlywayException e) {
            String why = DatabaseFailure.of(e).map(DatabaseFailure::explanation).orElseGet(() -> DatabaseText.oneLine(e));
            throw new IllegalStateException("Roomcast cannot use " + database + ": " + why, e);
        }
    }

    /** By default H2 leaves what was committed in memory for half a second. */
    private static void writeAtCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
        }
    }

    /** A delay in the address comes back with each new connection, and migrating has opened some. */
    private static void checkWriteDelay(Connection connection, String database) throws SQLException {
        String query = "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'";
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
            if (result.next() && !result.getString(1).equals("0")) {
                throw new IllegalStateException("Roomcast cannot use " + database
                        + ": its address sets WRITE_DELAY, so that alerts could be lost; remove that from the data source");
            }
        }
    }

    private static WriteGuard guardOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery("SELECT DATABASE_PATH()")) {
            return result.next() && result.getString(1) != null
                    ? new DiskSpace(Path.of(result.getString(1)).toAbsolutePath().getParent(), DiskSpace.RESERVED_BYTES)
                    : Optional::empty;
        }
    }

    private String migrate(String database) {
        Flyway flyway = Flyway.configure(DatabaseSetup.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
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

    private static void checkTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeQuery("SELECT 1 FROM " + table + " WHERE 1 = 0").close();
            }
        }
    }
}
