package io.roomcast.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The broker Mosquitto as a process of its own, on a free port that it keeps, open to everybody on this machine; retained
 * messages outlive a restart. A test that needs it is skipped where it is not installed.
 */
final class Mosquitto implements AutoCloseable {

    private final Path program = Machine.mosquitto();
    private final Path directory;
    private final int port = Machine.freePort();
    private Process process;

    /** Prepared, not running. The name must be the test's own: the directory is named so. */
    Mosquitto(String name) {
        directory = Server.workDirectory().resolve("mosquitto").resolve(name).toAbsolutePath();
    }

    int port() {
        return port;
    }

    Mosquitto start() {
        try {
            Files.createDirectories(directory);
            var settings = directory.resolve("mosquitto.conf");
            Files.writeString(settings, """
                    listener %d 127.0.0.1
                    allow_anonymous true
                    persistence true
                    persistence_location %s/
                    user %s
                    """.formatted(port, directory, System.getProperty("user.name")));
            process = new ProcessBuilder(program.toString(), "-c", settings.toString()).redirectErrorStream(true)
                    .redirectOutput(directory.resolve("mosquitto.log").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("Mosquitto listens").atMost(Duration.ofSeconds(20)).until(this::listens);
        return this;
    }

    /** Publishes with mosquitto_pub, at QoS 1. */
    void publish(String topic, String payload) {
        var command = List.of(Machine.mosquittoPub().toString(), "-h", "127.0.0.1", "-p", Integer.toString(port), "-q", "1",
                "-t", topic, "-m", payload);
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new AssertionError("mosquitto_pub ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while publishing", e);
        }
    }

    /** Stops it in order: it writes down what it retains. */
    void stop() {
        if (process != null) {
            process.destroy();
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    void kill() {
        process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        stop();
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
