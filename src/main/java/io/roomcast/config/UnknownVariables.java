package io.roomcast.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds environment variables that were meant for a setting in all probability and set nothing. Values are not shown.
 */
final class UnknownVariables {

    /** Read by the server, not by the application. */
    private static final List<String> OF_THE_SERVER =
            List.of("DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD", "TLS_KEYSTORE", "TLS_KEYSTORE_PASSWORD");

    /** So many programs have variables that begin with HOME_ that only those near to ours are named. */
    private static final String TOO_COMMON = "HOME_";

    private static final String WEB_SOCKET = "WEBSOCKET_API_";
    private static final String TRACKING_WEB_SOCKET = "TRACKING_" + WEB_SOCKET;

    private UnknownVariables() {
    }

    /** A line for each variable that was meant for a setting, then one for all others that begin as ours do. */
    static List<String> in(Map<String, String> environment) {
        List<String> lines = new ArrayList<>();
        List<String> others = new ArrayList<>();
        Map<String, String> known = known();
        new TreeMap<>(environment).entrySet().stream().filter(set -> !set.getValue().isBlank()).forEach(variable -> {
            String name = upper(variable.getKey());
            if (known.containsKey(name)) {
                service(name, variable.getValue()).ifPresent(lines::add);
            } else if (!ServiceLink.isOne(Map.entry(name, variable.getValue()))) {
                meant(name, known).ifPresentOrElse(
                        hint -> lines.add("Unknown environment variable " + OneLine.of(variable.getKey())
                                + ": it sets nothing; " + hint),
                        () -> {
                            if (beginsAsOurs(name)) {
                                others.add(OneLine.of(variable.getKey()));
                            }
                        });
            }
        });
        if (!others.isEmpty()) {
            lines.add("Environment variables that begin as settings do and set nothing here: "
                    + String.join(", ", others));
        }
        return lines;
    }

    private static Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        SettingsTable.all().forEach(setting -> {
            known.put(setting.variable(), setting.variable());
            String full = upper(setting.name());
            known.put(full, full);
        });
        OF_THE_SERVER.forEach(name -> known.put(name, name));
        return known;
    }

    private static Optional<String> service(String name, String value) {
        return name.equals(SettingsTable.BROKER_PORT.variable()) && ServiceLink.isAddress(value)
                ? Optional.of("The environment variable " + name + " has the address of a service, as Kubernetes and "
                        + "Docker set it: it sets nothing here; " + SettingsTable.BROKER.name()
                        + " takes a port too (host:port)")
                : Optional.empty();
    }

    private static Optional<String> meant(String name, Map<String, String> known) {
        Optional<String> near = KnownNames.meantByAnotherWord(name).map(Setting::variable)
                .or(() -> Spelling.near(name, known.keySet()));
        if (near.isPresent()) {
            return near.map(variable -> "did you mean " + variable + "?");
        }
        return name.startsWith(WEB_SOCKET) || name.startsWith(TRACKING_WEB_SOCKET)
                ? Spelling.closest(name, known.keySet()).map(variable -> "the nearest known is " + variable)
                : Optional.empty();
    }

    private static boolean beginsAsOurs(String name) {
        return KnownNames.SECTIONS.stream().map(section -> upper(section) + "_")
                .anyMatch(prefix -> !prefix.equals(TOO_COMMON) && name.startsWith(prefix));
    }

    private static String upper(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
