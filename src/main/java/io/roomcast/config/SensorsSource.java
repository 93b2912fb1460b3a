package io.roomcast.config;

/** Where sensor events come from. The names in settings are these in lower case. */
public enum SensorsSource {
    /** A recorded home. */
    REPLAY
}
