package io.roomcast.source.homeassistant;

import java.util.List;
import java.util.Optional;

/**
 * What Home Assistant knows of the home: floors, areas, devices and entities. Nothing in it need fit together: an area or a device that
 * something names may be missing. Immutable.
 */
record Registry(List<Floor> floors, List<Area> areas, List<Device> devices, List<Entity> entities) {

    Registry {
        floors = List.copyOf(floors);
        areas = List.copyOf(areas);
        devices = List.copyOf(devices);
        entities = List.copyOf(entities);
    }

    /** A storey. */
    record Floor(String id, String name) {
    }

    /** A room, or what its owner takes for one. */
    record Area(String id, String name, Optional<String> floor) {
    }

    /** A device, the area it stands in, and the one that it is reached by. */
    record Device(String id, Optional<String> area, Optional<String> via) {
    }

    /** Something that has a state. An area of its own counts more than its device's. */
    record Entity(String id, Optional<String> area, Optional<String> device, boolean disabled, boolean hidden) {

        /** What it is, such as {@code binary_sensor}. */
        String domain() {
            int dot = id.indexOf('.');
            return dot < 0 ? "" : id.substring(0, dot);
        }
    }
}
