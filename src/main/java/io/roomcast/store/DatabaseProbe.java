package io.roomcast.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Asks the database something small. Connections that prove dead are taken out of the server's pool, since not every pool
 * notices by itself; so a database that is back is found at the next probe. Blocks for as long as the database does not answer.
 * Thread-safe.
 */
final class DatabaseProbe {

    /** More than pools usually hold: one probe is to clear them all out. */
    private static final int MAX_DEAD_CONNECTIONS = 64;

    private static final String QUESTION = "SELECT 1 FROM durable_client WHERE 1 = 0";

    private final DataSource dataSource;
    private final WriteGuard guard;

    DatabaseProbe(DataSource dataSource, WriteGuard guard) {
        this.dataSource = dataSource;
        this.guard = guard;
    }

    /**
     * What a probe found.
     *
     * @param queryTime how long the query took, if it was answered
     * @param problem   what is wrong in plain words, if something is
     */
    record Finding(Optional<Duration> queryTime, Optional<String> problem) {

        static Finding failed(String problem) {
            return new Finding(Optional.empty(), Optional.of(problem));
        }
    }

    Finding probe() {
        Finding finding = Finding.failed("it does not answer");
        for (int i = 0; i < MAX_DEAD_CONNECTIONS && finding.queryTime().isEmpty(); i++) {
            try (Connection connection = dataSource.getConnection()) {
                finding = ask(connection);
            } catch (SQLException e) {
                return failed(e);
            }
        }
        return finding;
    }

    private Finding ask(Connection connection) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(QUESTION).close();
            return new Finding(Optional.of(Duration.ofNanos(System.nanoTime() - start)), guard.objection());
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            return failed(e);
        }
    }

    private static Finding failed(SQLException failure) {
        return Finding.failed(DatabaseFailure.of(failure).map(DatabaseFailure::explanation).orElseGet(() -> DatabaseText.oneLine(failure)));
    }
}
