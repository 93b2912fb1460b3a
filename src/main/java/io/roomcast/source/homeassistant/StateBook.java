package io.roomcast.source.homeassistant;

import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The present state of every entity that is subscribed to, out of the compressed events of {@code subscribe_entities}: {@code a} for what
 * is added, {@code c} for what has changed and {@code r} for what is removed. Of attributes
 * only the device class is read, whether a person is followed, and what a group consists of. For one thread.
 */
final class StateBook {

    private final Map<String, SensorEvent> present = new HashMap<>();
    /** Those of entities that are gone stay: most come back. */
    private final Map<String, String> classes = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private long classChanges;

    /**
     * Takes an event, and says what has changed.
     *
     * @param now when what has no time happened
     */
    List<SensorEvent> take(JsonObject event, Instant now) {
        List<SensorEvent> changes = new ArrayList<>();
        members(event, "a").forEach((id, state) -> added(id, state, now, changes));
        members(event, "c").forEach((id, change) -> {
            if (object(change).get("+") instanceof JsonObject news) {
                added(id, news, now, changes);
            }
        });
        if (event.get("r") instanceof JsonArray removed) {
            removed.forEach(id -> removed(id, now, changes));
        }
        return changes;
    }

    private void added(String id, JsonValue value, Instant now, List<SensorEvent> changes) {
        JsonObject state = object(value);
        deviceClass(object(state.get("a"))).filter(known -> !known.equals(classes.put(id, known))).ifPresent(news -> classChanges++);
        members(object(state.get("a"))).filter(known -> !known.equals(members.put(id, known)))
                .ifPresent(news -> classChanges++);
        if (state.get("s") instanceof JsonString text) {
            Instant at = time(state, "lc").or(() -> time(state, "lu")).orElse(now);
            is(new SensorEvent(id, at, States.of(id, text.getString())), changes);
        }
    }

    /** A person is of a class when there is a device that tells where it is. */
    private static Optional<String> deviceClass(JsonObject attributes) {
        if (attributes.get("device_trackers") instanceof JsonArray trackers && !trackers.isEmpty()) {
            return Optional.of(Aggregates.FOLLOWED_PERSON);
        }
        return attributes.get("device_class") instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    /**
     * Groups name the entities that they consist of, and some other integrations those that they derive their state
     * from.
     */
    private static Optional<Set<String>> members(JsonObject attributes) {
        return attributes.get("entity_id") instanceof JsonArray ids
                ? Optional.of(ids.stream().filter(JsonString.class::isInstance).map(id -> ((JsonString) id).getString())
                        .collect(Collectors.toUnmodifiableSet()))
                : Optional.empty();
    }

    private void removed(JsonValue id, Instant now, List<SensorEvent> changes) {
        if (id instanceof JsonString text && present.remove(text.getString()) != null) {
            changes.add(new SensorEvent(text.getString(), now, SensorState.UNAVAILABLE));
        }
    }

    private void is(SensorEvent state, List<SensorEvent> changes) {
        present.put(state.entityId(), state);
        changes.add(state);
    }

    /** What that entity says and since when; nothing when it is not there. */
    Optional<SensorEvent> present(String entityId) {
        return Optional.ofNullable(present.get(entityId));
    }

    /** The device classes of all entities that were ever heard. */
    Map<String, String> classes() {
        return Collections.unmodifiableMap(classes);
    }

    /** What the groups consist of that were ever heard, by their ids. */
    Map<String, Set<String>> members() {
        return Collections.unmodifiableMap(members);
    }

    /** How often a device class, or what a group consists of, has become known or another. */
    long classChanges() {
        return classChanges;
    }

    /** How many entities there are. */
    int size() {
        return present.size();
    }

    /** Forgets what is present: it is going to be told anew. */
    void clear() {
        present.clear();
    }

    private static Optional<Instant> time(JsonObject state, String name) {
        return state.get(name) instanceof JsonNumber number ? States.time(number) : Optional.empty();
    }

    private static Map<String, JsonValue> members(JsonValue object, String name) {
        return object(object(object).get(name));
    }

    private static JsonObject object(JsonValue value) {
        return value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
