package io.roomcast.config;

/** Where sensor events come from. The names in settings are these in lower case. */
public enum SensorsSource {
    /** A home that nobody lives in. */
    SIMULATED,
    /** A recorded home. */
    REPLAY,
    /** The sensors that a Home Assistant knows. */
    HOME_ASSISTANT
}
