package io.roomcast.config;

import java.util.Set;

/**
 * Which of Home Assistant's entities are taken for sensors, or left out, against what is usual. Leaving out counts more
 * than taking in. Immutable.
 *
 * @param excludedEntities ids of entities that are left out
 * @param includedEntities ids of entities that are taken although they derive their state from others or are hidden
 * @param excludedLabels   ids or names of labels; what bears one is left out
 * @param includedLabels   ids or names of labels; what bears one is taken
 */
public record EntitySelection(
        Set<String> excludedEntities, Set<String> includedEntities, Set<String> excludedLabels,
        Set<String> includedLabels) {

    /** Everything is as usual. */
    public static final EntitySelection USUAL = new EntitySelection(Set.of(), Set.of(), Set.of(), Set.of());

    public EntitySelection {
        excludedEntities = Set.copyOf(excludedEntities);
        includedEntities = Set.copyOf(includedEntities);
        excludedLabels = Set.copyOf(excludedLabels);
        includedLabels = Set.copyOf(includedLabels);
    }
}
