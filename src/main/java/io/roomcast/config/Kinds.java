package io.roomcast.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The kinds of value that settings take. */
final class Kinds {

    private static final Set<String> YES = Set.of("true", "yes", "y", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "n", "off", "0");

    static final Kind<Boolean> SWITCH = Kind.of("true or false", Kinds::parseSwitch);
    static final Kind<Secret> SECRET = new Kind<>("a text", true, text -> Optional.of(new Secret(text)));
    static final Kind<Secret> API_KEY = new Kind<>(
            "a text of at least " + AccessSettings.SHORTEST_KEY + " characters", true,
            text -> Optional.of(text).filter(key -> AccessSettings.isLongEnough(key.strip())).map(Secret::new));
    /** The path of a file with a secret; people put the secret itself there by mistake. */
    static final Kind<Path> SECRET_FILE = new Kind<>("a path", true, Kinds::parsePath);
    static final Kind<Path> PATH = Kind.of("a path", Kinds::parsePath);
    static final Kind<String> HOST = text("a host name or address", text -> text.matches("[A-Za-z0-9.:_%\\[\\]-]{1,255}|\\*"));
    static final Kind<TrackingSource> SOURCE = Kind.of("embedded or mqtt", text ->
            Arrays.stream(TrackingSource.values()).filter(source -> source.name().equalsIgnoreCase(text)).findAny());
    static final Kind<Optional<Boolean>> SWITCH_OR_AUTO = Kind.of("auto, true or false", text ->
            text.equalsIgnoreCase("auto") ? Optional.of(Optional.empty()) : parseSwitch(text).map(Optional::of));
    static final Kind<DiscoveryForm> DISCOVERY = Kind.of("device, entity or off", Kinds::parseDiscovery);
    static final Kind<ZoneId> ZONE = Kind.of("a time zone such as Europe/Vienna", Kinds::parseZone);
    static final Kind<SensorsSource> SENSORS = Kind.of("home_assistant, simulated or replay", text ->
            Arrays.stream(SensorsSource.values()).filter(source -> source.name().equalsIgnoreCase(text)).findAny());
    static final Kind<Double> SPEED = Kind.of("a number from 0.01 to 100000, or max", Kinds::parseSpeed);
    static final Kind<Set<String>> ORIGINS = Kind.of("a list of origins such as https://panel.example, or *", text ->
            listOf(text, origin -> origin.equals("*") || WebOrigin.parse(origin).isPresent()).map(Set::copyOf));
    static final Kind<List<String>> ADDRESSES = Kind.of("a list of IP addresses and CIDR blocks", text ->
            listOf(text, address -> AddressBlock.parse(address).isPresent()));
    static final Kind<BrokerAddress> BROKER =
            Kind.of("host, host:port, mqtt://host:port or mqtts://host:port", BrokerAddress::parse);
    static final Kind<URI> HOME_ASSISTANT = Kind.of("an address such as http://homeassistant.local:8123", HomeAssistantAddress::parse);
    static final Kind<Set<String>> AREAS = Kind.of("a list of area ids or names", text -> listOf(text, Kinds::printable).map(Set::copyOf));
    static final Kind<Set<String>> ENTITIES = Kind.of("a list of entity ids such as binary_sensor.hall_motion",
            text -> listOf(text, entity -> entity.matches("[a-z0-9_]+\\.[a-z0-9_]+")).map(Set::copyOf));
    static final Kind<Set<String>> LABELS = Kind.of("a list of label ids or names", text ->
            listOf(text, Kinds::printable).map(Set::copyOf));
    static final Kind<Set<String>> AGGREGATES = Kind.of("none, all, or a list of home, floors, and ids or names of floors", text ->
            listOf(text.equalsIgnoreCase("none") ? "" : text, Kinds::printable).map(Set::copyOf));
    static final Kind<String> CLIENT_ID = text("1 to 65535 printable characters", text -> text.length() <= 65_535 && printable(text));
    static final Kind<String> USER_NAME = text("printable characters", Kinds::printable);
    static final Kind<String> TOPIC_PREFIX = text("a topic without + and #, without a slash at either end", text ->
            printable(text) && !text.matches("/.*|.*/|.*[+#].*") && text.length() <= 1_000);

    private Kinds() {
    }

    static Kind<Integer> number(int from, int to) {
        return whole(from, to, "", value -> (int) value);
    }

    static Kind<Duration> seconds(int from, int to) {
        return whole(from, to, " of seconds", Duration::ofSeconds);
    }

    static Kind<Duration> minutes(int from, int to) {
        return whole(from, to, " of minutes", Duration::ofMinutes);
    }

    static Kind<Duration> hours(int from, int to) {
        return whole(from, to, " of hours", Duration::ofHours);
    }

    static Kind<Duration> days(int from, int to) {
        return whole(from, to, " of days", Duration::ofDays);
    }

    static Kind<Duration> weeks(int from, int to) {
        return whole(from, to, " of weeks", weeks -> Duration.ofDays(7 * weeks));
    }

    private static <T> Kind<T> whole(int from, int to, String unit, LongFunction<T> of) {
        String range = String.format(Locale.ROOT, "a whole number%s from %d to %d", unit, from, to);
        return Kind.of(range, text -> {
            if (!text.matches("[+-]?\\d{1,10}")) {
                return Optional.empty();
            }
            long value = Long.parseLong(text);
            return value < from || value > to ? Optional.empty() : Optional.of(of.apply(value));
        });
    }

    private static Kind<String> text(String range, Predicate<String> accepted) {
        return Kind.of(range, text -> Optional.of(text).filter(accepted));
    }

    private static boolean printable(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static Optional<Boolean> parseSwitch(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return YES.contains(lower) ? Optional.of(true) : NO.contains(lower) ? Optional.of(false) : Optional.empty();
    }

    /** An off without quotes is a false in YAML. */
    private static Optional<DiscoveryForm> parseDiscovery(String text) {
        return Arrays.stream(DiscoveryForm.values()).filter(form -> form.name().equalsIgnoreCase(text)).findAny()
                .or(() -> parseSwitch(text).filter(on -> !on).map(no -> DiscoveryForm.OFF));
    }

    private static Optional<Path> parsePath(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private static Optional<Double> parseSpeed(String text) {
        if (text.equalsIgnoreCase("max")) {
            return Optional.of(Double.POSITIVE_INFINITY);
        }
        return Optional.of(text).filter(number -> number.matches("\\d{1,6}(\\.\\d{1,6})?")).map(Double::valueOf)
                .filter(speed -> speed >= 0.01 && speed <= 100_000);
    }

    private static Optional<ZoneId> parseZone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException notAZone) {
            return Optional.empty();
        }
    }

    /** The items of a list written with commas, where a backslash before a comma makes it part of an item. */
    private static Optional<List<String>> listOf(String text, Predicate<String> accepted) {
        List<String> items = new ArrayList<>();
        for (String item : text.split("(?<!\\\\),")) {
            String plain = item.replace("\\,", ",").strip();
            if (!plain.isEmpty()) {
                items.add(plain);
            }
        }
        return items.stream().allMatch(accepted)
                ? Optional.of(items.stream().distinct().collect(Collectors.toUnmodifiableList()))
                : Optional.empty();
    }
}
