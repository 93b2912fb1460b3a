package io.roomcast.wire;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Alert.Detail;
import io.roomcast.tracking.Alert.Label;
import io.roomcast.tracking.Alert.Measure;
import io.roomcast.tracking.Drift;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads alerts and drifts. */
final class AlertReader {

    private static final int MAX_ALERT_ID_LENGTH = 128;
    private static final int MAX_DETAILS = 100;
    private static final Pattern DETAIL_NAME = Pattern.compile("[a-zA-Z0-9_]{1,64}");
    /** Common to all alerts, or added by a message that carried one; whatever else there is goes with the alert's type. */
    private static final Set<String> NO_DETAILS = Set.of("alert_type", "severity", "message", "room_id", "recommended_action",
            "alert_id", "created_at", "replayed", "redelivery");

    private AlertReader() {
    }

    static Alert alert(Members<PayloadException> members, String payload, InstantSource clock) throws PayloadException {
        Alert.Type type = members.required("alert_type", members.choice("alert_type", Alert.Type.class));
        Alert.Severity severity = members.required("severity", members.choice("severity", Alert.Severity.class));
        String message = members.required("message", members.text("message", Members.LONG_TEXT));
        Optional<String> action = members.text("recommended_action", Members.LONG_TEXT);
        String alertId = alertId(members, payload, "created_at");
        Instant at = members.time("created_at").orElseGet(clock::instant);
        return new Alert(alertId, type, severity, message, room(members), action, at, details(members));
    }

    private static Optional<RoomId> room(Members<PayloadException> members) throws PayloadException {
        Optional<String> text = members.text("room_id", Members.SHORT_TEXT);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(RoomId.parse(text.get()).orElseThrow(() -> members.fault("room_id", "is no room id")));
    }

    static Drift drift(Room room, Members<PayloadException> members, String payload, InstantSource clock) throws PayloadException {
        Drift.Severity severity = members.required("drift_severity", members.choice("drift_severity", Drift.Severity.class));
        double score = members.requiredShare("drift_score");
        return new Drift(
                alertId(members, payload, "detected_at"),
                room,
                severity,
                score,
                members.choices("drift_types", Drift.Type.class),
                statistics(members),
                members.text("baseline_period", Members.SHORT_TEXT),
                members.text("current_period", Members.SHORT_TEXT),
                members.flag("retraining_recommended"),
                members.time("detected_at").orElseGet(clock::instant));
    }

    /**
     * The given id, or one made from the whole payload. The latter needs the time: without it the same trouble on another day
     * would pass for the same alert.
     */
    private static String alertId(Members<PayloadException> members, String payload, String time) throws PayloadException {
        Optional<String> given = members.text("alert_id", MAX_ALERT_ID_LENGTH);
        if (given.isPresent() && given.get().isBlank()) {
            throw members.fault("alert_id", "must not be blank");
        }
        if (given.isPresent() && given.get().chars().anyMatch(Character::isISOControl)) {
            throw members.fault("alert_id", "must not hold control characters");
        }
        if (given.isEmpty() && !members.has(time)) {
            throw members.fault("alert_id", "is missing, and so is " + time);
        }
        return given.orElseGet(() -> NameBasedId.of("alert", payload));
    }

    /** Figures and texts only: what is nested, or has a name that is none, no client could be expected to show. */
    private static List<Detail> details(Members<PayloadException> members) throws PayloadException {
        List<Detail> details = new ArrayList<>();
        for (String name : members.names()) {
            if (!NO_DETAILS.contains(name) && DETAIL_NAME.matcher(name).matches() && details.size() < MAX_DETAILS) {
                detail(members, name).ifPresent(details::add);
            }
        }
        return details;
    }

    private static Optional<Detail> detail(Members<PayloadException> members, String name) throws PayloadException {
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

    private static Map<String, Double> statistics(Members<PayloadException> members) throws PayloadException {
        Map<String, Double> figures = new LinkedHashMap<>();
        Optional<Members<PayloadException>> statistics = members.object("statistics");
        if (statistics.isPresent()) {
            for (String name : statistics.get().names()) {
                if (statistics.get().value(name).filter(JsonNumber.class::isInstance).isPresent()
                        && DETAIL_NAME.matcher(name).matches() && figures.size() < MAX_DETAILS) {
                    figures.put(name, statistics.get().finite(name).orElseThrow());
                }
            }
        }
        return figures;
    }
}
