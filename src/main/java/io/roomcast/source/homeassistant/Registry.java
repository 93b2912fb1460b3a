package io.roomcast.source.homeassistant;

import io.roomcast.source.homeassistant.Registry.Area;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What Home Assistant knows of the home: floors, areas, devices, entities and the names of labels by their ids. Nothing
 * in it need fit together: an area or a device that something names may be missing. Immutable.
 */
record Registry(List<Floor> floors, List<Area> areas, List<Device> devices, List<Entity> entities, Map<String,
        String> labels) {

    Registry {
        labels = Map.copyOf(labels);
        floors = List.copyOf(floors);
        areas = List.copyOf(areas);
        devices = List.copyOf(devices);
        entities = List.copyOf(entities);
    }

    /** A home without labels. */
    Registry(List<Floor> floors, List<Area> areas, List<Device> devices, List<Entity> entities) {
        this(floors, areas, devices, entities, Map.of());
    }

    /** The same with what groups consist of, by their ids. */
    Registry withMembers(Map<String, Set<String>> members) {
        return members.isEmpty() ? this : new Registry(floors, areas, devices, entities.stream()
                .map(entity -> entity.withMembers(members.getOrDefault(entity.id(), entity.members()))).toList(),
                labels);
    }

    /** The same with those entities only, and with the devices that matter for the areas they are in. */
    Registry only(Predicate<Entity> wanted) {
        List<Entity> some = entities.stream().filter(wanted).toList();
        Map<String, Device> byId = devices.stream().collect(Collectors.toMap(Device::id, Function.identity(), (one, other) -> one));
        Set<String> needed = new HashSet<>();
        for (Entity entity : some) {
            Optional<String> device = entity.device();
            while (device.isPresent() && needed.add(device.get())) {
                device = device.map(byId::get).flatMap(Device::parent);
            }
        }
        return new Registry(floors, areas, devices.stream().filter(device -> needed.contains(device.id())).toList(),
                some, labels);
    }

    /** A storey. */
    record Floor(String id, String name) {
    }

    /** A room, or what its owner takes for one. */
    record Area(String id, String name, Optional<String> floor, Set<String> labels) {

        Area {
            labels = Set.copyOf(labels);
        }

        /** An area without labels. */
        Area(String id, String name, Optional<String> floor) {
            this(id, name, floor, Set.of());
        }
    }

    /**
     * A device.
     *
     * @param area   the area it stands in
     * @param parent the device that it is a part of, whose area is its own when it has none; not the hub that it is
     *               reached by
     */
    record Device(String id, Optional<String> area, Optional<String> parent, Set<String> labels) {

        Device {
            labels = Set.copyOf(labels);
        }

        /** A device without labels. */
        Device(String id, Optional<String> area, Optional<String> parent) {
            this(id, area, parent, Set.of());
        }
    }

    /**
     * Something that has a state. An area of its own counts more than its device's.
     *
     * @param key      what names it whatever its id is changed to; empty where Home Assistant does not say
     * @param platform the integration that it comes from, such as {@code mqtt} or {@code group}; empty where it is not
     *                 said
     * @param members  the entities that a group consists of; empty for all others
     */
    record Entity(String id, Optional<String> area, Optional<String> device, boolean disabled, boolean hidden,
            String key,
            String platform, Set<String> labels, Set<String> members) {

        Entity {
            labels = Set.copyOf(labels);
            members = Set.copyOf(members);
        }

        /** An entity of which nothing else is known. */
        Entity(String id, Optional<String> area, Optional<String> device, boolean disabled, boolean hidden) {
            this(id, area, device, disabled, hidden, "", "", Set.of(), Set.of());
        }

        private Entity withMembers(Set<String> known) {
            return new Entity(id, area, device, disabled, hidden, key, platform, labels, known);
        }

        /** What it is, such as {@code binary_sensor}. */
        String domain() {
            int dot = id.indexOf('.');
            return dot < 0 ? "" : id.substring(0, dot);
        }
    }
}
