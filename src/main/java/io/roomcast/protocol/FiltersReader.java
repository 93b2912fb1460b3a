package io.roomcast.protocol;

import static io.roomcast.protocol.ProtocolException.invalid;

import io.roomcast.home.Occupancy;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Drift;
import io.roomcast.wire.JsonText;
import io.roomcast.wire.Members;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code data.filters} of a subscription. */
final class FiltersReader {

    private static final Set<String> TRANSITIONS = names(Stream.of(Occupancy.OCCUPIED, Occupancy.VACANT));
    private static final Set<String> SEVERITIES =
            names(Stream.concat(Stream.of(Alert.Severity.values()), Stream.of(Drift.Severity.values())));
    private static final Set<String> KNOWN = Set.of(
            "min_confidence", "transition_types", "rooms", "severities", "alert_types", "message_types");

    private FiltersReader() {
    }

    static Filters read(Members<ProtocolException> filters) throws ProtocolException {
        for (String name : filters.names()) {
            if (!KNOWN.contains(name)) {
                throw invalid(filters.nameOf(name), "unknown filter " + quoted(name) + "; known are "
                        + KNOWN.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        return new Filters(
                filters.share("min_confidence").orElse(0),
                among(filters, "transition_types", TRANSITIONS),
                each(filters, "rooms", RoomId::parse, "room ids"),
                among(filters, "severities", SEVERITIES),
                each(filters, "alert_types", FiltersReader::alertType,
                        "types of alerts of 1 to " + Alert.Type.MAX_LENGTH + " characters"),
                each(filters, "message_types", MessageType::parse, "message types"));
    }

    /** A tracking manager may have types of its own. */
    private static Optional<String> alertType(String text) {
        return Optional.of(text).filter(type -> !type.isBlank() && type.length() <= Alert.Type.MAX_LENGTH);
    }

    private static Set<String> among(
            Members<ProtocolException> filters, String member, Set<String> permitted) throws ProtocolException {
        return each(filters, member, text -> Optional.of(text).filter(permitted::contains),
                permitted.stream().sorted().collect(Collectors.joining(", ")));
    }

    private static <T> Set<T> each(
            Members<ProtocolException> filters, String member, Function<String, Optional<T>> parse, String expected)
            throws ProtocolException {
        Set<T> values = new LinkedHashSet<>();
        for (String text : filters.texts(member).orElse(Set.of())) {
            String name = filters.nameOf(member);
            values.add(parse.apply(text)
                    .orElseThrow(() -> invalid(name, name + " may hold " + expected + ", not " + quoted(text))));
        }
        return values;
    }

    /** A client's own text as it may stand in an answer: shortened, so that the answer stays small. */
    private static String quoted(String text) {
        return '"' + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + '"';
    }

    private static Set<String> names(Stream<? extends Enum<?>> constants) {
        return constants.map(JsonText::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
