package io.roomcast.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What this machine has for the tests that talk to other programs. What it lacks skips the test, with how to get it. */
final class Machine {

    private Machine() {
    }

    /** A Python that has the library websockets. */
    static Path python() {
        return Stream.of("python3", "python").flatMap(name -> onPath(name).stream())
                .filter(python -> succeeds(python.toString(), "-c", "import websockets"))
                .findFirst()
                .orElseGet(() -> missing("Python 3 with the library websockets", "python3 -m pip install websockets"));
    }

    /** Node.js. */
    static Path node() {
        return onPath("node").orElseGet(() -> missing("Node.js", "apt-get install nodejs npm"));
    }

    /** The directory to give Node.js as NODE_PATH so that it finds the library ws. */
    static Path nodeModules() {
        return Stream.of("examples/node_modules", "target/node/node_modules").map(Path::of)
                .filter(modules -> Files.isDirectory(modules.resolve("ws")))
                .map(Path::toAbsolutePath)
                .findFirst()
                .orElseGet(() -> missing("the Node.js library ws", "npm install --prefix target/node ws"));
    }

    static Path mosquitto() {
        return onPath("mosquitto").orElseGet(() -> missing("the broker Mosquitto", "apt-get install mosquitto mosquitto-clients"));
    }

    static Path mosquittoPasswd() {
        return onPath("mosquitto_passwd").orElseGet(() -> missing("mosquitto_passwd", "apt-get install mosquitto"));
    }

    static Path mosquittoPub() {
        return onPath("mosquitto_pub").orElseGet(() -> missing("mosquitto_pub", "apt-get install mosquitto-clients"));
    }

    /** The Python of a virtual environment that has Home Assistant, and what it needs for MQTT. */
    static Path homeAssistant(String environment, String remedy) {
        Path python = Path.of(environment, "bin", "python").toAbsolutePath();
        return succeeds(python.toString(), "-c",
                "import aiohasupervisor, hass_frontend, homeassistant, paho.mqtt, pyotp")
                ? python : missing("Home Assistant in " + environment, remedy);
    }

    static Path chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome").flatMap(name -> onPath(name).stream()).findFirst()
                .orElseGet(() -> missing("Chromium", "apt-get install chromium"));
    }

    /** What programs drive Chromium with. */
    static Path chromeDriver() {
        return Stream.of("chromedriver", "chromium.chromedriver").flatMap(name -> onPath(name).stream()).findFirst()
                .orElseGet(() -> missing("driver for Chromium", "apt-get install chromium-driver"));
    }

    /** A port that nothing listens on at the moment. */
    static int freePort() {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Servers are in a directory that not every user has in the path. */
    private static Optional<Path> onPath(String program) {
        var path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator));
        return Stream.concat(path, Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs that command, and says whether it ends well within half a minute. */
    static boolean succeeds(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path missing(String what, String remedy) {
        return abort("skipped: this machine has no " + what + "; to run it: " + remedy);
    }
}
