package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A client program as a process of its own, and what it has printed so far on either stream. */
final class ClientProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private ClientProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it without the environment's proxies: it talks to this machine alone. */
    static ClientProcess start(Path directory, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().put("PYTHONUNBUFFERED", "1");
        builder.environment().putAll(environment);
        return new ClientProcess(builder.start());
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for a line in which the pattern is found. */
    void awaitLine(String pattern) {
        awaitLines(pattern, 1);
    }

    /** Waits until the pattern has been found in so many lines. */
    void awaitLines(String pattern, int count) {
        Pattern wanted = Pattern.compile(pattern);
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(lines).filteredOn(line -> wanted.matcher(line).find()).hasSizeGreaterThanOrEqualTo(count));
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended; it printed %s", lines).isTrue();
        return process.exitValue();
    }

    /** Sends a signal, as INT, STOP or CONT. */
    void signal(String name) throws IOException, InterruptedException {
        int sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        assertThat(sent).as("kill -%s", name).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            lines.add("[no more output: " + closed.getMessage() + "]");
        }
    }
}
