package io.roomcast.tracking.accuracy;

import io.roomcast.prediction.scoring.Scores;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What was said when it was asked how a room goes on.
 *
 * @param askedAt          when
 * @param predictedMinutes minutes from then to the transition that were most likely; 0 to 1440
 * @param confidence       probability, 0 to 1, that these are right within 15 minutes
 * @param medianMinutes    minutes before which the transition was as likely as after; 0 or more
 * @param occupied         probability, 0 to 1, that the room is occupied at each of {@link Scores#horizons}
 */
public record Answer(Instant askedAt, double predictedMinutes, double confidence, double medianMinutes, List<Double> occupied) {

    /**
     * @throws IllegalArgumentException if a figure is out of range or a horizon is missing
     */
    public Answer {
        Objects.requireNonNull(askedAt, "askedAt");
        occupied = List.copyOf(occupied);
        if (!(predictedMinutes >= 0 && predictedMinutes <= Scores.CAP_MINUTES) || !(medianMinutes >= 0) || !isShare(confidence)) {
            throw new IllegalArgumentException("no answer: " + predictedMinutes + ", " + confidence + ", " + medianMinutes);
        }
        if (occupied.size() != Scores.horizons().length || !occupied.stream().allMatch(Answer::isShare)) {
            throw new IllegalArgumentException("no occupancy at the horizons: " + occupied);
        }
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }
}
