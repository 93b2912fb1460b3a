package io.roomcast.config;

import java.util.ArrayList;
import java.util.List;

/** Makes texts from outside fit to stand in a message of one line. */
public final class OneLine {

    /** The longest message, in characters. */
    public static final int LONGEST = 300;

    private static final int LONGEST_VALUE = 100;
    private static final String CUT = " … ";

    private OneLine() {
    }

    /**
     * The text on one line of at most {@value #LONGEST} characters. Control characters, line separators and the
     * characters that change the direction of writing are shown as {@code \\uXXXX}; of a longer text the middle is left
     * out.
     */
    public static String of(String text) {
        String escaped = escape(text);
        if (escaped.length() <= LONGEST) {
            return escaped;
        }
        int tail = LONGEST / 2 - CUT.length();
        return head(escaped, LONGEST / 2) + CUT + escaped.substring(tailFrom(escaped, escaped.length() - tail));
    }

    /** The first lines, each made {@link #of one line}; when there are more than {@code most}, the rest is counted. */
    public static List<String> all(List<String> lines, int most, String rest) {
        List<String> shown = new ArrayList<>(lines.stream().limit(most).map(OneLine::of).toList());
        if (lines.size() > most) {
            shown.add("and " + (lines.size() - most) + " " + rest);
        }
        return List.copyOf(shown);
    }

    /**
     * A name or value in quotes, escaped likewise; of one with more than {@value #LONGEST_VALUE} characters the
     * beginning.
     */
    public static String quoted(String value) {
        String escaped = escape(value);
        return '"' + (escaped.length() > LONGEST_VALUE ? head(escaped, LONGEST_VALUE) + "…" : escaped) + '"';
    }

    private static String head(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static int tailFrom(String text, int start) {
        return Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> escaped.append(String.format("\\u%04x", point));
                default -> escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
