package io.roomcast.source.homeassistant;

import io.roomcast.config.EntitySelection;
import io.roomcast.source.homeassistant.Registry.Area;
import io.roomcast.source.homeassistant.Registry.Device;
import io.roomcast.source.homeassistant.Registry.Entity;
import io.roomcast.source.homeassistant.SensorSelection.Choice;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which entities of areas are sensors: usually those that are neither hidden nor disabled, and do not derive what they
 * say from sensors that count already. Immutable.
 */
final class SensorSelection {

    /** Integrations whose entities derive from other sensors whether somebody is there. */
    static final Set<String> DERIVING = Set.of("area_occupancy", "bayesian", "magic_areas");
    /** Integrations whose entities say what others say, with or without a reckoning. */
    static final Set<String> COMBINING = Set.of("group", "template");

    private final EntitySelection settings;

    /** What becomes of an entity. */
    enum Choice {
        /** It is a sensor. */
        TAKEN,
        /** It is one unless all that it consists of are sensors already. */
        COMBINED,
        /** It is one only where its room has no other. */
        DERIVED,
        /** It is none. */
        LEFT_OUT
    }

    SensorSelection(EntitySelection settings) {
        this.settings = settings;
    }

    /**
     * What becomes of an entity.
     *
     * @param device its device, and those that this is a part of
     * @param area   the area that it is in
     * @param labels the names of labels by their ids
     */
    Choice of(Entity entity, List<Device> device, Optional<Area> area, Map<String, String> labels) {
        Set<String> borne = borne(entity, device, area, labels);
        if (entity.disabled() || settings.excludedEntities().contains(entity.id())
                || isAny(settings.excludedLabels(), borne)) {
            return Choice.LEFT_OUT;
        }
        if (settings.includedEntities().contains(entity.id()) || isAny(settings.includedLabels(), borne)) {
            return Choice.TAKEN;
        }
        if (entity.hidden()) {
            return Choice.LEFT_OUT;
        }
        if (DERIVING.contains(entity.platform())) {
            return Choice.DERIVED;
        }
        return COMBINING.contains(entity.platform()) ? Choice.COMBINED : Choice.TAKEN;
    }

    /** The ids and names of the labels that an entity bears, by itself, by its device or by its area; in lower case. */
    private static Set<String> borne(Entity entity, List<Device> device, Optional<Area> area, Map<String,
            String> labels) {
        return Stream.of(entity.labels().stream(), device.stream().flatMap(each -> each.labels().stream()),
                        area.stream().flatMap(each -> each.labels().stream()))
                .flatMap(each -> each)
                .flatMap(id -> Stream.of(id, labels.getOrDefault(id, id)))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static boolean isAny(Set<String> wanted, Set<String> borne) {
        return wanted.stream().anyMatch(label -> borne.contains(label.toLowerCase(Locale.ROOT)));
    }

    /** What of the settings names nothing that there is, in words. */
    List<String> unknown(Registry registry) {
        Set<String> labels = new HashSet<>();
        registry.labels().forEach((id, name) -> labels.addAll(List.of(id.toLowerCase(Locale.ROOT),
                name.toLowerCase(Locale.ROOT))));
        Set<String> entities = registry.entities().stream().map(Entity::id).collect(Collectors.toSet());
        return Stream.of(
                missing("home_assistant.exclude_labels", "label", settings.excludedLabels(), labels),
                missing("home_assistant.include_labels", "label", settings.includedLabels(), labels),
                missing("home_assistant.exclude_entities", "entity", settings.excludedEntities(), entities),
                missing("home_assistant.include_entities", "entity", settings.includedEntities(), entities))
                .flatMap(each -> each).toList();
    }

    private static Stream<String> missing(String setting, String what, Set<String> wanted, Set<String> known) {
        return wanted.stream().filter(name -> !known.contains(name.toLowerCase(Locale.ROOT))).sorted()
                .map(name -> setting + ": Home Assistant has no " + what + " " + name);
    }
}
