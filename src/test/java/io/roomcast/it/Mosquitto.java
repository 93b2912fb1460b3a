package io.roomcast.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The broker Mosquitto as a process of its own. It lets in one user, by password. Sessions and retained messages outlive a stop.
 * A test that needs it is skipped where it is not installed.
 */
final class Mosquitto implements AutoCloseable {

    static final String USER = "home";
    static final String PASSWORD = "no-guest-knows-this-one";

    private final Path program = Machine.mosquitto();
    private final Path directory;
    private final int port;
    private Process process;

    /** Prepared, not running. The name must be the test's own: the directory is named so. */
    Mosquitto(String name, int port) {
        this.directory = Server.workDirectory().resolve("mosquitto").resolve(name).toAbsolutePath();
        this.port = port;
    }

    int port() {
        return port;
    }

    Mosquitto start() {
        try {
            Files.createDirectories(directory);
            var passwords = directory.resolve("passwords");
            Files.deleteIfExists(passwords);
            run(List.of(Machine.mosquittoPasswd().toString(), "-b", "-c", passwords.toString(), USER, PASSWORD));
            var settings = directory.resolve("mosquitto.conf");
            Files.writeString(settings, """
                    listener %d 127.0.0.1
                    allow_anonymous false
                    password_file %s
                    persistence true
                    persistence_location %s/
                    user %s
                    """.formatted(port, passwords, directory, System.getProperty("user.name")));
            process = new ProcessBuilder(program.toString(), "-c", settings.toString()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("mosquitto.log").toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("Mosquitto listens").atMost(Duration.ofSeconds(20)).until(this::listens);
        return this;
    }

    /** Publishes with mosquitto_pub, at QoS 1. */
    void publish(String topic, String payload, String... options) {
        var command = new ArrayList<>(List.of(Machine.mosquittoPub().toString(), "-h", "127.0.0.1", "-p", Integer.toString(port),
                "-u", USER, "-P", PASSWORD, "-q", "1", "-t", topic, "-m", payload));
        command.addAll(List.of(options));
        run(command);
    }

    /** As {@link #publish}, kept by the broker for those who come later. */
    void retain(String topic, String payload) {
        publish(topic, payload, "-r");
    }

    /** Stops it in order, if it runs: it writes down what it holds. */
    void stop() {
        if (process != null) {
            process.destroy();
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        stop();
    }

    private static void run(List<String> command) {
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new AssertionError(command.get(0) + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command.get(0), e);
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
