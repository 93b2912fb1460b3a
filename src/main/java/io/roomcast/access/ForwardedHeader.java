package io.roomcast.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Forwarded} of RFC 7239: for each proxy on the way one set of parameters, the nearest proxy's last. */
final class ForwardedHeader {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PAIR =
            Pattern.compile("\\s*(" + TOKEN + ")=(?:(" + TOKEN + ")|\"((?:[^\"\\\\]|\\\\.)*+)\")\\s*([,;]|$)");

    private ForwardedHeader() {
    }

    /**
     * The elements of the header's values, names of parameters in lower case.
     *
     * @return nothing when the header is malformed
     */
    static Optional<List<Map<String, String>>> parse(List<String> values) {
        List<Map<String, String>> elements = new ArrayList<>();
        for (String value : values) {
            if (!parse(value, elements)) {
                return Optional.empty();
            }
        }
        return Optional.of(elements);
    }

    private static boolean parse(String value, List<Map<String, String>> elements) {
        Matcher pair = PAIR.matcher(value);
        Map<String, String> element = new HashMap<>();
        int position = 0;
        while (pair.region(position, value.length()).lookingAt()) {
            String text = pair.group(2) != null ? pair.group(2) : pair.group(3).replaceAll("\\\\(.)", "$1");
            if (element.put(pair.group(1).toLowerCase(Locale.ROOT), text) != null) {
                return false;
            }
            position = pair.end();
            if (!";".equals(pair.group(4))) {
                elements.add(element);
                element = new HashMap<>();
            }
            if (pair.group(4).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
