package io.roomcast.home;

/** Whether somebody is in a room. */
public enum Occupancy {
    OCCUPIED,
    VACANT,
    /** No sensor has spoken yet, or none that can be trusted. */
    UNKNOWN
}
