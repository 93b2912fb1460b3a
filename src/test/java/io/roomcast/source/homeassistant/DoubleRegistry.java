package io.roomcast.source.homeassistant;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** The registries of the double, as lists of entries in the form that the real one gives them. For one thread. */
public final class DoubleRegistry {

    private final Map<String, Map<String, JsonObject>> lists = new LinkedHashMap<>();

    DoubleRegistry() {
        for (String name : new String[] {"floor", "area", "device", "entity"}) {
            lists.put(name, new LinkedHashMap<>());
        }
    }

    void floor(String id, String name) {
        put("floor", id, object("floor_id", id, "name", name).add("level", 0));
    }

    public void area(String id, String name, String floor) {
        put("area", id, object("area_id", id, "name", name, "floor_id", floor).add("labels", Json.createArrayBuilder()));
    }

    void device(String id, String area, String parent) {
        device(id, area, parent, "Acme");
    }

    void device(String id, String area, String parent, String manufacturer) {
        put("device", id, object("id", id, "area_id", area, "parent_device_id", parent, "disabled_by", null,
                "manufacturer", manufacturer));
    }

    public void entity(String id, String area, String device) {
        entity(id, area, device, null, null);
    }

    void entity(String id, String area, String device, String disabledBy, String hiddenBy) {
        put("entity", id, object("entity_id", id, "area_id", area, "device_id", device, "disabled_by", disabledBy, "hidden_by", hiddenBy,
                "original_name", id));
    }

    void remove(String list, String id) {
        lists.get(list).remove(id);
    }

    JsonArray list(String name) {
        JsonArrayBuilder entries = Json.createArrayBuilder();
        lists.get(name).values().forEach(entries::add);
        return entries.build();
    }

    private void put(String list, String id, JsonObjectBuilder entry) {
        lists.get(list).put(id, entry.build());
    }

    private static JsonObjectBuilder object(String... members) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        for (int i = 0; i < members.length; i += 2) {
            object.add(members[i], members[i + 1] == null ? JsonValue.NULL : Json.createValue(members[i + 1]));
        }
        return object;
    }
}
