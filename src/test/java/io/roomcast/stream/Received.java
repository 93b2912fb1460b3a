package io.roomcast.stream;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message as a client gets it; its members are named by their path, such as {@code data.error_code}. */
record Received(JsonObject json) {

    /** The messages of a frame: one, or those of an array. */
    static List<Received> frame(String text) {
        JsonStructure frame;
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            frame = reader.read();
        }
        return frame instanceof JsonArray array
                ? array.getValuesAs(JsonObject.class).stream().map(Received::new).toList()
                : List.of(new Received(frame.asJsonObject()));
    }

    String type() {
        return text("message_type");
    }

    String id() {
        return text("message_id");
    }

    String endpoint() {
        return text("endpoint");
    }

    Optional<String> room() {
        return find("room_id").map(Received::plain);
    }

    /** The text, number or constant at that path. */
    String text(String path) {
        return find(path).map(Received::plain)
                .orElseThrow(() -> new AssertionError("no " + path + " in " + json));
    }

    int number(String path) {
        return Integer.parseInt(text(path));
    }

    boolean has(String path) {
        return find(path).isPresent();
    }

    boolean isReplay() {
        return find("data.replayed").equals(Optional.of(JsonValue.TRUE));
    }

    List<String> texts(String path) {
        return find(path).orElseThrow(() -> new AssertionError("no " + path + " in " + json)).asJsonArray().stream()
                .map(Received::plain).toList();
    }

    /** The names of the members of the object at that path, in order; of the message itself when the path is empty. */
    List<String> names(String path) {
        return new ArrayList<>(find(path).orElseThrow(() -> new AssertionError("no " + path + " in " + json))
                .asJsonObject().keySet());
    }

    private Optional<JsonValue> find(String path) {
        if (path.isEmpty()) {
            return Optional.of(json);
        }
        JsonValue value = json;
        for (String name : path.split("\\.")) {
            value = value == null ? null : value.asJsonObject().get(name);
        }
        return Optional.ofNullable(value);
    }

    private static String plain(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        return value instanceof JsonNumber number ? number.bigDecimalValue().toPlainString() : value.toString();
    }
}
