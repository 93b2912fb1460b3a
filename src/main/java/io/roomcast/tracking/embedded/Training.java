package io.roomcast.tracking.embedded;

import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import io.roomcast.prediction.Minutes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes a model of a home from its history.
 *
 * <p>The first one also learns what its forecasts are worth: a model of all but the last days is asked about these. A later one has to
 * show that it is no worse: a candidate learned from all but the last days is asked about these, and so is the model that serves; if
 * the candidate is worse, no new model is made. When the model that serves knows these days itself, there is nothing to hold against it.
 * What is served in the end has learned from everything. For one thread, which it keeps busy for seconds to minutes.
 */
public final class Training {

    /** So many days at most teach the first model what its forecasts are worth, and no more than half of what there is. */
    static final Duration REHEARSED = Duration.ofDays(14);
    /** With less than that nothing is rehearsed. */
    static final Duration LEAST_REHEARSED = Duration.ofDays(2);
    /** The days on which a new model has to show what it is worth. */
    static final Duration HELD_OUT = Duration.ofDays(3);
    /** A candidate may be worse by so much: two models that are equally good differ by that. */
    static final double TOLERANCE = 0.02;

    private final HomeHistory history;
    private final Instant now;
    private final Progress progress;

    /** Is told how far it has come; ends it by throwing an exception of its own. */
    public interface Progress {

        /**
         * A step is done.
         *
         * @param phase what is being done, as a word to show
         */
        void reached(String phase, long done, long total);
    }

    /**
     * What came of it.
     *
     * @param model      the new model; absent if it would be worse than the one that serves
     * @param experience what was learned of its forecasts, for a home that has none yet
     * @param comparison how a candidate did, where one was held against the model that serves
     */
    public record Result(Optional<HomeModel> model, Optional<HomeExperience> experience, Optional<Comparison> comparison) {
    }

    /**
     * Two models on the same days; scores are log scores, of which the greater is better.
     *
     * @param candidate of the candidate
     * @param serving   of the model that serves
     */
    public record Comparison(double candidate, double serving) {

        /** Whether the candidate is worse. */
        public boolean worse() {
            return candidate < serving - TOLERANCE;
        }
    }

    /**
     * @param history is not changed; nobody else may change it meanwhile
     * @param now     up to when it is learned from
     */
    public Training(HomeHistory history, Instant now, Progress progress) {
        this.history = history;
        this.now = now;
        this.progress = progress;
    }

    /** The first model of a home. */
    public Result first(String version) {
        Duration known = Duration.ofMinutes((long) Math.max(0, Minutes.of(now) - history.began()));
        Duration rehearsed = min(REHEARSED, known.dividedBy(2));
        Optional<HomeExperience> experience = Optional.empty();
        if (rehearsed.compareTo(LEAST_REHEARSED) >= 0) {
            Instant from = quarter(now.minus(rehearsed));
            HomeModel early = learn("preparing", from, version);
            experience = Optional.of(rehearse(early, Optional.empty(), from).experience());
        }
        return new Result(Optional.of(learn("training", now, version)), experience, Optional.empty());
    }

    /**
     * A model to come after one that serves.
     *
     * @param serving    serves now
     * @param experience what was learned from its forecasts
     */
    public Result next(String version, HomeModel serving, HomeExperience experience) {
        Instant from = quarter(now.minus(HELD_OUT));
        Optional<Comparison> comparison = Optional.empty();
        if (serving.until() <= Minutes.of(from)) {
            HomeModel candidate = learn("preparing", from, version);
            OptionalDouble itsScore = rehearse(candidate, Optional.of(experience), from).score();
            OptionalDouble servingScore = rehearse(serving, Optional.of(experience), from).score();
            if (itsScore.isPresent() && servingScore.isPresent()) {
                comparison = Optional.of(new Comparison(itsScore.getAsDouble(), servingScore.getAsDouble()));
            }
        }
        boolean worse = comparison.filter(Comparison::worse).isPresent();
        return new Result(worse ? Optional.empty() : Optional.of(learn("training", now, version)), Optional.empty(), comparison);
    }

    private HomeModel learn(String phase, Instant until, String version) {
        return HomeModel.learn(history, until, version, (done, total) -> progress.reached(phase, done, total));
    }

    private Rehearsal rehearse(HomeModel model, Optional<HomeExperience> experience, Instant from) {
        return Rehearsal.of(history, model, experience, from, now,
                (done, total) -> progress.reached("rehearsing", done.toHours(), total.toHours()));
    }

    private static Instant quarter(Instant moment) {
        return Minutes.toInstant(Math.floor(Minutes.of(moment) / 15) * 15);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
