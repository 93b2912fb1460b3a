package io.roomcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseSetupTest {

    @TempDir
    Path directory;

    @Test
    void anEmptyDatabaseGetsItsTablesAndASecondStartFindsThem() throws Exception {
        DataSource source = h2("roomcast");

        new DatabaseSetup(source, "test").run();
        new DatabaseSetup(source, "test").run();

        assertThat(query(source, "SELECT COUNT(*) FROM \"roomcast_schema_history\" WHERE \"version\" = '1'")).isEqualTo("1");
        assertThat(query(source, "SELECT COUNT(*) FROM critical_alert")).isEqualTo("0");
    }

    @Test
    void tablesOfOtherApplicationsAreLeftAlone() throws Exception {
        DataSource source = h2("shared");
        execute(source, "CREATE TABLE somebody_elses (id INT)");

        new DatabaseSetup(source, "test").run();

        assertThat(query(source, "SELECT COUNT(*) FROM somebody_elses")).isEqualTo("0");
        assertThat(query(source, "SELECT COUNT(*) FROM acknowledgement")).isEqualTo("0");
    }

    @Test
    void h2WritesAtCommitFromThenOn() throws Exception {
        DataSource source = h2("prompt");

        new DatabaseSetup(source, "test").run();

        assertThat(query(source, "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'")).isEqualTo("0");
    }

    @Test
    void anAddressThatDelaysWritesStopsTheStart() {
        assertStartFails(h2("delayed", ";WRITE_DELAY=500")).hasMessageContaining("its address sets WRITE_DELAY");
    }

    @Test
    void aSchemaOfANewerVersionStopsTheStart() throws Exception {
        DataSource source = h2("newer");
        new DatabaseSetup(source, "test").run();
        execute(source, "INSERT INTO \"roomcast_schema_history\" SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', NOW(), 1, TRUE");

        assertStartFails(source).hasMessageMatching(
                "Roomcast cannot use jdbc:h2:file:.*newer: its schema is version 99, made by a newer Roomcast; start that one, or restore .*");
    }

    @Test
    void aMigrationThatFailsStopsTheStart() throws Exception {
        DataSource source = h2("blocked");
        execute(source, "CREATE TABLE durable_client (id INT)");

        assertStartFails(source).hasMessageStartingWith("Roomcast cannot use jdbc:h2:file:").hasMessageContaining("DURABLE_CLIENT");
    }

    @Test
    void aLostTableStopsTheStart() throws Exception {
        DataSource source = h2("lost");
        new DatabaseSetup(source, "test").run();
        execute(source, "DROP TABLE acknowledgement");

        assertStartFails(source).hasMessageContaining("ACKNOWLEDGEMENT");
    }

    @Test
    void anAlteredMigrationStopsTheStart() throws Exception {
        DataSource source = h2("altered");
        new DatabaseSetup(source, "test").run();
        execute(source, "UPDATE \"roomcast_schema_history\" SET \"checksum\" = 1");

        assertStartFails(source).hasMessageContaining("checksum mismatch");
    }

    @Test
    void aFileThatAnotherProcessHasOpenStopsTheStart() throws Exception {
        Process other = Forked.start(HoldOpen.class, directory.resolve("held").toString());
        try {
            Forked.awaitLine(other, "open");

            assertStartFails(h2("held")).hasMessageMatching("Roomcast cannot use the data source test: another process has it open; "
                    + "stop that process, .* \\(.*held\\.mv\\.db.*\\)");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aDamagedFileStopsTheStartAndIsLeftAsItIs() throws Exception {
        Path file = directory.resolve("damaged.mv.db");
        String content = "This is no database. ".repeat(2_000);
        Files.writeString(file, content);

        assertStartFails(h2("damaged")).hasMessageMatching(
                "Roomcast cannot use the data source test: its file is damaged or .*; restore it from a backup.* \\(.*damaged\\.mv\\.db.*\\)");
        assertThat(file).hasContent(content);
    }

    @Test
    void aDirectoryThatCannotBeStopsTheStart() throws IOException {
        Files.writeString(directory.resolve("file"), "in the way");

        assertStartFails(h2("file/sub/roomcast")).hasMessageContaining("its file cannot be opened or written; check that the directory exists");
    }

    @Test
    void aWrongPasswordStopsTheStartAndIsNotShown() throws Exception {
        new DatabaseSetup(h2("secured"), "test").run();
        JdbcDataSource source = h2("secured");
        source.setPassword("geheim");

        assertStartFails(source)
                .hasMessageContaining("it refuses the user or the password; check both")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void anUnreachablePostgresStopsTheStart() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:1/roomcast?user=me&password=geheim");

        assertStartFails(source)
                .hasMessageContaining("it does not answer; check that it runs")
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aPostgresWithoutThatDatabaseStopsTheStart() {
        try (PostgresServer server = PostgresServer.start()) {
            PGSimpleDataSource source = server.dataSource();
            source.setDatabaseName("elsewhere");

            assertStartFails(source).hasMessageContaining("there is no database of that name; create it");
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertStartFails(DataSource source) {
        return assertThatThrownBy(() -> new DatabaseSetup(source, "test").run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Roomcast cannot use ")
                .hasMessageNotContaining("\n");
    }

    private JdbcDataSource h2(String file) {
        return h2(file, "");
    }

    private JdbcDataSource h2(String file, String settings) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + directory.resolve(file) + settings);
        source.setUser("roomcast");
        source.setPassword("");
        return source;
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
