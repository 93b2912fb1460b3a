package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What cannot work does not start: one clear message, and nothing is served. */
@Execution(ExecutionMode.CONCURRENT)
class FailedStartIT {

    private static final int NOBODY = 0;

    @Test
    void aValueOutOfRangeStopsTheStartWithOneLineThatSaysAllAboutIt() {
        try (var server = new ServerProcess("broken-setting",
                Settings.standard().api("max_connections", -3).api("heartbeat_interval_seconds", "soon"))) {
            server.launch();
            server.awaitLog("tracking.websocket_api_max_connections");
            server.awaitLog("tracking.websocket_api_heartbeat_interval_seconds");

            assertThat(server.log().lines()).anyMatch(line -> line.contains("tracking.websocket_api_max_connections")
                    && line.contains("-3") && line.contains("config.yaml") && line.contains("1000000"));
            assertThat(server.log().lines()).anyMatch(line -> line.contains("tracking.websocket_api_heartbeat_interval_seconds")
                    && line.contains("soon") && line.contains("config.yaml") && line.contains("3600"));
            assertServesNothing(server);
        }
    }

    @Test
    void aDatabaseThatSomebodyElseHoldsStopsTheStart() throws SQLException, IOException {
        assumeOwnDatabase();
        try (var server = new ServerProcess("locked-database", Settings.standard())) {
            Files.createDirectories(server.dataDirectory());
            try (var holder = DriverManager.getConnection(
                    "jdbc:h2:file:" + server.dataDirectory().resolve("roomcast"), "roomcast", "")) {
                assertThat(holder.isValid(5)).isTrue();

                server.launch();
                server.awaitLog("Roomcast cannot use");

                assertThat(server.log().lines()).anyMatch(line -> line.contains("Roomcast cannot use")
                        && line.contains(server.dataDirectory().toString()));
                assertServesNothing(server);
            }
        }
    }

    @Test
    void aDamagedDatabaseStopsTheStart() throws IOException {
        assumeOwnDatabase();
        try (var server = new ServerProcess("damaged-database", Settings.standard())) {
            Files.createDirectories(server.dataDirectory());
            Files.writeString(server.dataDirectory().resolve("roomcast.mv.db"), "this was a database once\n".repeat(1_000));

            server.launch();
            server.awaitLog("Roomcast cannot use");

            assertServesNothing(server);
            assertThat(Files.readString(server.dataDirectory().resolve("roomcast.mv.db"))).as("the file is left for a rescue")
                    .startsWith("this was a database once");
        }
    }

    private static void assumeOwnDatabase() {
        assumeTrue(Server.current() == Server.LIBERTY, "Payara keeps its embedded database in the domain, not in the data directory");
    }

    /** The server may be there, but of the application there is nothing: no half of it. Payara answers 500 while it tries again. */
    private static void assertServesNothing(ServerProcess server) {
        server.awaitLog(Server.current() == Server.LIBERTY ? "CWWKZ0012I" : "Autodeploy failed");
        for (var path : new String[] {"/ws/predictions", "/api/websocket/status", "/app.js"}) {
            assertThat(status(server, path)).as(path).isIn(NOBODY, 404, 500, 503);
        }
    }

    private static int status(ServerProcess server, String path) {
        try (var socket = RawSocket.open(server.base())) {
            return socket.handshake(path).status();
        } catch (UncheckedIOException nobodyListens) {
            return NOBODY;
        }
    }
}
