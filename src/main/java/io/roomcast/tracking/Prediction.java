package io.roomcast.tracking;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The forecast of a room's next transition.
 *
 * @param predictionId   identifies this forecast; not blank
 * @param room           the room
 * @param madeAt         when it was made
 * @param predictedTime  when the transition is expected
 * @param transitionType the state the room goes to: occupied or vacant
 * @param confidence     probability, 0 to 1, that the transition falls within the accuracy threshold of the predicted time
 * @param currentState   the state the room is in
 * @param modelType      what made it, e.g. {@code ensemble}
 * @param modelVersion   the version of that model
 * @param alternatives   other times it may be, most likely first; at most {@value #MAX_ALTERNATIVES}
 * @param featuresUsed   how many features went into it, where known
 * @param patternMatch   readable name of the regime it was made in, e.g. {@code weekday_evening}
 * @param interval       the span that holds the transition with a given probability
 * @param forecast       how likely the room is occupied at fixed distances from now; empty when the predictor does not say
 * @param occupiedSoon   probability, 0 to 1, that the room is occupied at some moment of the next {@value #SOON} minutes, where the
 *                       predictor says
 * @param weights        how much each member of an ensemble counted, by its name, each 0 to 1; empty when the predictor does not say
 */
public record Prediction(
        String predictionId,
        Room room,
        Instant madeAt,
        Instant predictedTime,
        Occupancy transitionType,
        double confidence,
        Occupancy currentState,
        String modelType,
        String modelVersion,
        List<Alternative> alternatives,
        OptionalInt featuresUsed,
        Optional<String> patternMatch,
        Optional<Interval> interval,
        List<ForecastPoint> forecast,
        OptionalDouble occupiedSoon,
        Map<String, Double> weights)
        implements Announcement {

    /** How many alternatives a prediction carries at most. */
    public static final int MAX_ALTERNATIVES = 3;

    /** Minutes ahead of which it is said whether the room is occupied at some moment of them. */
    public static final int SOON = 30;

    /**
     * @throws IllegalArgumentException if a probability is outside 0 to 1 or the transition leads to no definite state
     */
    public Prediction {
        Objects.requireNonNull(predictionId, "predictionId");
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(madeAt, "madeAt");
        Objects.requireNonNull(predictedTime, "predictedTime");
        Objects.requireNonNull(currentState, "currentState");
        Objects.requireNonNull(modelType, "modelType");
        Objects.requireNonNull(modelVersion, "modelVersion");
        Objects.requireNonNull(featuresUsed, "featuresUsed");
        Objects.requireNonNull(patternMatch, "patternMatch");
        Objects.requireNonNull(interval, "interval");
        if (transitionType == Occupancy.UNKNOWN) {
            throw new IllegalArgumentException("a transition leads to occupied or vacant");
        }
        Probability.require("confidence", confidence);
        alternatives = alternatives.stream().limit(MAX_ALTERNATIVES).toList();
        forecast = List.copyOf(forecast);
        occupiedSoon.ifPresent(probability -> Probability.require("probability", probability));
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        weights.values().forEach(weight -> Probability.require("weight", weight));
    }

    /** The same, with the room as it is known here and the state it is in. */
    Prediction about(Room known, Occupancy state) {
        return new Prediction(predictionId, known, madeAt, predictedTime, transitionType, confidence, state, modelType, modelVersion,
                alternatives, featuresUsed, patternMatch, interval, forecast, occupiedSoon, weights);
    }

    @Override
    public Optional<RoomId> roomId() {
        return Optional.of(room.id());
    }

    @Override
    public Instant at() {
        return madeAt;
    }

    /**
     * Another time at which the transition may come.
     *
     * @param predictedTime when
     * @param confidence    probability, 0 to 1
     */
    public record Alternative(Instant predictedTime, double confidence) {
        public Alternative {
            Objects.requireNonNull(predictedTime, "predictedTime");
            Probability.require("confidence", confidence);
        }
    }

    /**
     * The span that holds the transition with the given probability.
     *
     * @param from        its start
     * @param to          its end; not before the start
     * @param probability 0 to 1
     */
    public record Interval(Instant from, Instant to, double probability) {
        public Interval {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("an interval must not end before it starts");
            }
            Probability.require("probability", probability);
        }
    }

    /**
     * How likely the room is occupied so many minutes after the prediction was made.
     *
     * @param minutes     more than 0
     * @param probability 0 to 1
     */
    public record ForecastPoint(int minutes, double probability) {
        public ForecastPoint {
            if (minutes <= 0) {
                throw new IllegalArgumentException("a forecast lies ahead: its minutes must be more than 0");
            }
            Probability.require("probability", probability);
        }
    }
}
