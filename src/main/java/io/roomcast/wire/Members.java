package io.roomcast.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The members of a JSON object from somebody else, read by type. A member that is absent or {@code null} is no member; one of
 * another type or out of range is refused under its full name, e.g. {@code alternatives[1].confidence}. Immutable.
 *
 * @param <X> what a refusal is
 */
public final class Members<X extends Exception> {

    /** The longest name, version or label in a payload. */
    static final int SHORT_TEXT = 256;
    /** The longest sentence in a payload. */
    static final int LONG_TEXT = 8_192;

    private static final double MAX_EXACT = 1L << 53;

    private final String path;
    private final JsonObject object;
    private final Refusal<X> refusal;

    /** Makes a refusal. */
    @FunctionalInterface
    public interface Refusal<X extends Exception> {

        /**
         * A refusal that can be thrown.
         *
         * @param member the full name of the member at fault
         * @param reason what is wrong with it: what follows its name in a sentence
         */
        X of(String member, String reason);
    }

    private Members(String path, JsonObject object, Refusal<X> refusal) {
        this.path = path;
        this.object = object;
        this.refusal = refusal;
    }

    /** The members of an object, which is nobody's member itself. */
    public static <X extends Exception> Members<X> of(JsonObject object, Refusal<X> refusal) {
        return new Members<>("", object, refusal);
    }

    /**
     * The members of the object that a payload spells. Numbers that are none ({@code NaN}, {@code Infinity}), which
     * some programs write though JSON has none, are read as {@code null}.
     */
    static Members<PayloadException> of(String payload) throws PayloadException {
        try {
            return of(StrictJson.object(NotANumber.asNull(payload)), PayloadException::new);
        } catch (MalformedJsonException malformed) {
            throw new PayloadException("", malformed.getMessage());
        }
    }

    /** An object without members. */
    static Members<PayloadException> none() {
        return of(JsonValue.EMPTY_JSON_OBJECT, PayloadException::new);
    }

    /** The names of all members, those that are {@code null} too. */
    public Set<String> names() {
        return object.keySet();
    }

    /** A member's full name. */
    public String nameOf(String name) {
        return path + name;
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<JsonValue> value(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> value.getValueType() != ValueType.NULL);
    }

    /** A refusal of that member, to be thrown. */
    public X fault(String name, String reason) {
        return refusal.of(nameOf(name), reason);
    }

    <T> T required(String name, Optional<T> value) throws X {
        return value.orElseThrow(() -> fault(name, "is missing"));
    }

    /** A text that has to be there. */
    public String requiredText(String name) throws X {
        return required(name, text(name));
    }

    /** A text of any length that can be sent on. */
    public Optional<String> text(String name) throws X {
        Optional<JsonValue> value = value(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(text(name, value.get(), "must be a string"));
    }

    /** Half of a surrogate pair has no form in UTF-8: whoever passed it on or quoted it could not be understood. */
    private String text(String name, JsonValue value, String reason) throws X {
        if (!(value instanceof JsonString string)) {
            throw fault(name, reason);
        }
        String text = string.getString();
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw fault(name, "must not hold half of a surrogate pair");
        }
        return text;
    }

    /** A text that can be stored, too. */
    Optional<String> text(String name, int maxLength) throws X {
        Optional<String> text = text(name);
        if (text.isPresent() && text.get().length() > maxLength) {
            throw fault(name, "must have at most " + maxLength + " characters");
        }
        if (text.isPresent() && text.get().indexOf(0) >= 0) {
            throw fault(name, "must not hold the character U+0000");
        }
        return text;
    }

    /** The texts of a list, without repetitions; nothing when there is no such member. */
    public Optional<Set<String>> texts(String name) throws X {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String reason = "must be a list of strings";
        if (!(value.get() instanceof JsonArray array)) {
            throw fault(name, reason);
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonValue element : array) {
            texts.add(text(name, element, reason));
        }
        return Optional.of(texts);
    }

    /** A number; one that is too large for a {@code double} is infinite. */
    public OptionalDouble number(String name) throws X {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (value.get() instanceof JsonNumber number) {
            return OptionalDouble.of(number.doubleValue());
        }
        throw fault(name, "must be a number");
    }

    OptionalDouble finite(String name) throws X {
        OptionalDouble number = number(name);
        if (number.isPresent() && !Double.isFinite(number.getAsDouble())) {
            throw fault(name, "is too large a number");
        }
        return number;
    }

    /** A probability or share. */
    public OptionalDouble share(String name) throws X {
        OptionalDouble share = number(name);
        if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
            throw fault(name, "must be between 0 and 1");
        }
        return share;
    }

    double requiredShare(String name) throws X {
        return share(name).orElseThrow(() -> fault(name, "is missing"));
    }

    /** A whole number, 0 or more; written as a decimal it may be, as long as it is whole. */
    OptionalLong count(String name, long max) throws X {
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

    /** Whether that member is true; it is false when there is none. */
    public boolean flag(String name) throws X {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty() || value.get().getValueType() == ValueType.FALSE) {
            return false;
        }
        if (value.get().getValueType() != ValueType.TRUE) {
            throw fault(name, "must be true or false");
        }
        return true;
    }

    /** A time in ISO-8601. */
    public Optional<Instant> time(String name) throws X {
        Optional<String> text = text(name, SHORT_TEXT);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(IsoTime.parse(text.get()).orElseThrow(() -> fault(name, "must be an ISO-8601 time")));
    }

    /** One of the constants, by its name in lower case. */
    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) throws X {
        Optional<String> text = text(name, SHORT_TEXT);
        return text.isEmpty() ? Optional.empty() : Optional.of(constant(name, text.get(), type));
    }

    <E extends Enum<E>> List<E> choices(String name, Class<E> type) throws X {
        List<E> constants = new ArrayList<>();
        for (JsonValue element : array(name)) {
            if (!(element instanceof JsonString string)) {
                throw fault(name, "must hold texts");
            }
            constants.add(constant(name, string.getString(), type));
        }
        return constants;
    }

    private <E extends Enum<E>> E constant(String name, String text, Class<E> type) throws X {
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

    /** The members of an object that is a member itself. */
    public Optional<Members<X>> object(String name) throws X {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!(value.get() instanceof JsonObject member)) {
            throw fault(name, "must be an object");
        }
        return Optional.of(new Members<>(path + name + ".", member, refusal));
    }

    List<Members<X>> objects(String name) throws X {
        JsonArray elements = array(name);
        List<Members<X>> members = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (!(elements.get(i) instanceof JsonObject element)) {
                throw fault(name + "[" + i + "]", "must be an object");
            }
            members.add(new Members<>(path + name + "[" + i + "].", element, refusal));
        }
        return members;
    }

    private JsonArray array(String name) throws X {
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
