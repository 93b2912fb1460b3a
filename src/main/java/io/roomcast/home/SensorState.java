package io.roomcast.home;

/** What a sensor says. */
public enum SensorState {
    /** Motion is seen, somebody is present, the door is open. */
    ON,
    OFF,
    /** The sensor, or whoever reads it, cannot tell. */
    UNAVAILABLE
}
