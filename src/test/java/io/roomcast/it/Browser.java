package io.roomcast.it;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Chromium without a window, driven through its own driver by W3C WebDriver, which is JSON over HTTP. It finds no other
 * machine than this one.
 */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    /** Without a sandbox, because builds run as root as well. */
    private static final List<String> ARGUMENTS = List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final URI commands;

    private Browser(Process driver, int port, Path chromium) {
        this.driver = driver;
        URI address = URI.create("http://127.0.0.1:" + port + "/");
        await("the browser's driver answers").atMost(PATIENCE).ignoreException(ConnectException.class)
                .until(() -> http.send(HttpRequest.newBuilder(address.resolve("status")).build(), BodyHandlers.discarding())
                        .statusCode() == 200);
        var session = send(address.resolve("session"), capabilities(chromium)).asJsonObject().getString("sessionId");
        commands = address.resolve("session/" + session + "/");
    }

    /** Starts one, or skips the test where there is none. */
    static Browser open() {
        var chromium = Machine.chromium();
        var program = Machine.chromeDriver().toString();
        var port = Machine.freePort();
        Process driver;
        try {
            var log = Files.createDirectories(Server.workDirectory()).resolve("browser.log").toFile();
            driver = new ProcessBuilder(program, "--port=" + port).redirectErrorStream(true).redirectOutput(log).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return new Browser(driver, port, chromium);
        } catch (RuntimeException | Error e) {
            end(driver);
            throw e;
        }
    }

    void visit(URI address) {
        send(commands.resolve("url"), Json.createObjectBuilder().add("url", address.toString()));
    }

    /** Clicks where an element is, as a user would. */
    void click(String selector) {
        send(element(selector, "click"), Json.createObjectBuilder());
    }

    /** Types into a field. */
    void type(String selector, String text) {
        send(element(selector, "value"), Json.createObjectBuilder().add("text", text));
    }

    /** The text that a user sees in an element, or nothing when there is no such element or it is hidden. */
    String text(String selector) {
        return evaluate("return document.querySelector(arguments[0])?.innerText ?? ''", selector);
    }

    void awaitText(String selector, String expected) {
        await(selector + " shows: " + expected).atMost(PATIENCE).until(() -> text(selector), seen -> seen.contains(expected));
    }

    boolean isVisible(String selector) {
        return evaluate("return String(document.querySelector(arguments[0])?.checkVisibility() ?? false)", selector).equals("true");
    }

    void awaitVisible(String selector, boolean visible) {
        await(selector + (visible ? " is to be seen" : " is hidden")).atMost(PATIENCE).until(() -> isVisible(selector) == visible);
    }

    /** Runs a script, which returns a text. */
    String evaluate(String script, String... arguments) {
        JsonArrayBuilder given = Json.createArrayBuilder();
        List.of(arguments).forEach(given::add);
        return ((JsonString) send(commands.resolve("execute/sync"),
                Json.createObjectBuilder().add("script", script).add("args", given))).getString();
    }

    /** What the console has complained of since it was asked last: errors, warnings, breaches of the page's policy. */
    List<String> complaints() {
        return send(commands.resolve("se/log"), Json.createObjectBuilder().add("type", "browser")).asJsonArray()
                .getValuesAs(JsonObject.class).stream()
                .filter(entry -> List.of("SEVERE", "WARNING").contains(entry.getString("level")))
                .map(entry -> entry.getString("message"))
                .toList();
    }

    @Override
    public void close() {
        try {
            exchange(HttpRequest.newBuilder(URI.create(commands.toString().replaceFirst("/$", ""))).DELETE().build());
        } finally {
            end(driver);
        }
    }

    private URI element(String selector, String command) {
        var found = send(commands.resolve("element"),
                Json.createObjectBuilder().add("using", "css selector").add("value", selector)).asJsonObject();
        return commands.resolve("element/" + found.getString(ELEMENT) + "/" + command);
    }

    private static JsonObjectBuilder capabilities(Path chromium) {
        return Json.createObjectBuilder().add("capabilities", Json.createObjectBuilder().add("alwaysMatch", Json.createObjectBuilder()
                .add("browserName", "chrome")
                .add("goog:loggingPrefs", Json.createObjectBuilder().add("browser", "ALL"))
                .add("goog:chromeOptions", Json.createObjectBuilder()
                        .add("binary", chromium.toString())
                        .add("args", Json.createArrayBuilder(ARGUMENTS)))));
    }

    private JsonValue send(URI command, JsonObjectBuilder parameters) {
        return exchange(HttpRequest.newBuilder(command).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(parameters.build().toString())).build());
    }

    private JsonValue exchange(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(request + " was answered with " + answer.body());
            }
            try (var reader = Json.createReader(new StringReader(answer.body()))) {
                return reader.readObject().get("value");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the browser", e);
        }
    }

    private static void end(Process driver) {
        var all = java.util.stream.Stream.concat(driver.descendants(), java.util.stream.Stream.of(driver.toHandle())).toList();
        driver.destroy();
        try {
            driver.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
