package io.roomcast.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A real Home Assistant as a process of its own, on 127.0.0.1 alone. Its binary sensors say what switches behind them say, which its API
 * turns. It keeps its past, and all it is told, over a stop. A test that needs it is skipped where it is not installed.
 */
final class HomeAssistant implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final String SETTINGS = """
            homeassistant: {name: Test, latitude: 52.0, longitude: 5.0, elevation: 0, time_zone: Europe/Vienna, country: AT, currency: EUR}
            http: {server_host: 127.0.0.1, server_port: %d}
            api:
            websocket_api:
            config:
            recorder:
            history:
            logger: {default: info}
            input_boolean:
            %stemplate:
              - binary_sensor:
            %s""";
    /** What the browser would say is said; it would also have Home Assistant look up things in the internet. */
    private static final String ONBOARDING = """
            {"version": 4, "minor_version": 1, "key": "onboarding", "data": {"done": ["core_config"]}}
            """;

    private final Path python;
    private final Path directory;
    private final int port = Machine.freePort();
    private final HomeAssistantApi api = new HomeAssistantApi(base());
    private final Thread reaper = new Thread(this::killIfAlive, "kills a Home Assistant left running");
    private Process process;

    /**
     * Prepared, not running. The name must be the test's own: the directory is named so.
     *
     * @param sensors the names and device classes of its sensors; of {@code Hall motion} there is {@code binary_sensor.hall_motion}
     */
    HomeAssistant(HomeAssistantRelease release, String name, Map<String, String> sensors) {
        python = release.python();
        directory = Server.workDirectory().resolve("home-assistant").resolve(name).toAbsolutePath();
        Runtime.getRuntime().addShutdownHook(reaper);
        var ordered = new TreeMap<>(sensors);
        try {
            Installation.delete(directory);
            Files.createDirectories(directory.resolve(".storage"));
            Files.writeString(directory.resolve(".storage/onboarding"), ONBOARDING);
            Files.writeString(directory.resolve("configuration.yaml"), SETTINGS.formatted(port,
                    ordered.keySet().stream().map(sensor -> "  " + id(sensor) + ":\n").collect(Collectors.joining()),
                    ordered.entrySet().stream().map(sensor -> sensor(sensor.getKey(), sensor.getValue())).collect(Collectors.joining())));
            try (var launcher = HomeAssistant.class.getResourceAsStream("home_assistant.py")) {
                Files.copy(launcher, directory.resolve("home_assistant.py"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sensor(String name, String deviceClass) {
        return """
                  - {name: %s, unique_id: %s, device_class: %s, state: "{{ is_state('input_boolean.%2$s', 'on') }}"}
            """.formatted(name, id(name), deviceClass);
    }

    /** What the ids of a sensor of that name and of its switch end in. */
    static String id(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    HomeAssistant start() {
        try {
            process = new ProcessBuilder(python.toString(), directory.resolve("home_assistant.py").toString(),
                    "-c", directory.toString(), "--skip-pip").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("console.log").toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("Home Assistant answers; its log is in " + directory).atMost(START).pollInterval(Duration.ofMillis(250)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("Home Assistant ended by itself; its log is in " + directory);
            }
            return api.answers();
        });
        return this;
    }

    /** Has it stop in order, which takes it some seconds. */
    void stop() {
        process.destroy();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    HomeAssistantApi api() {
        return api;
    }

    /** Turns the switch behind a sensor of that name, so that it says so. */
    void says(String name, boolean on) {
        api.call("input_boolean", on ? "turn_on" : "turn_off", "input_boolean." + id(name));
    }

    @Override
    public void close() {
        killIfAlive();
        Runtime.getRuntime().removeShutdownHook(reaper);
    }

    private void killIfAlive() {
        if (process != null && process.isAlive()) {
            process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }
}
