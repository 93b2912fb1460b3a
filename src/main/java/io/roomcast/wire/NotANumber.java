package io.roomcast.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers that JSON does not have, and that Python's {@code json.dumps} writes all the same. */
final class NotANumber {

    /** A text is passed over as a whole; elsewhere these words can only be values. */
    private static final Pattern TEXT_OR_WORD =
            Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*+\"?)|(?:NaN|-?Infinity)", Pattern.DOTALL);

    private NotANumber() {
    }

    /** The same JSON with {@code null} in their place. */
    static String asNull(String json) {
        if (!json.contains("NaN") && !json.contains("Infinity")) {
            return json;
        }
        return TEXT_OR_WORD.matcher(json).replaceAll(found ->
                found.group(1) == null ? "null" : Matcher.quoteReplacement(found.group(1)));
    }
}
