package io.roomcast.wire;

import io.roomcast.tracking.SystemStatus.Health;

/** How an external tracking manager says it is. */
public enum TrackerStatus {
    ONLINE,
    /** It works, but something it depends on does not. */
    DEGRADED,
    OFFLINE;

    /** The same in a tracking manager's words. */
    static TrackerStatus of(Health health) {
        return switch (health) {
            case HEALTHY -> ONLINE;
            case DEGRADED -> DEGRADED;
            case UNHEALTHY -> OFFLINE;
        };
    }
}
