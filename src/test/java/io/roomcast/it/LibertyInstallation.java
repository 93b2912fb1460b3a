package io.roomcast.it;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Open Liberty: the unpacked programs are shared, the user directory is its own. */
final class LibertyInstallation implements Installation {

    private final Path programs = Server.LIBERTY.home();
    private final Path user;
    private final Path server;
    private final int port = Machine.freePort();

    LibertyInstallation(Path directory) {
        user = directory.resolve("usr");
        server = user.resolve("servers/defaultServer");
    }

    @Override
    public int httpPort() {
        return port;
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
    public List<String> command() {
        return List.of(programs.resolve("bin/server").toString(), "run", "defaultServer");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("WLP_USER_DIR", user.toString(), "JAVA_HOME", System.getProperty("java.home"), "JVM_ARGS", "-Xmx512m");
    }

    @Override
    public Path log() {
        return server.resolve("logs/messages.log");
    }
}
