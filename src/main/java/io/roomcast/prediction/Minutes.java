package io.roomcast.prediction;

import java.time.Instant;

/** Time as the algorithms reckon it: minutes since 1970-01-01T00:00Z, with fractions. */
public final class Minutes {

    /** Of an hour. */
    public static final double HOUR = 60;

    /** Of a day, as long as no clock is changed. */
    public static final double DAY = 1440;

    private static final double MILLIS = 60_000;

    private Minutes() {
    }

    /** The moment in minutes. */
    public static double of(Instant moment) {
        return moment.toEpochMilli() / MILLIS;
    }

    /** The moment of that many minutes, to the millisecond. */
    public static Instant toInstant(double minutes) {
        return Instant.ofEpochMilli(Math.round(minutes * MILLIS));
    }
}
