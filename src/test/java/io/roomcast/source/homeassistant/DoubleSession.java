package io.roomcast.source.homeassistant;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One conversation of the double. */
final class DoubleSession {

    private static final Set<String> LISTS = Set.of("floor", "area", "device", "entity");

    private final HomeAssistantDouble home;
    private final Consumer<String> out;
    private final Runnable close;
    private final Map<Integer, String> events = new HashMap<>();
    private final Map<Integer, Set<String>> entities = new HashMap<>();
    private boolean welcome;
    private boolean coalesces;
    private int lastId;

    DoubleSession(HomeAssistantDouble home, Consumer<String> out, Runnable close) {
        this.home = home;
        this.out = out;
        this.close = close;
    }

    void welcome() {
        send(message("auth_required").add("ha_version", "2025.4.4"));
    }

    void heard(String text) {
        JsonObject message = Json.createReader(new StringReader(text)).readObject();
        if (!welcome) {
            authenticate(message);
            return;
        }
        int id = message.getInt("id");
        home.asked(message);
        if (id <= lastId) {
            fail(id, "id_reuse", "Identifier values have to increase.");
            return;
        }
        lastId = id;
        answer(id, message.getString("type"), message);
    }

    private void authenticate(JsonObject message) {
        if (message.containsKey("id") || !message.getString("type", "").equals("auth")
                || !home.accepts(message.getString("access_token", ""))) {
            send(message("auth_invalid").add("message", "Invalid access token or password"));
            close.run();
            return;
        }
        welcome = true;
        send(message("auth_ok").add("ha_version", "2025.4.4"));
    }

    private void answer(int id, String type, JsonObject message) {
        if (type.startsWith("config/") && LISTS.contains(type.replaceAll("config/(.*)_registry/list", "$1"))) {
            succeed(id, home.registry().list(type.replaceAll("config/(.*)_registry/list", "$1")));
            return;
        }
        switch (type) {
            case "ping" -> send(message("pong").add("id", id));
            case "supported_features" -> {
                coalesces = message.getJsonObject("features").getInt("coalesce_messages", 0) == 1;
                succeed(id, JsonValue.NULL);
            }
            case "get_config" -> succeed(id, Json.createObjectBuilder()
                    .add("state", home.running()).add("time_zone", "Europe/Amsterdam").build());
            case "subscribe_events" -> {
                events.put(id, message.getString("event_type"));
                succeed(id, JsonValue.NULL);
            }
            case "subscribe_entities" -> subscribe(id, message);
            case "history/history_during_period" -> history(id, message);
            default -> fail(id, "unknown_command", "Unknown command.");
        }
    }

    private void subscribe(int id, JsonObject message) {
        Set<String> wanted = Set.copyOf(message.getJsonArray("entity_ids").getValuesAs(JsonString::getString));
        entities.put(id, wanted);
        JsonObjectBuilder all = Json.createObjectBuilder();
        home.states().forEach((entity, state) -> {
            if (wanted.contains(entity)) {
                all.add(entity, full(state));
            }
        });
        JsonObject answer = result(id, true).add("result", JsonValue.NULL).build();
        JsonObject present = event(id, Json.createObjectBuilder().add("a", all));
        if (coalesces) {
            out.accept(Json.createArrayBuilder().add(answer).add(present).build().toString());
        } else {
            out.accept(answer.toString());
            out.accept(present.toString());
        }
    }

    private static JsonObjectBuilder full(HomeAssistantDouble.State state) {
        JsonObjectBuilder attributes = Json.createObjectBuilder().add("friendly_name", "a name");
        if (state.deviceClass() != null) {
            attributes.add("device_class", state.deviceClass());
        }
        return Json.createObjectBuilder().add("s", state.state()).add("a", attributes).add("c", "01M8H2V6GRG5KVMJE4V5T4733T")
                .add("lc", HomeAssistantDouble.seconds(state.changed()));
    }

    private void history(int id, JsonObject message) {
        if (!home.records()) {
            fail(id, "unknown_command", "Unknown command.");
            return;
        }
        if (home.failsNow()) {
            fail(id, "unknown_error", "Unknown error");
            return;
        }
        Instant start = OffsetDateTime.parse(message.getString("start_time")).toInstant();
        Instant end = OffsetDateTime.parse(message.getString("end_time")).toInstant();
        List<String> wanted = message.getJsonArray("entity_ids").getValuesAs(JsonString::getString);
        JsonObject rows = start.isAfter(home.now()) ? JsonValue.EMPTY_JSON_OBJECT
                : home.history(start, end, wanted, message.getBoolean("include_start_time_state", true));
        home.whenRead(Duration.between(start, end), () -> succeed(id, rows));
    }

    /** An entity changed, or was added. */
    void changed(String entityId, boolean added) {
        HomeAssistantDouble.State state = home.state(entityId);
        JsonObjectBuilder change = added
                ? Json.createObjectBuilder().add("a", Json.createObjectBuilder().add(entityId, full(state)))
                : Json.createObjectBuilder().add("c", Json.createObjectBuilder().add(entityId, Json.createObjectBuilder().add("+",
                        Json.createObjectBuilder().add("s", state.state()).add("lc", HomeAssistantDouble.seconds(state.changed())))));
        tell(entityId, change.build());
    }

    void removed(String entityId) {
        tell(entityId, Json.createObjectBuilder().add("r", Json.createArrayBuilder().add(entityId)).build());
    }

    private void tell(String entityId, JsonObject change) {
        List<JsonObject> messages = new ArrayList<>();
        entities.forEach((id, wanted) -> {
            if (wanted.contains(entityId)) {
                messages.add(event(id, Json.createObjectBuilder(change)));
            }
        });
        if (coalesces && !messages.isEmpty()) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            messages.forEach(array::add);
            out.accept(array.build().toString());
        } else {
            messages.forEach(message -> out.accept(message.toString()));
        }
    }

    /** Something was fired on the bus. */
    void fired(String type, JsonObject event) {
        events.forEach((id, wanted) -> {
            if (wanted.equals(type)) {
                out.accept(event(id, Json.createObjectBuilder(event)).toString());
            }
        });
    }

    private void succeed(int id, JsonValue value) {
        send(result(id, true).add("result", value));
    }

    private void fail(int id, String code, String text) {
        send(result(id, false).add("error", Json.createObjectBuilder().add("code", code).add("message", text)));
    }

    private static JsonObject event(int id, JsonObjectBuilder event) {
        return message("event").add("event", event).add("id", id).build();
    }

    private static JsonObjectBuilder result(int id, boolean success) {
        return Json.createObjectBuilder().add("id", id).add("type", "result").add("success", success);
    }

    private static JsonObjectBuilder message(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    private void send(JsonObjectBuilder message) {
        out.accept(message.build().toString());
    }
}
