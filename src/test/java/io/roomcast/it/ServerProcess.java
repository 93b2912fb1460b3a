package io.roomcast.it;

import static org.awaitility.Awaitility.await;

import io.roomcast.store.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The current server as an operating system's process of its own, with the packaged application, ports, settings and data
 * that nobody shares: for tests that kill and restart it, or show a start that fails. What it is started with stays from one
 * start to the next, unless changed in between.
 */
final class ServerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Path directory;
    private final Installation installation;
    private final Map<String, String> environment = new HashMap<>();
    private final Thread reaper = new Thread(this::killIfAlive, "kills a server left running");
    private Process process;

    /** Prepared, not started. The name must be the test's own: the directory is named so. */
    ServerProcess(String name, Settings settings) {
        directory = Server.workDirectory().resolve("processes").resolve(name).toAbsolutePath();
        installation = Installation.of(Server.current(), directory);
        Runtime.getRuntime().addShutdownHook(reaper);
        settings.writeTo(configDirectory());
        environment("OCCUPANCY_CONFIG_DIR", configDirectory().toString());
        environment("OCCUPANCY_DATA_DIR", dataDirectory().toString());
        environment("WEBSOCKET_API_PORT", Integer.toString(installation.httpPort()));
    }

    /** Sets an environment variable for the next start. */
    ServerProcess environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Has the application keep what it stores in that PostgreSQL; to be said before the first start. */
    ServerProcess use(PostgresServer postgres) {
        installation.use(postgres);
        return this;
    }

    /** Starts and waits until the application answers. */
    ServerProcess start() {
        launch();
        await("the application answers").atMost(START).pollInterval(Duration.ofMillis(250)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended by itself:\n" + log());
            }
            return answers();
        });
        return this;
    }

    /** Starts and waits for no application. */
    void launch() {
        try {
            Files.createDirectories(dataDirectory());
            installation.refresh();
            var builder = new ProcessBuilder(installation.command()).directory(directory.toFile())
                    .redirectErrorStream(true).redirectOutput(directory.resolve("console.log").toFile());
            builder.environment().putAll(installation.environment());
            builder.environment().putAll(environment);
            process = builder.start();
            installation.complete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the log of the current start says something. */
    void awaitLog(String text) {
        await("the log says: " + text).atMost(START).until(() -> log().contains(text));
    }

    /** As {@code kill -9} does. */
    void kill() {
        var all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(all);
    }

    /** Asks it to stop and waits until it has. */
    void stop() {
        var all = all();
        all.get(all.size() - 1).destroy();
        awaitEnd(all);
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + installation.httpPort() + "/");
    }

    Path configDirectory() {
        return directory.resolve("config");
    }

    Path dataDirectory() {
        return directory.resolve("data");
    }

    /** What it has printed since the last start. */
    String console() {
        try {
            return Files.readString(directory.resolve("console.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has logged since the last start. */
    String log() {
        try {
            return Files.exists(installation.log()) ? Files.readString(installation.log()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        killIfAlive();
        Runtime.getRuntime().removeShutdownHook(reaper);
    }

    private void killIfAlive() {
        if (isAlive()) {
            kill();
        }
    }

    private boolean answers() {
        var request = HttpRequest.newBuilder(base()).timeout(Duration.ofSeconds(5)).build();
        try {
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("Roomcast");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the server started", e);
        }
    }

    /** The process that was started, then those it started in turn; the server itself is the last. */
    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(STOP.toSeconds(), TimeUnit.SECONDS).join();
    }
}
