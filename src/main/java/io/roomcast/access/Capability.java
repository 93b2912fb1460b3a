package io.roomcast.access;

/** What a key opens. The names on the wire and in the key file are these in lower case. */
public enum Capability {
    PREDICTIONS,
    SYSTEM_STATUS,
    ALERTS,
    ROOM_SPECIFIC
}
