package io.roomcast.home;

import java.time.Instant;

/** Hears what sensor events mean for rooms, in the order of time. Called by one thread at a time. */
public interface OccupancyListener {

    /** Evidence that somebody is in the sensor's room begins. For a door it ends at the same moment. */
    void evidenceBegan(Sensor sensor, Instant at);

    /** The evidence that began last ends: the sensor went off, was cut, or can no longer be heard. */
    void evidenceEnded(Sensor sensor, Instant at);

    /** A room became occupied or vacant: the moment at which an observer without foresight knows it. */
    void changed(RoomId room, Occupancy now, Instant at);

    /** A sensor is stuck or cannot be heard, and no longer counts. */
    void sensorLost(Sensor sensor, Instant at);

    /** It counts again. */
    void sensorBack(Sensor sensor, Instant at);
}
