package io.roomcast.tracking;

import java.util.Objects;

/**
 * A component says how it is. Fired as a CDI event whenever it changes (saying the same again does no harm).
 *
 * @param component its name, as status and health show it: {@code database}, {@code mqtt}, {@code tracker}, …
 * @param state     whether it works
 * @param detail    one line for the administrator; no secret
 */
public record ComponentReport(String component, ComponentState state, String detail) {
    public ComponentReport {
        Objects.requireNonNull(component, "component");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }
}
