package io.roomcast.wire;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/** Reads JSON that comes from outside. The nesting is checked before anything is parsed, so that no input exhausts the stack. */
public final class StrictJson {

    /** The deepest nesting of objects and arrays that is read. */
    public static final int MAX_NESTING = 32;

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private StrictJson() {
    }

    /**
     * The object that the text spells.
     *
     * @throws MalformedJsonException if it is not JSON, not an object, nested too deep, or holds a number that is too long; the
     *                                message says which
     */
    public static JsonObject object(String text) throws MalformedJsonException {
        if (nesting(text) > MAX_NESTING) {
            throw new MalformedJsonException("the message is nested deeper than " + MAX_NESTING + " levels");
        }
        JsonValue value;
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            parser.next();
            value = parser.getValue();
            if (parser.hasNext()) {
                throw new MalformedJsonException("the message is more than one JSON value");
            }
        } catch (UnsupportedOperationException tooLong) {
            // The parser's way to refuse a number that would take it too long.
            throw new MalformedJsonException("the message is refused: a number in it is too long");
        } catch (RuntimeException notJson) {
            // Parsers have many ways to say so, and none of them is the fault of this server.
            throw new MalformedJsonException("the message is not JSON");
        }
        if (value.getValueType() != JsonValue.ValueType.OBJECT) {
            throw new MalformedJsonException("the message is not a JSON object");
        }
        return value.asJsonObject();
    }

    /** How deep the brackets outside of strings are nested at most; the text need not be JSON. */
    static int nesting(String text) {
        int depth = 0;
        int deepest = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return deepest;
    }
}
