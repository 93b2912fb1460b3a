package io.roomcast.prediction;

/**
 * A room at a moment, as far as it was known then.
 *
 * @param minute      the moment
 * @param minuteOfDay what the clock on the wall showed, in minutes since midnight
 * @param occupied    whether the room was occupied
 * @param features    what {@link Features} says of it
 */
record Moment(double minute, double minuteOfDay, boolean occupied, float[] features) {

    /** Minutes since the room's last transition. */
    double elapsed() {
        return features[Features.ELAPSED];
    }
}
