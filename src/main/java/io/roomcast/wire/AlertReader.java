package io.roomcast.wire;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Alert.Detail;
import io.roomcast.tracking.Alert.Label;
import io.roomcast.tracking.Alert.Measure;
import io.roomcast.tracking.Drift;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one alert or drift. Since it is never to be dropped for something that it can do without, such members are left
 * out. For one thread.
 */
final class AlertReader {

    private static final int MAX_ALERT_ID_LENGTH = 128;
    private static final int MAX_DETAILS = 100;
    private static final Pattern DETAIL_NAME = Pattern.compile("[a-zA-Z0-9_]{1,64}");
    /** Common to all alerts, or added by a message that carried one; whatever else there is goes with the alert's type. */
    private static final Set<String> NO_DETAILS = Set.of("alert_type", "severity", "message", "room_id", "recommended_action",
            "alert_id", "created_at", "replayed", "redelivery");

    /** What other systems call the severities. */
    private static final Map<String, Alert.Severity> SEVERITIES = Map.of(
            "low", Alert.Severity.INFO, "medium", Alert.Severity.WARNING, "warn", Alert.Severity.WARNING,
            "high", Alert.Severity.CRITICAL, "error", Alert.Severity.CRITICAL, "fatal", Alert.Severity.CRITICAL);

    private final Members<PayloadException> members;
    private final String payload;
    private final InstantSource clock;
    private final OptionalMembers optional;

    /** @param payload what the members were read from */
    AlertReader(Members<PayloadException> members, String payload, InstantSource clock, OptionalMembers optional) {
        this.members = members;
        this.payload = payload;
        this.clock = clock;
        this.optional = optional;
    }

    /** An alert; all that it cannot do without is its type. */
    Alert alert() throws PayloadException {
        Alert.Type type = type();
        return new Alert(
                alertId("created_at"),
                type,
                optional.read(Alert.Severity.WARNING, this::severity),
                optional.read(Optional.<String>empty(), () -> members.text("message", Members.LONG_TEXT))
                        .orElseGet(() -> type.code().replace('_', ' ')),
                optional.read(Optional.empty(), this::room),
                optional.read(Optional.empty(), () -> members.text("recommended_action", Members.LONG_TEXT)),
                time("created_at"),
                details());
    }

    private Alert.Type type() throws PayloadException {
        String code = members.required("alert_type", members.text("alert_type", Alert.Type.MAX_LENGTH)).strip();
        if (code.isEmpty() || code.chars().anyMatch(Character::isISOControl)) {
            throw members.fault("alert_type", "must be 1 to " + Alert.Type.MAX_LENGTH + " printable characters");
        }
        return new Alert.Type(code);
    }

    private Alert.Severity severity() throws PayloadException {
        Optional<String> text = members.text("severity", Members.SHORT_TEXT).map(said -> said.toLowerCase(Locale.ROOT));
        Optional<Alert.Severity> other = text.map(SEVERITIES::get);
        return other.isPresent()
                ? other.get() : members.choice("severity", Alert.Severity.class).orElse(Alert.Severity.WARNING);
    }

    private Optional<RoomId> room() throws PayloadException {
        Optional<String> text = members.text("room_id", Members.SHORT_TEXT);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(RoomId.parse(text.get()).orElseThrow(() -> members.fault("room_id", "is no room id")));
    }

    /** A drift of that room; there is nothing that it cannot do without. */
    Drift drift(Room room) {
        Optional<Drift.Severity> severity =
                optional.read(Optional.empty(), () -> members.choice("drift_severity", Drift.Severity.class));
        OptionalDouble score = optional.read(OptionalDouble.empty(), () -> members.share("drift_score"));
        return new Drift(
                alertId("detected_at"),
                room,
                severity.orElseGet(() -> score.isPresent() ? severityOf(score.getAsDouble()) : Drift.Severity.MEDIUM),
                score.orElseGet(() -> scoreOf(severity.orElse(Drift.Severity.MEDIUM))),
                optional.read(List.of(), () -> members.choices("drift_types", Drift.Type.class)),
                statistics(),
                optional.read(Optional.empty(), () -> period("baseline_period")),
                optional.read(Optional.empty(), () -> period("current_period")),
                optional.read(false, () -> members.flag("retraining_recommended")),
                time("detected_at"));
    }

