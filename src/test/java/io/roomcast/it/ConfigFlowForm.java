package io.roomcast.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;

/**
 * A form that Home Assistant shows when an integration is set up. Its fields differ between releases: they are read
 * from the schema that comes with it, sections included.
 */
record ConfigFlowForm(JsonArray fields) {

    /** The form that an answer of a config flow brings. */
    static ConfigFlowForm of(JsonObject flow) {
        return new ConfigFlowForm(flow.getJsonArray("data_schema"));
    }

    /**
     * The form filled in: with the values given for the fields that it has, and the defaults of others that it
     * requires.
     */
    JsonObject filledIn(Map<String, JsonValue> values) {
        var filled = Json.createObjectBuilder();
        for (var field : fields.getValuesAs(JsonObject.class)) {
            String name = field.getString("name");
            if (field.containsKey("schema")) {
                filled.add(name, new ConfigFlowForm(field.getJsonArray("schema")).filledIn(values));
            } else if (values.containsKey(name)) {
                filled.add(name, values.get(name));
            } else if (field.getBoolean("required", false) && field.containsKey("default")) {
                filled.add(name, field.get("default"));
            }
        }
        return filled.build();
    }
}
