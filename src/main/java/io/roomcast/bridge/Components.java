package io.roomcast.bridge;

import io.roomcast.home.RoomId;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.SystemStatus;
import io.roomcast.wire.JsonText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The entities of a room and of the whole. None tells a time that passes by itself, and no prediction counts as a measurement, since
 * Home Assistant would keep statistics of it. Every template gives {@code None}, which Home Assistant shows as unknown, where a payload
 * lacks what it is about.
 */
final class Components {

    /** Says of each template that what is no object has no members. */
    private static final String OBJECT = "{% set v = value_json | default({}) %}";
    private static final String DIAGNOSTIC = "diagnostic";
    /** Drift is looked for once a day: it shows until it would have been found again. */
    private static final Duration DRIFT_SHOWS = Duration.ofHours(25);

    private final Topics topics;

    Components(Topics topics) {
        this.topics = topics;
    }

    /** Those of a room. */
    List<Component> of(RoomId room) {
        String prediction = topics.of(TopicKind.PREDICTION, room);
        String drift = topics.of(TopicKind.DRIFT, room);
        return List.of(
                sensor("next_transition", "Next transition", prediction, "{{ v.predicted_time | default(None) }}",
                        json -> json.put("device_class", "timestamp")),
                sensor("next_state", "Next state", prediction,
                        "{{ v.transition_type if v.transition_type in ['occupied', 'vacant'] else None }}",
                        json -> json.put("device_class", "enum").put("options", List.of("occupied", "vacant"))),
                sensor("confidence", "Confidence", prediction, percent("v.confidence_score"), Components::percentage),
                sensor("occupied_within_30_minutes", "Occupied within 30 minutes", prediction,
                        percent("v.occupied_within_30_minutes"), Components::percentage),
                binarySensor("occupancy", "Occupancy", topics.of(TopicKind.STATE, room),
                        "{{ {'occupied': 'ON', 'vacant': 'OFF'}.get(v.current_state | default(''), None) }}",
                        json -> json.put("device_class", "occupancy")),
                sensor("accuracy", "Accuracy", topics.of(TopicKind.ACCURACY, room), percent("v.accuracy"), json -> {
                    percentage(json);
                    json.put("entity_category", DIAGNOSTIC);
                }),
                binarySensor("drift", "Drift", drift, "{{ 'ON' if v.drift_severity is string else None }}", json -> json
                        .put("device_class", "problem")
                        .put("entity_category", DIAGNOSTIC)
                        .put("off_delay", DRIFT_SHOWS.toSeconds())
                        .put("json_attributes_topic", drift)));
    }

    /** Those of the whole. */
    List<Component> ofAll() {
        String status = topics.of(TopicKind.STATUS);
        List<String> healths = names(SystemStatus.Health.values());
        return List.of(
                sensor("health", "Health", status,
                        "{{ v.system_health if v.system_health in ['" + String.join("', '", healths) + "'] else None }}",
                        json -> json.put("device_class", "enum").put("options", healths).put("entity_category", DIAGNOSTIC)),
                sensor("connections", "Connections", status,
                        "{{ v.active_connections if v.active_connections is number else None }}",
                        json -> json.put("state_class", "measurement").put("entity_category", DIAGNOSTIC)),
                new Component("event", "last_alert", "Last alert", json -> json
                        .put("state_topic", topics.of(TopicKind.ALERT))
                        .put("value_template", OBJECT + "{% if v.alert_type is string %}{{ {'event_type': v.alert_type,"
                                + " 'severity': v.severity | default(None), 'message': v.message | default(None),"
                                + " 'room_id': v.room_id | default(None), 'alert_id': v.alert_id | default(None)} | to_json }}{% endif %}")
                        .put("event_types", Alert.Type.known().stream().map(Alert.Type::code).toList())),
                binarySensor("update_problems", "Update problems", status,
                        "{{ None if v.components is not mapping else 'ON' if 'DOWN' in v.components.values() | list else 'OFF' }}",
                        json -> json
                                .put("device_class", "problem")
                                .put("entity_category", DIAGNOSTIC)
                                .put("json_attributes_topic", status)
                                .put("json_attributes_template", OBJECT + "{{ v.components | default({}, true) | to_json }}")));
    }

    private static Component sensor(String key, String name, String topic, String template, Consumer<JsonText> more) {
        return component("sensor", key, name, topic, template, more);
    }

    private static Component binarySensor(String key, String name, String topic, String template, Consumer<JsonText> more) {
        return component("binary_sensor", key, name, topic, template, more);
    }

    private static Component component(String platform, String key, String name, String topic, String template, Consumer<JsonText> more) {
        return new Component(platform, key, name, json -> {
            json.put("state_topic", topic).put("value_template", OBJECT + template);
            more.accept(json);
        });
    }

    private static String percent(String share) {
        return "{{ (100 * " + share + ") | round | int if " + share + " is number else None }}";
    }

    private static void percentage(JsonText json) {
        json.put("unit_of_measurement", "%");
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(JsonText::name).toList();
    }
}
