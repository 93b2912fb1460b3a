package io.roomcast.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody may do and which rooms they may see. Immutable.
 *
 * @param capabilities what is opened; never empty
 * @param rooms        for which rooms
 */
public record Rights(Set<Capability> capabilities, RoomFilter rooms) {

    /**
     * @throws IllegalArgumentException if there is no capability
     */
    public Rights {
        if (capabilities.isEmpty()) {
            throw new IllegalArgumentException("rights need at least one capability");
        }
        capabilities = Collections.unmodifiableSet(EnumSet.copyOf(capabilities));
    }

    /** Everything, everywhere. */
    public static Rights full() {
        return new Rights(EnumSet.allOf(Capability.class), RoomFilter.all());
    }

    public boolean has(Capability capability) {
        return capabilities.contains(capability);
    }

    /**
     * These rights, narrowed to what is asked for.
     *
     * @param requested what the client wants; empty means all that is granted
     * @param wanted    the rooms it wants
     * @return the intersection, or nothing when no capability or no room is left
     */
    public Optional<Rights> narrow(Set<Capability> requested, RoomFilter wanted) {
        Set<Capability> left = EnumSet.copyOf(capabilities);
        if (!requested.isEmpty()) {
            left.retainAll(requested);
        }
        return left.isEmpty() ? Optional.empty() : rooms.intersect(wanted).map(both -> new Rights(left, both));
    }
}
