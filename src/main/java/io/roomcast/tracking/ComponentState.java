package io.roomcast.tracking;

/** Whether a component works. */
public enum ComponentState {
    UP,
    DOWN,
    /** Not configured, so not missed. */
    DISABLED
}
