package io.roomcast.config;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one line says of where the broker is.
 *
 * @param host its name or address, an IPv6 address without brackets
 * @param port its port, if given
 * @param tls  whether the line asks for encryption
 */
record BrokerAddress(String host, OptionalInt port, boolean tls) {

    private static final Pattern FORM = Pattern.compile(
            "(?:(mqtts?|tcp|ssl)://)?(?:\\[([0-9A-Fa-f:.%]+)]|([A-Za-z0-9._-]+))(?::(\\d{1,5}))?/?");

    static Optional<BrokerAddress> parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1);
        String host = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
        OptionalInt port = matcher.group(4) == null
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(matcher.group(4)));
        boolean possible = port.isEmpty() || port.getAsInt() >= 1 && port.getAsInt() <= 65_535;
        return possible
                ? Optional.of(new BrokerAddress(host, port, "mqtts".equals(scheme) || "ssl".equals(scheme)))
                : Optional.empty();
    }
}
