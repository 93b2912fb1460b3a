package io.roomcast.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Predicate;

/** What a server tells of itself over plain HTTP: its status, its health, its metrics. */
final class Api {

    private static final HttpClient ENGINE = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int PATIENCE_SECONDS = 60;

    private Api() {
    }

    /** The status record of the deployed application. */
    static JsonObject status() {
        return status(Server.base());
    }

    static JsonObject status(URI server) {
        return status(server, TestKey.FULL);
    }

    static JsonObject status(URI server, TestKey key) {
        return json(get(server.resolve("api/websocket/status"), "X-API-Key", key.secret()));
    }

    /** Waits for a status that fits. */
    static void awaitStatus(String what, Predicate<JsonObject> fits) {
        await(what).atMost(PATIENCE_SECONDS, SECONDS).until(() -> fits.test(status()));
    }

    /** Waits until no socket is open. */
    static void awaitNoConnections() {
        awaitStatus("all sockets are gone", status -> status.getInt("active_connections") == 0);
    }

    /** The details of the readiness check. */
    static JsonObject health() {
        return json(get(Server.base().resolve("health/ready"))).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals("roomcast"))
                .findFirst().orElseThrow().getJsonObject("data");
    }

    /** Waits until the server hears, or no longer hears, its broker. */
    static void awaitBroker(boolean connected) {
        await("the broker is " + (connected ? "heard" : "away")).atMost(PATIENCE_SECONDS, SECONDS)
                .until(() -> health().getString("mqtt", "not heard of").equals(connected ? "UP" : "DOWN"));
    }

    /** The sum of all samples of a metric whose line holds that text; 0 when there is none. */
    static double metric(String name, String labels) {
        return get(Server.base().resolve("metrics")).body().lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    static HttpResponse<String> get(URI address, String... headers) {
        return send("GET", address, headers);
    }

    /** Sends a request without a body. */
    static HttpResponse<String> send(String method, URI address, String... headers) {
        var request = HttpRequest.newBuilder(address).timeout(Inbox.PATIENCE).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return ENGINE.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + address, e);
        }
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
