package io.roomcast.source.homeassistant;

import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Home Assistant says of a home, as far as its rooms and sensors are found in it. Immutable.
 *
 * @param registry what there is
 * @param classes  the device classes of entities, by their ids
 * @param zone     the time zone that it is in
 */
record Sighting(Registry registry, Map<String, String> classes, ZoneId zone) {

    Sighting {
        classes = Map.copyOf(classes);
    }

    /** The same without the entities, and what belongs to them, that no room needs: most homes have far more of these. */
    Sighting essence() {
        Registry needed = registry.only(entity -> RoomFinder.mayBeSensor(entity) || Aggregates.isPerson(entity));
        return new Sighting(needed, needed.entities().stream().map(Registry.Entity::id).filter(classes::containsKey)
                .collect(Collectors.toMap(id -> id, classes::get, (one, other) -> one)), zone);
    }
}
