package io.roomcast.tracking.accuracy;

import io.roomcast.prediction.scoring.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An answer and what is known of its truth by now. */
final class Question {

    /** From then on the truth makes no difference to any figure: a fifth of it reaches from there to the latest answer. */
    private static final double ENDLESS = 1800;

    private static final double MILLIS_PER_MINUTE = 60_000;
    private static final int[] HORIZONS = Scores.horizons();

    private final Kind kind;
    private final Answer answer;
    private final double[] climatology;
    private final Boolean[] occupied;
    private int horizonsPassed;
    private double truth;
    private Instant decidedAt;
    private boolean filed;

    /** @param climatology what the climatology says of each horizon */
    Question(Kind kind, Answer answer, double[] climatology) {
        this(new Known(kind, answer, climatology, new Boolean[HORIZONS.length], 0, Double.NaN, Optional.empty()));
    }

    /** One of which that is known; if it is decided, somebody has been told. */
    Question(Known known) {
        this.kind = known.kind;
        this.answer = known.answer;
        this.climatology = known.climatology.clone();
        this.occupied = known.occupied.clone();
        this.horizonsPassed = known.horizonsPassed;
        this.truth = known.truth;
        this.decidedAt = known.decidedAt.orElse(null);
        this.filed = known.decidedAt.isPresent();
    }

    /**
     * All there is to know of one.
     *
     * @param occupied       at each horizon, as far as it is known
     * @param horizonsPassed how many horizons there is nothing more to learn of
     * @param truth          minutes it took; no number while that is not known
     */
    record Known(Kind kind, Answer answer, double[] climatology, Boolean[] occupied, int horizonsPassed, double truth,
            Optional<Instant> decidedAt) {
    }

    Known known() {
        return new Known(kind, answer, climatology.clone(), occupied.clone(), horizonsPassed, truth, Optional.ofNullable(decidedAt));
    }

    Kind kind() {
        return kind;
    }

    /** The room changed. */
    void changed(Instant at) {
        if (Double.isNaN(truth)) {
            truth = Math.max(0, minutesUntil(at));
            decide(at);
        }
    }

    /** Until that moment, and not including it, the room has stayed as it is. */
    void stayed(Instant until, boolean isOccupied) {
        double minutes = minutesUntil(until);
        while (horizonsPassed < HORIZONS.length && HORIZONS[horizonsPassed] < minutes) {
            occupied[horizonsPassed++] = isOccupied;
        }
        if (Double.isNaN(truth)) {
            double last = answer.predictedMinutes() + Scores.THRESHOLD_MINUTES;
            if (minutes > last) {
                decide(answer.askedAt().plusMillis((long) Math.ceil(last * MILLIS_PER_MINUTE)));
            }
            if (minutes > ENDLESS) {
                truth = minutes;
            }
        }
    }

    /** From that moment on nobody can tell how the room is: what is not decided by now never will be. */
    void lostSight(Instant at) {
        horizonsPassed = HORIZONS.length;
        if (decidedAt != null && Double.isNaN(truth)) {
            truth = minutesUntil(at);
        }
    }

    private void decide(Instant at) {
        if (decidedAt == null) {
            decidedAt = at;
        }
    }

    /** Whether it has been decided since this was asked last; true but once. */
    boolean isNewlyDecided() {
        boolean newly = decidedAt != null && !filed;
        filed |= newly;
        return newly;
    }

    boolean isDecided() {
        return decidedAt != null;
    }

    /** When it was clear whether the answer was right; null until then. */
    Instant decidedAt() {
        return decidedAt;
    }

    /** Whether there is nothing more to learn. */
    boolean isSettled() {
        return !Double.isNaN(truth) && horizonsPassed == HORIZONS.length;
    }

    /** Whether the answer, once decided, is right: one that has waited in vain is not. */
    boolean isRight() {
        return !Double.isNaN(truth) && Scores.right(answer.predictedMinutes(), truth);
    }

    /** Adds what is known; while the transition has not come, the truth is at least the time that has gone by. */
    void addTo(Scores scores, Instant now) {
        scores.add(answer.predictedMinutes(), answer.confidence(), answer.medianMinutes(),
                Double.isNaN(truth) ? minutesUntil(now) : truth);
        for (int i = 0; i < HORIZONS.length; i++) {
            if (occupied[i] != null) {
                scores.addOccupancy(i, answer.occupied().get(i), climatology[i], occupied[i]);
            }
        }
    }

    private double minutesUntil(Instant moment) {
        return Duration.between(answer.askedAt(), moment).toMillis() / MILLIS_PER_MINUTE;
    }
}
