package io.roomcast.it;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.roomcast.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Open Liberty: the unpacked programs are shared, the user directory is its own. */
final class LibertyInstallation implements Installation {

    private final Path programs = Server.LIBERTY.home();
    private final Path user;
    private final Path server;
    private final int port = Machine.freePort();
    private final Map<String, String> environment = new HashMap<>();

    LibertyInstallation(Path directory) {
        user = directory.resolve("usr");
        server = user.resolve("servers/defaultServer");
        environment.put("WLP_USER_DIR", user.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JVM_ARGS", "-Xmx512m");
    }

    @Override
    public int httpPort() {
        return port;
    }

    @Override
    public void use(PostgresServer postgres) {
        environment.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + postgres.database()
                + "?connectTimeout=5&socketTimeout=30");
        environment.put("DATABASE_USER", postgres.user());
        environment.put("DATABASE_PASSWORD", "secret");
    }

    @Override
    public void refresh() throws IOException {
        Files.createDirectories(server.resolve("dropins"));
        Files.copy(Path.of("liberty/server.xml"), server.resolve("server.xml"), REPLACE_EXISTING);
        Files.copy(Server.war(), server.resolve("dropins/roomcast.war"), REPLACE_EXISTING);
        var drivers = Path.of("shared/resources/jdbc");
        Installation.copy(programs.resolve("usr").resolve(drivers), user.resolve(drivers));
        Files.deleteIfExists(log());
    }

    @Override
    public void complete() {
        // The configuration reads the environment: there is nothing left to do.
    }

    @Override
    public List<String> command() {
        return List.of(programs.resolve("bin/server").toString(), "run", "defaultServer");
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Path log() {
        return server.resolve("logs/messages.log");
    }
}
