package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What cannot work does not start: one clear message, and nothing is served but, on Open Liberty, the reason. */
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
            assertThat(server.log().lines().filter(FailedStartIT::isOurs)).as("said once, in one line").hasSize(1);
            assertServesNothing(server, "tracking.websocket_api_max_connections");
        }
    }

    @Test
    void aBrokenFileOfKeysStopsTheStartWithOneLine() throws IOException {
        try (var server = new ServerProcess("broken-keys", Settings.standard())) {
            Files.writeString(server.configDirectory().resolve("api-keys.yaml"),
                    "api_keys: [{name: wall-panel, sha256: 12}]\n");

            server.launch();

            server.awaitLog("Roomcast cannot start: ");
            assertThat(server.log().lines()).anyMatch(line -> line.contains("Roomcast cannot start: ")
                    && line.contains("api-keys.yaml")
                    && line.contains("wall-panel"));
            assertServesNothing(server, "api-keys.yaml");
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
                assertServesNothing(server, "Roomcast cannot use");
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

            assertServesNothing(server, "Roomcast cannot use");
            assertThat(Files.readString(server.dataDirectory().resolve("roomcast.mv.db"))).as("the file is left for a rescue")
                    .startsWith("this was a database once");
        }
    }

    private static void assumeOwnDatabase() {
        assumeTrue(Server.current() == Server.LIBERTY, "Payara keeps its embedded database in the domain, not in the data directory");
    }

    /** On Payara the server repeats in its own words, and in stack traces of its own, what was thrown. */
    private static boolean isOurs(String line) {
        return Server.current() == Server.LIBERTY
                ? line.contains("Roomcast cannot start: ") : line.strip().startsWith("Roomcast cannot start: ");
    }

    /**
     * The server may be there, but of the application there is nothing: no half of it. On Open Liberty it says why;
     * Payara answers 500 while it tries again.
     */
    private static void assertServesNothing(ServerProcess server, String reason) {
        if (Server.current() == Server.LIBERTY) {
            server.awaitLog("CWWKF0011I");
            for (var path : new String[] {"/", "/ws/predictions", "/api/websocket/status", "/app.js",
                    "/health/ready"}) {
                var answer = answer(server, path);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.body()).as(path).contains(reason);
            }
            assertThat(answer(server, "/health/live").statusCode()).as("alive, so that it is not restarted for ever")
                    .isEqualTo(200);
            return;
        }
        server.awaitLog("Autodeploy failed");
        for (var path : new String[] {"/ws/predictions", "/api/websocket/status", "/app.js"}) {
            assertThat(status(server, path)).as(path).isIn(NOBODY, 404, 500, 503);
        }
    }

    private static HttpResponse<String> answer(ServerProcess server, String path) {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.base().resolve(path)).build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
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
