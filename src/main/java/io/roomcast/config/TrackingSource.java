package io.roomcast.config;

/** Who is the tracking manager. The names in settings are these in lower case. */
public enum TrackingSource {
    /** The built-in one. */
    EMBEDDED,
    /** Somebody else, heard over MQTT. */
    MQTT
}
