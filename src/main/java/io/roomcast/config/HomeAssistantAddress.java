package io.roomcast.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the address of Home Assistant's WebSocket of the address that people know, which is the one of its pages. */
final class HomeAssistantAddress {

    private static final Pattern FORM = Pattern.compile(
            "(?i:(https?|wss?))://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?((?:/[A-Za-z0-9._~-]+)*)/?");
    private static final String PATH = "/api/websocket";

    private HomeAssistantAddress() {
    }

    /** The WebSocket's address, or nothing when the text is no address; one that is a WebSocket's already stays as it is. */
    static Optional<URI> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || matcher.group(3) != null && !isPort(Integer.parseInt(matcher.group(3)))) {
            return Optional.empty();
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        String port = matcher.group(3) == null ? "" : ":" + matcher.group(3);
        String base = matcher.group(4);
        return Optional.of(URI.create((scheme.equals("https") || scheme.equals("wss") ? "wss://" : "ws://")
                + matcher.group(2) + port + (base.endsWith("/websocket") ? base : base + PATH)));
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= 65_535;
    }
}
