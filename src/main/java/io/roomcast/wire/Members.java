package io.roomcast.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The members of a JSON object, read by type. A member that is absent or {@code null} is no member; one of another type or out of
 * range is a {@link PayloadException} that names it.
 */
final class Members {

    /** The longest name, version or label. */
    static final int SHORT_TEXT = 256;
    /** The longest sentence. */
    static final int LONG_TEXT = 8_192;

    private static final double MAX_EXACT = 1L << 53;

    private final String path;
    private final JsonObject object;

    private Members(String path, JsonObject object) {
        this.path = path;
        this.object = object;
    }

    static Members of(String text) throws PayloadException {
        try {
            return new Members("", StrictJson.object(text));
        } catch (MalformedJsonException malformed) {
            throw new PayloadException("", malformed.getMessage());
        }
    }

    Set<String> names() {
        return object.keySet();
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<JsonValue> value(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> value.getValueType() != ValueType.NULL);
    }

    PayloadException fault(String name, String reason) {
        return new PayloadException(path + name, reason);
    }

    <T> T required(String name, Optional<T> value) throws PayloadException {
        return value.orElseThrow(() -> fault(name, "is missing"));
    }

    Optional<String> text(String name, int maxLength) throws PayloadException {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!(value.get() instanceof JsonString string)) {
            throw fault(name, "must be a text");
        }
        String text = string.getString();
        if (text.length() > maxLength) {
            throw fault(name, "must have at most " + maxLength + " characters");
        }
        if (!storable(text)) {
            throw fault(name, "must not hold the character U+0000 or half a surrogate pair");
        }
        return Optional.of(text);
    }

    /** Text that no encoder garbles and no database refuses. */
    private static boolean storable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    OptionalDouble number(String name) throws PayloadException {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!(value.get() instanceof JsonNumber number)) {
            throw fault(name, "must be a number");
        }
        double amount = number.doubleValue();
        if (!Double.isFinite(amount)) {
            throw fault(name, "is too large a number");
        }
        return OptionalDouble.of(amount);
    }

    /** A probability or share. */
    OptionalDouble share(String name) throws PayloadException {
        OptionalDouble share = number(name);
        if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
            throw fault(name, "must be between 0 and 1");
        }
        return share;
    }

    double requiredShare(String name) throws PayloadException {
        return share(name).orElseThrow(() -> fault(name, "is missing"));
    }

    /** A whole number, 0 or more; written as a decimal it may be, as long as it is whole. */
    OptionalLong count(String name, long max) throws PayloadException {
        OptionalDouble number = number(name);
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        double amount = number.getAsDouble();
        if (amount != Math.rint(amount) || amount < 0 || amount > Math.min(max, MAX_EXACT)) {
            throw fault(name, "must be a whole number between 0 and " + max);
        }
        return OptionalLong.of((long) amount);
    }

    boolean flag(String name) throws PayloadException {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty() || value.get().getValueType() == ValueType.FALSE) {
            return false;
        }
        if (value.get().getValueType() != ValueType.TRUE) {
            throw fault(name, "must be true or false");
        }
        return true;
    }

    Optional<Instant> time(String name) throws PayloadException {
        Optional<String> text = text(name, SHORT_TEXT);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(IsoTime.parse(text.get()).orElseThrow(() -> fault(name, "must be an ISO-8601 time")));
    }

    /** One of the constants, by its name in lower case. */
    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) throws PayloadException {
        Optional<String> text = text(name, SHORT_TEXT);
        return text.isEmpty() ? Optional.empty() : Optional.of(constant(name, text.get(), type));
    }

    <E extends Enum<E>> List<E> choices(String name, Class<E> type) throws PayloadException {
        List<E> constants = new ArrayList<>();
        for (JsonValue element : array(name)) {
            if (!(element instanceof JsonString string)) {
                throw fault(name, "must hold texts");
            }
            constants.add(constant(name, string.getString(), type));
        }
        return constants;
    }

    private <E extends Enum<E>> E constant(String name, String text, Class<E> type) throws PayloadException {
        for (E constant : type.getEnumConstants()) {
            if (JsonText.name(constant).equals(text)) {
                return constant;
            }
        }
        throw fault(name, "must be one of " + namesOf(type));
    }

    private static <E extends Enum<E>> String namesOf(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(JsonText::name).toList().toString();
    }

    Optional<Members> object(String name) throws PayloadException {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!(value.get() instanceof JsonObject member)) {
            throw fault(name, "must be an object");
        }
        return Optional.of(new Members(path + name + ".", member));
    }

    List<Members> objects(String name) throws PayloadException {
        JsonArray elements = array(name);
        List<Members> members = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (!(elements.get(i) instanceof JsonObject element)) {
                throw fault(name + "[" + i + "]", "must be an object");
            }
            members.add(new Members(path + name + "[" + i + "].", element));
        }
        return members;
    }

    private JsonArray array(String name) throws PayloadException {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (!(value.get() instanceof JsonArray array)) {
            throw fault(name, "must be a list");
        }
        return array;
    }
}
