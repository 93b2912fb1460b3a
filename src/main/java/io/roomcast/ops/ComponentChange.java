package io.roomcast.ops;

import io.roomcast.tracking.ComponentReport;
import java.util.Objects;

/**
 * A component went up, down or out of use, or was heard of for the first time. Fired as a CDI event.
 *
 * @param now how it is now
 */
public record ComponentChange(ComponentReport now) {
    public ComponentChange {
        Objects.requireNonNull(now, "now");
    }
}
