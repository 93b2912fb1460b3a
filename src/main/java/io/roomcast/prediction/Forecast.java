package io.roomcast.prediction;

import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.List;

/**
 * The forecast of a room's next transition. Immutable.
 *
 * @param room         the room
 * @param madeAt       when it was made
 * @param occupied     whether the room was occupied then; the transition leads to the other state
 * @param distribution how likely the transition comes when
 * @param minutes      the answer: minutes to the transition, more than 0 and at most 1440
 * @param confidence   probability, 0 to 1, that the transition comes within {@value TransitionDistribution#TOLERANCE} minutes of the
 *                     answer; calibrated on what came of earlier answers
 * @param alternatives other answers with their confidence, most likely first, at most {@value #ALTERNATIVES}; none is likelier than the
 *                     answer, and they overlap neither it nor each other
 * @param occupancy    how likely the room is occupied at each of {@link #horizons}, 0 to 1
 * @param weights      how much each {@link Member} counted, in their order; together 1
 * @param features     how many features it was made from; 0 when no model was there yet
 * @param modelVersion the model it was made with; {@value #UNTRAINED} when there was none yet
 */
public record Forecast(
        RoomId room,
        Instant madeAt,
        boolean occupied,
        TransitionDistribution distribution,
        double minutes,
        double confidence,
        List<TransitionDistribution.Window> alternatives,
        List<Double> occupancy,
        List<Double> weights,
        int features,
        String modelVersion) {

    /** The version of no model at all. */
    public static final String UNTRAINED = "untrained";

    /** How many alternatives there are at most. */
    public static final int ALTERNATIVES = 3;

    public Forecast {
        alternatives = List.copyOf(alternatives);
        occupancy = List.copyOf(occupancy);
        weights = List.copyOf(weights);
    }

    /** How many minutes ahead the room's occupancy is forecast. */
    public static int[] horizons() {
        return TimeGrid.HORIZONS.clone();
    }

    /** The same, as if it had been made at that moment. */
    public Forecast asOf(Instant moment) {
        return moment.equals(madeAt) ? this
                : new Forecast(room, moment, occupied, distribution, minutes, confidence, alternatives, occupancy, weights, features,
                        modelVersion);
    }

    /** When the transition is expected. */
    public Instant predictedTime() {
        return Minutes.toInstant(Minutes.of(madeAt) + minutes);
    }

    /** Minutes by which the transition has come with a probability of one half; the calmer answer when errors in minutes count. */
    public double median() {
        return distribution.quantile(0.5);
    }
}
