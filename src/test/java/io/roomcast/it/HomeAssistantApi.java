package io.roomcast.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A real Home Assistant as its owner uses it: over REST, and over its WebSocket what REST cannot do. For one thread. */
final class HomeAssistantApi {

    private static final HttpClient ENGINE = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String JSON = "application/json";
    private static final int OK = 200;

    private final URI base;
    /** The owner's own, for half an hour from {@link #onboard} on. */
    private String token = "";

    HomeAssistantApi(URI base) {
        this.base = base;
    }

    /** Whether its pages are served. */
    boolean answers() {
        try {
            return send(request("manifest.json").GET()).statusCode() == OK;
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    /** Makes the owner's account in a new Home Assistant, and goes on as its owner. */
    void onboard() {
        String client = base.toString();
        String code = post("api/onboarding/users", Json.createObjectBuilder().add("client_id", client).add("name", "Owner")
                .add("username", "owner").add("password", "nobody knows").add("language", "en").build()).getString("auth_code");
        String form = Map.of("grant_type", "authorization_code", "code", code, "client_id", client).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        token = object(send(request("auth/token").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)))).getString("access_token");
        post("api/onboarding/analytics", JsonValue.EMPTY_JSON_OBJECT);
        post("api/onboarding/integration", Json.createObjectBuilder().add("client_id", client).add("redirect_uri", client).build());
    }

    /** A long-lived token of that name. */
    String makeToken(String name) {
        return ((JsonString) command("auth/long_lived_access_token",
                Json.createObjectBuilder().add("client_name", name).add("lifespan", 1).build())).getString();
    }

    /** The token of that name is good no more. */
    void revokeToken(String name) {
        var id = command("auth/refresh_tokens", JsonValue.EMPTY_JSON_OBJECT).asJsonArray().getValuesAs(JsonObject.class).stream()
                .filter(each -> name.equals(each.getString("client_name", ""))).findFirst().orElseThrow().getString("id");
        command("auth/delete_refresh_token", Json.createObjectBuilder().add("refresh_token_id", id).build());
    }

    /** An area is made, unless there is one of that name. */
    void makeArea(String name) {
        if (!areas().contains(name)) {
            command("config/area_registry/create", Json.createObjectBuilder().add("name", name).build());
        }
    }

    /** The names of its areas. */
    List<String> areas() {
        return command("config/area_registry/list", JsonValue.EMPTY_JSON_OBJECT).asJsonArray()
                .getValuesAs(area -> area.asJsonObject().getString("name"));
    }

    void putInto(String area, String entityId) {
        command("config/entity_registry/update", Json.createObjectBuilder().add("entity_id", entityId).add("area_id", area).build());
    }

    /** Has it use that broker. */
    void useBroker(int port, String user, String password) {
        var flow = post("api/config/config_entries/flow", Json.createObjectBuilder().add("handler", "mqtt").build());
        var answers = Map.of("broker", Json.createValue("127.0.0.1"), "port", Json.createValue(port),
                "username", Json.createValue(user), "password", Json.createValue(password),
                "set_client_cert", JsonValue.FALSE, "set_ca_cert", Json.createValue("off"));
        var end = post("api/config/config_entries/flow/" + flow.getString("flow_id"), ConfigFlowForm.of(flow)
                .filledIn(answers));
        if (!end.getString("type").equals("create_entry")) {
            throw new AssertionError("the broker was not taken: " + end);
        }
    }

    /** Calls a service for an entity. */
    void call(String domain, String service, String entityId) {
        send(authorized("api/services/" + domain + "/" + service).header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(Json.createObjectBuilder().add("entity_id", entityId).build().toString())));
    }

    /** What an entity says, if there is one, with its attributes. */
    Optional<JsonObject> entity(String entityId) {
        var answer = send(authorized("api/states/" + entityId).GET());
        return answer.statusCode() == OK ? Optional.of(object(answer)) : Optional.empty();
    }

    /** What an entity says; nothing while it is not there or does not know. */
    Optional<String> state(String entityId) {
        return entity(entityId).map(entity -> entity.getString("state"))
                .filter(state -> !state.equals("unknown") && !state.equals("unavailable"));
    }

    /** Sends a command over a socket of its own, and brings its result. */
    private JsonValue command(String type, JsonObject members) {
        try (var socket = TestClient.connect(base, "/api/websocket")) {
            socket.next();
            socket.send(Json.createObjectBuilder().add("type", "auth").add("access_token", token).build());
            socket.next();
            socket.send(Json.createObjectBuilder(members).add("id", 1).add("type", type).build());
            var answer = socket.next();
            if (!answer.getBoolean("success")) {
                throw new AssertionError(type + " failed: " + answer);
            }
            return answer.get("result");
        }
    }

    private JsonObject post(String path, JsonObject body) {
        var answer = send(authorized(path).header("Content-Type", JSON).POST(BodyPublishers.ofString(body.toString())));
        if (answer.statusCode() != OK) {
            throw new AssertionError(path + " was answered by " + answer.statusCode() + ": " + answer.body());
        }
        return object(answer);
    }

    private HttpRequest.Builder authorized(String path) {
        return token.isEmpty() ? request(path) : request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Inbox.PATIENCE);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return ENGINE.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for Home Assistant", e);
        }
    }

    private static JsonObject object(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
