package io.roomcast.home;

import java.time.Instant;
import java.util.Objects;

/**
 * A sensor changed.
 *
 * @param entityId which one
 * @param at       when
 * @param state    what it says since
 */
public record SensorEvent(String entityId, Instant at, SensorState state) {

    public SensorEvent {
        Objects.requireNonNull(entityId, "entityId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(state, "state");
    }
}