    /** The quarter of the scale that a score lies in. */
    private static Drift.Severity severityOf(double score) {
        Drift.Severity[] severities = Drift.Severity.values();
        return severities[(int) Math.min(severities.length - 1, score * severities.length)];
    }

    /** The middle of the quarter that a severity stands for. */
    private static double scoreOf(Drift.Severity severity) {
        return (severity.ordinal() + 0.5) / Drift.Severity.values().length;
    }

    /** A period is a text, or a list of its beginning and its end, which are joined as ISO 8601 has it. */
    private Optional<String> period(String name) throws PayloadException {
        if (members.value(name).filter(JsonArray.class::isInstance).isEmpty()) {
            return members.text(name, Members.SHORT_TEXT);
        }
        return members.texts(name).map(ends -> String.join("/", ends))
                .filter(text -> text.length() <= Members.SHORT_TEXT);
    }

    private Instant time(String name) {
        return optional.read(Optional.<Instant>empty(), () -> members.time(name)).orElseGet(clock::instant);
    }

    /**
     * The given id, or one made from the whole payload. Where the payload does not say when it came about, the hour of
     * its arrival counts too: the same trouble on another day would pass for the same alert.
     */
    private String alertId(String time) {
        return optional.read(Optional.<String>empty(), this::givenId).orElseGet(() -> members.has(time)
                ? NameBasedId.of("alert", payload)
                : NameBasedId.of("alert", payload, clock.instant().truncatedTo(ChronoUnit.HOURS)));
    }

    private Optional<String> givenId() throws PayloadException {
        Optional<String> given = members.text("alert_id", MAX_ALERT_ID_LENGTH);
        if (given.isPresent() && given.get().isBlank()) {
            throw members.fault("alert_id", "must not be blank");
        }
        if (given.isPresent() && given.get().chars().anyMatch(Character::isISOControl)) {
            throw members.fault("alert_id", "must not hold control characters");
        }
        return given;
    }

    /** Figures and texts only: what is nested, or has a name that is none, no client could be expected to show. */
    private List<Detail> details() {
        List<Detail> details = new ArrayList<>();
        for (String name : members.names()) {
            if (!NO_DETAILS.contains(name) && DETAIL_NAME.matcher(name).matches() && details.size() < MAX_DETAILS) {
                optional.read(Optional.<Detail>empty(), () -> detail(name)).ifPresent(details::add);
            }
        }
        return details;
    }

    private Optional<Detail> detail(String name) throws PayloadException {
        Optional<JsonValue> value = members.value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonNumber) {
            return Optional.of(new Measure(name, members.finite(name).orElseThrow()));
        }
        if (value.get() instanceof JsonString) {
            return Optional.of(new Label(name, members.text(name, Members.LONG_TEXT).orElseThrow()));
        }
        return switch (value.get().getValueType()) {
            case TRUE, FALSE -> Optional.of(new Label(name, value.get().toString()));
            default -> Optional.empty();
        };
    }

    private Map<String, Double> statistics() {
        Map<String, Double> figures = new LinkedHashMap<>();
        Optional<Members<PayloadException>> statistics = optional.read(Optional.empty(), () ->
                members.object("statistics"));
        statistics.ifPresent(all -> all.names().stream()
                .filter(name -> all.value(name).filter(JsonNumber.class::isInstance).isPresent()
                        && DETAIL_NAME.matcher(name).matches())
                .limit(MAX_DETAILS)
                .forEach(name -> optional.read(OptionalDouble.empty(), () -> all.finite(name))
                        .ifPresent(figure -> figures.put(name, figure))));
        return figures;
    }
}
