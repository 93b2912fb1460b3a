package io.roomcast.source.homeassistant;

import io.roomcast.source.homeassistant.Registry.Area;
import io.roomcast.source.homeassistant.Registry.Device;
import io.roomcast.source.homeassistant.Registry.Entity;
import io.roomcast.source.homeassistant.Registry.Floor;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks for the registries. Entries that are broken are left out; floors and labels there may be none, since they are
 * rather new. What the bridge tells Home Assistant is left out as well: a room whose sensor were its own occupancy
 * would never be vacant again.
 */
final class RegistryReader {

    /** Longer than what Home Assistant keeps. */
    private static final int LONGEST = 255;
    /** How the bridge names the maker of its devices. */
    private static final String OURSELVES = "Roomcast";

    private RegistryReader() {
    }

    /** What the registries hold now. */
    static CompletableFuture<Registry> read(Conversation conversation) {
        CompletableFuture<List<Floor>> floors = conversation.ask("config/floor_registry/list")
                .thenApply(list -> each(list, RegistryReader::floor))
                .exceptionally(failed -> List.of());
        CompletableFuture<Map<String, String>> labels = conversation.ask("config/label_registry/list")
                .thenApply(RegistryReader::labels)
                .exceptionally(failed -> Map.of());
        CompletableFuture<List<Area>> areas = conversation.ask("config/area_registry/list")
                .thenApply(list -> each(list, RegistryReader::area));
        CompletableFuture<JsonValue> devices = conversation.ask("config/device_registry/list");
        CompletableFuture<List<Entity>> entities = conversation.ask("config/entity_registry/list")
                .thenApply(list -> each(list, RegistryReader::entity));
        return CompletableFuture.allOf(floors, labels, areas, devices, entities)
                .thenApply(all -> new Registry(floors.join(), areas.join(), each(devices.join(), RegistryReader::device),
                        others(entities.join(), each(devices.join(), RegistryReader::ours)), labels.join()));
    }

    private static Map<String, String> labels(JsonValue list) {
        Map<String, String> names = new HashMap<>();
        each(list, label -> text(label, "label_id").map(id -> Map.entry(id, text(label, "name").orElse(id))))
                .forEach(label -> names.put(label.getKey(), label.getValue()));
        return names;
    }

    /** What registries hold that were read before, each a list of entries as Home Assistant has them. */
    static Registry registry(JsonValue floors, JsonValue areas, JsonValue devices, JsonValue entities,
            JsonValue labels) {
        return new Registry(each(floors, RegistryReader::floor), each(areas, RegistryReader::area), each(devices, RegistryReader::device),
                each(entities, RegistryReader::entity), labels(labels));
    }

    private static List<Entity> others(List<Entity> entities, List<String> ours) {
        Set<String> devices = Set.copyOf(ours);
        return entities.stream().filter(entity -> entity.device().filter(devices::contains).isEmpty()).toList();
    }

    private static <T> List<T> each(JsonValue list, Function<JsonObject, Optional<T>> reader) {
        return list instanceof JsonArray array
                ? array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                        .map(reader).flatMap(Optional::stream).toList()
                : List.of();
    }

    private static Optional<Floor> floor(JsonObject floor) {
        return text(floor, "floor_id").map(id -> new Floor(id, text(floor, "name").orElse(id)));
    }

    private static Optional<Area> area(JsonObject area) {
        return text(area, "area_id").map(id -> new Area(id, text(area, "name").orElse(id), text(area, "floor_id"),
                texts(area, "labels")));
    }

    private static Optional<Device> device(JsonObject device) {
        return text(device, "id").map(id -> new Device(id, text(device, "area_id"), text(device, "parent_device_id"),
                texts(device, "labels")));
    }

    private static Optional<String> ours(JsonObject device) {
        return text(device, "manufacturer").filter(OURSELVES::equals).flatMap(ourselves -> text(device, "id"));
    }

    private static Optional<Entity> entity(JsonObject entity) {
        return text(entity, "entity_id").map(id -> new Entity(id, text(entity, "area_id"), text(entity, "device_id"),
                text(entity, "disabled_by").isPresent(), text(entity, "hidden_by").isPresent(), key(entity),
                text(entity, "platform").orElse(""), texts(entity, "labels"), texts(entity, "members")));
    }

    /** The registry's own id of an entry; in old releases that is what its integration calls it. */
    private static String key(JsonObject entity) {
        return text(entity, "id")
                .or(() -> text(entity, "unique_id").map(id -> text(entity, "platform").orElse("") + " " + id))
                .orElse("");
    }

    private static Set<String> texts(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array
                ? array.stream().filter(JsonString.class::isInstance).map(text -> ((JsonString) text).getString())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string
                ? Optional.of(string.getString()).filter(text -> !text.isBlank())
                        .map(text -> text.substring(0, Math.min(LONGEST, text.length())))
                : Optional.empty();
    }
}
