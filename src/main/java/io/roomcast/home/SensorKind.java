package io.roomcast.home;

/** What a sensor's being on tells of its room. */
public enum SensorKind {
    /** Sees somebody move: evidence while it is on, but never longer than an hour at a stretch. */
    MOTION,
    /** Knows somebody is there, such as a bed, a seat or a radar: evidence while it is on. */
    PRESENCE,
    /** Opens and closes: evidence at each edge only, for an open door says nothing of who is there. */
    DOOR,
    /** Knows that somebody is at home, such as by a telephone: evidence while it is on, for weeks if need be. */
    PERSON
}
