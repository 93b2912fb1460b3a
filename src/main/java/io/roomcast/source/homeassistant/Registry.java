package io.roomcast.source.homeassistant;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    /** The same with those entities only, and with the devices that matter for the areas they are in. */
    Registry only(Predicate<Entity> wanted) {
        List<Entity> some = entities.stream().filter(wanted).toList();
        Map<String, Device> byId = devices.stream().collect(Collectors.toMap(Device::id, Function.identity(), (one, other) -> one));
        Set<String> needed = new HashSet<>();
        for (Entity entity : some) {
            Optional<String> device = entity.device();
            while (device.isPresent() && needed.add(device.get())) {
                device = device.map(byId::get).flatMap(Device::via);
            }
        }
        return new Registry(floors, areas, devices.stream().filter(device -> needed.contains(device.id())).toList(), some);
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
