package io.roomcast.tracking.embedded;

import io.roomcast.home.Occupancy;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.prediction.Forecast;
import java.time.Instant;

/** Hears what {@link HomeTracker} finds out, in the order of time, on the thread that drives it. */
public interface HomeTrackerListener {

    /** Why a room was asked about. */
    enum Occasion {
        /** It was a quarter of an hour on the clock. */
        ON_THE_CLOCK,
        /** The room had just become occupied or vacant. */
        AFTER_TRANSITION
    }

    /** A quarter of an hour begins; its questions are asked next. A new model given to the tracker now answers them. */
    void quarter(Instant at);

    /** A room was asked about. */
    void asked(Forecast forecast, Occasion occasion);

    /** Evidence of somebody in the sensor's room began. */
    default void seen(Sensor sensor, Instant at) {
    }

    /** What is known of a room changed. */
    void changed(RoomId room, Occupancy now, Instant at);

    /** A sensor is stuck or cannot be heard, and no longer counts. */
    void sensorLost(Sensor sensor, Instant at);

    /** It counts again. */
    void sensorBack(Sensor sensor, Instant at);
}
