package io.roomcast.store;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL of its own in a temporary directory, from the server binaries on this machine. */
public final class PostgresServer implements AutoCloseable {

    private final Path home;
    private final Path bin;
    private final int port;
    private Process process;

    private PostgresServer(Path bin, Path home, int port) {
        this.bin = bin;
        this.home = home;
        this.port = port;
    }

    /** A running server; the calling test is skipped where there is none to run. */
    public static PostgresServer start() {
        Path bin = binaries();
        try {
            Path home = Files.createTempDirectory("roomcast-postgres");
            if (isRoot()) {
                run(List.of("chown", "postgres", home.toString()));
            }
            PostgresServer server = new PostgresServer(bin, home, freePort());
            run(server.asUser("initdb", "-D", home.resolve("data").toString(), "-U", server.user(), "-A", "trust", "-E", "UTF8",
                    "--no-sync"));
            server.boot();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** The name of its one database. */
    public String database() {
        return "postgres";
    }

    /** Its one user, who is let in with any password. */
    public String user() {
        return "roomcast";
    }

    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database());
        source.setUser(user());
        return source;
    }

    PGConnectionPoolDataSource pooledDataSource() {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(dataSource().getUrl());
        source.setUser(user());
        return source;
    }

    void boot() throws IOException {
        process = new ProcessBuilder(asUser("postgres", "-D", home.resolve("data").toString(), "-p", Integer.toString(port),
                        "-k", home.toString(), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=100"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        Awaitility.await("PostgreSQL answers").atMost(Duration.ofSeconds(30)).until(this::answers);
    }

    void halt() throws InterruptedException {
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients.
            run(List.of("kill", "-INT", Long.toString(process.pid())));
            process.waitFor(20, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(dataSource().getUrl(), user(), "")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** PostgreSQL refuses to run as root. */
    private List<String> asUser(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path binaries() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> found = Files.list(versions)) {
                return found.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder())
                        .orElseGet(PostgresServer::missing);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return missing();
    }

    private static Path missing() {
        return abort("no PostgreSQL server on this machine: install Debian's package postgresql to run this test");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void run(List<String> command) throws IOException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
