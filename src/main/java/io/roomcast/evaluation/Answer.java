package io.roomcast.evaluation;

import io.roomcast.home.RoomId;
import io.roomcast.prediction.Forecast;
import io.roomcast.tracking.embedded.HomeTrackerListener.Occasion;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An answer as it stands in the answers file. Its numbers are rounded as they are there, so that who scores the file scores the same.
 *
 * @param room              the room that was asked about
 * @param askedAt           when, as in {@link Period}
 * @param occasion          why
 * @param predictedMinutes  the minutes to the next transition that are most likely right
 * @param confidence        how likely they are
 * @param medianMinutes     the minutes before which the transition is as likely as after
 * @param medianConfidence  how likely these are right
 * @param occupancy         how likely the room is occupied at each horizon; nobody writes into it
 */
record Answer(RoomId room, long askedAt, Occasion occasion, double predictedMinutes, double confidence, double medianMinutes,
        double medianConfidence, double[] occupancy) {

    /** The first line of an answers file. */
    static final String HEADER = "room_id,asked_at,kind,predicted_minutes,confidence,median_minutes,median_confidence,p15,p30,p60,p120";

    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final double MINUTES = 1e2;
    private static final double PROBABILITY = 1e5;

    static Answer of(Forecast forecast, Occasion occasion) {
        double median = forecast.median();
        return new Answer(forecast.room(), forecast.madeAt().toEpochMilli(), occasion, rounded(forecast.minutes(), MINUTES),
                rounded(forecast.confidence(), PROBABILITY), rounded(median, MINUTES),
                rounded(forecast.distribution().within(median), PROBABILITY),
                forecast.occupancy().stream().mapToDouble(chance -> rounded(chance, PROBABILITY)).toArray());
    }

    /** The line of the answers file. */
    String line() {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(askedAt, 1000L), 0, ZoneOffset.UTC);
        StringBuilder line = new StringBuilder(room.value()).append(',').append(TO_THE_SECOND.format(time)).append(',').append(kind(occasion))
                .append(',').append(predictedMinutes).append(',').append(confidence)
                .append(',').append(medianMinutes).append(',').append(medianConfidence);
        for (double chance : occupancy) {
            line.append(',').append(chance);
        }
        return line.toString();
    }

    /** What an answers file calls the occasion. */
    static String kind(Occasion occasion) {
        return switch (occasion) {
            case ON_THE_CLOCK -> "grid";
            case AFTER_TRANSITION -> "event";
        };
    }

    private static double rounded(double value, double scale) {
        return Math.round(value * scale) / scale;
    }
}
