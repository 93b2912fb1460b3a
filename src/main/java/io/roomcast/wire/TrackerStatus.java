package io.roomcast.wire;

/** How an external tracking manager says it is. */
public enum TrackerStatus {
    ONLINE,
    /** It works, but something it depends on does not. */
    DEGRADED,
    OFFLINE
}
