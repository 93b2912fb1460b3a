package io.roomcast.wire;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Builds the text of one JSON object, member by member, in the order they are put. A member without a value (an empty optional)
 * is left out. Times are ISO-8601 in UTC with milliseconds; names of constants are in lower case. For one thread.
 *
 * <p>It writes through JSON-P rather than binding records by JSON-B because binding keeps no order of members for records, and
 * the domain's records would all have to be written down a second time to get their names and times right.
 */
public final class JsonText {

    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringWriter text;
    private final JsonGenerator generator;

    private JsonText(StringWriter text, JsonGenerator generator) {
        this.text = text;
        this.generator = generator;
    }

    /** An object without members yet. */
    public static JsonText object() {
        StringWriter text = new StringWriter(256);
        JsonGenerator generator = GENERATORS.createGenerator(text);
        generator.writeStartObject();
        return new JsonText(text, generator);
    }

    /** The instant as every message writes it, e.g. {@code 2026-01-15T14:30:00.000Z}. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** The constant's name as every message writes it, e.g. {@code sensor_unavailable}. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Adds members to the text of an object that has at least one.
     *
     * @param object  the text of the object
     * @param members the text of the members to add, without braces
     */
    public static String extend(String object, String members) {
        return object.substring(0, object.length() - 1) + "," + members + "}";
    }

    public JsonText put(String member, String value) {
        generator.write(member, value);
        return this;
    }

    public JsonText put(String member, long value) {
        generator.write(member, value);
        return this;
    }

    public JsonText put(String member, double value) {
        generator.write(member, value);
        return this;
    }

    public JsonText put(String member, boolean value) {
        generator.write(member, value);
        return this;
    }

    public JsonText put(String member, Instant value) {
        return put(member, time(value));
    }

    public JsonText put(String member, Enum<?> value) {
        return put(member, name(value));
    }

    public JsonText put(String member, OptionalDouble value) {
        value.ifPresent(number -> put(member, number));
        return this;
    }

    /** Puts the value's text, or nothing. */
    public JsonText put(String member, Optional<?> value) {
        value.ifPresent(present -> put(member, present instanceof Instant time ? time(time) : present.toString()));
        return this;
    }

    /** Puts the value's text, or {@code null} where readers expect the member to be there. */
    public JsonText putOrNull(String member, Optional<?> value) {
        if (value.isEmpty()) {
            generator.writeNull(member);
        }
        return put(member, value);
    }

    /** Puts the number, or {@code null} where readers expect the member to be there. */
    public JsonText putOrNull(String member, OptionalLong value) {
        if (value.isEmpty()) {
            generator.writeNull(member);
        } else {
            put(member, value.getAsLong());
        }
        return this;
    }

    /** Puts an array of the values' texts. */
    public JsonText put(String member, Collection<?> values) {
        generator.writeStartArray(member);
        values.forEach(value -> generator.write(value instanceof Enum<?> constant ? name(constant) : value.toString()));
        generator.writeEnd();
        return this;
    }

    /** Puts an array with an object for each value. */
    public <T> JsonText putEach(String member, Collection<T> values, BiConsumer<JsonText, T> writer) {
        generator.writeStartArray(member);
        for (T value : values) {
            generator.writeStartObject();
            writer.accept(this, value);
            generator.writeEnd();
        }
        generator.writeEnd();
        return this;
    }

    /** Puts an object whose members the writer adds. */
    public JsonText putObject(String member, Runnable writer) {
        generator.writeStartObject(member);
        writer.run();
        generator.writeEnd();
        return this;
    }

    /** The finished text. Nothing can be put afterwards. */
    public String end() {
        generator.writeEnd();
        generator.close();
        return text.toString();
    }
}
