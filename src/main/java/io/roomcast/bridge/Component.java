package io.roomcast.bridge;

import io.roomcast.home.RoomId;
import io.roomcast.wire.JsonText;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An entity to be.
 *
 * @param platform the kind of entity, e.g. {@code sensor}
 * @param key      what it is among those of its device; letters and underscores
 * @param name     what people read after the device's name
 * @param details  adds what is its own to its description
 */
record Component(String platform, String key, String name, Consumer<JsonText> details) {

    /**
     * Adds its description. It has its id twice: Home Assistant heeds {@code default_entity_id} from 2025.10 on, and before 2026.4
     * {@code object_id}.
     */
    void describe(JsonText json, Ids ids, Optional<RoomId> room) {
        String object = ids.object(room, key);
        json.put("unique_id", ids.unique(room, key))
                .put("object_id", object)
                .put("default_entity_id", platform + "." + object)
                .put("name", name);
        details.accept(json);
    }
}
