package io.roomcast.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a web page comes from. Immutable; two are equal exactly when browsers call them the same origin.
 *
 * @param scheme in lower case
 * @param host   in lower case; an IPv6 address stands in brackets
 * @param port   never absent for http and https; -1 when another scheme's is not given
 */
public record WebOrigin(String scheme, String host, int port) {

    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]*)://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~-]+)(?::(\\d{1,5}))?");

    /** The origin that {@code scheme://host} or {@code scheme://host:port} spells, or nothing when the text has another form. */
    public static Optional<WebOrigin> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        int port = matcher.group(3) == null ? usualPort(scheme) : Integer.parseInt(matcher.group(3));
        return port > 65_535
                ? Optional.empty()
                : Optional.of(new WebOrigin(scheme, matcher.group(2).toLowerCase(Locale.ROOT), port));
    }

    private static int usualPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }

    /** The origin as a browser writes it: without the port that is usual for its scheme. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == usualPort(scheme) ? "" : ":" + port);
    }
}
