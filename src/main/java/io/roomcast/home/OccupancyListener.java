package io.roomcast.home;

import java.time.Instant;

/**
 * Hears what sensor events mean for rooms, in the order of time, which goes back only when the clock was set back. Called by one
 * thread at a time.
 */
public interface OccupancyListener {

    /** Evidence that somebody is in the sensor's room begins. For a door it ends at the same moment. */
    void evidenceBegan(Sensor sensor, Instant at);

    /** The evidence that began last ends: the sensor went off, was cut, or can no longer be heard. */
    void evidenceEnded(Sensor sensor, Instant at);

    /**
     * What is known of a room changed: the moment at which an observer without foresight knows it. Every room starts out unknown.
     * Only between occupied and vacant is it a transition; that an unknown room turns out vacant is none, and that it turns out
     * occupied is one only at the beginning, when it counts as having been vacant.
     */
    void changed(RoomId room, Occupancy now, Instant at);

    /** A sensor is stuck or cannot be heard, and no longer counts. Evidence of it has ended by then. */
    void sensorLost(Sensor sensor, Instant at);

    /** It counts again. */
    void sensorBack(Sensor sensor, Instant at);
}
