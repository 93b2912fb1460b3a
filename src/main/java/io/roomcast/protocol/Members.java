package io.roomcast.protocol;

import static io.roomcast.protocol.ProtocolException.invalid;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The members of one JSON object from a client, read by type; what does not fit is refused under its full name. */
final class Members {

    private final JsonObject object;
    private final String path;

    Members(JsonObject object, String path) {
        this.object = object;
        this.path = path;
    }

    /** The object's members; their names. */
    Set<String> names() {
        return object.keySet();
    }

    /** The member's full name, e.g. {@code data.filters.rooms}. */
    String nameOf(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    String requiredText(String member) throws ProtocolException {
        return text(member).orElseThrow(() -> invalid(nameOf(member), nameOf(member) + " is missing"));
    }

    Optional<String> text(String member) throws ProtocolException {
        Optional<JsonValue> value = value(member);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonString text && isWellFormed(text.getString())) {
            return Optional.of(text.getString());
        }
        throw invalid(nameOf(member), nameOf(member) + " must be a string");
    }

    OptionalDouble number(String member) throws ProtocolException {
        Optional<JsonValue> value = value(member);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (value.get() instanceof JsonNumber number) {
            return OptionalDouble.of(number.doubleValue());
        }
        throw invalid(nameOf(member), nameOf(member) + " must be a number");
    }

    boolean flag(String member) throws ProtocolException {
        JsonValue value = value(member).orElse(JsonValue.FALSE);
        if (value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE)) {
            return value.equals(JsonValue.TRUE);
        }
        throw invalid(nameOf(member), nameOf(member) + " must be true or false");
    }

    /** The texts of an array, without repetitions; nothing when the member is absent. */
    Optional<Set<String>> texts(String member) throws ProtocolException {
        Optional<JsonValue> value = value(member);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get().getValueType() != JsonValue.ValueType.ARRAY) {
            throw invalid(nameOf(member), nameOf(member) + " must be a list of strings");
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonValue element : value.get().asJsonArray()) {
            if (!(element instanceof JsonString text) || !isWellFormed(text.getString())) {
                throw invalid(nameOf(member), nameOf(member) + " must be a list of strings");
            }
            texts.add(text.getString());
        }
        return Optional.of(texts);
    }

    Optional<Members> object(String member) throws ProtocolException {
        Optional<JsonValue> value = value(member);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get().getValueType() != JsonValue.ValueType.OBJECT) {
            throw invalid(nameOf(member), nameOf(member) + " must be an object");
        }
        return Optional.of(new Members(value.get().asJsonObject(), nameOf(member)));
    }

    /** Half of a surrogate pair has no form in UTF-8: an answer that quoted it could not be sent. */
    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** The member's value; one that is null counts as absent. */
    private Optional<JsonValue> value(String member) {
        return Optional.ofNullable(object.get(member)).filter(value -> value != JsonValue.NULL);
    }
}
