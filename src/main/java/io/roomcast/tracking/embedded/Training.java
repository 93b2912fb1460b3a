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
 * the candidate is worse, no new model is made.
 *
 * <p>In a young home the model that serves is younger than these days, and what it has learned from it must not be asked about. Nor can a
 * candidate be asked about the days since: one that does not know them has learned from the very same. So both are made older by the same
 * number of days. The model that serves is stood for by one learned from what was known that many days before it was learned, as the
 * candidate stands for the new one: the two differ by what has come in between, and neither knows the days. That costs one more training,
 * of a home of which little is known; to keep older models would not, but they would be gone when they cannot be read, and be none after a
 * change of rooms. Of a home of less than five days there is nothing to learn such a model from.
 *
 * <p>What is served in the end has learned from everything. For one thread, which it keeps busy for seconds to minutes.
 */
public final class Training {

    /** So many days at most teach the first model what its forecasts are worth, and no more than half of what there is. */
    static final Duration REHEARSED = Duration.ofDays(14);
    /** With less than that nothing is rehearsed. */
    static final Duration LEAST_REHEARSED = Duration.ofDays(2);
    /** The days on which a new model has to show what it is worth. */
    static final Duration HELD_OUT = Duration.ofDays(3);
    /** A model that has learned from less is no measure; a first one is not made of less either. */
    static final Duration LEAST_LEARNED = Duration.ofDays(2);
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
     * @param comparison how a candidate did, where there was something to hold it against
     */
    public record Result(Optional<HomeModel> model, Optional<HomeExperience> experience, Optional<Comparison> comparison) {
    }

    /**
     * Two models on the same days; scores are log scores, of which the greater is better.
     *
     * @param candidate of the candidate
     * @param serving   of the model that serves, or of the one that stands for it
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
        Optional<HomeModel> measure = serving.until() <= Minutes.of(from) ? Optional.of(serving) : older(serving, version);
        Optional<Comparison> comparison = measure.flatMap(model -> compare(learn("preparing", from, version), model, experience, from));
        boolean worse = comparison.filter(Comparison::worse).isPresent();
        return new Result(worse ? Optional.empty() : Optional.of(learn("training", now, version)), Optional.empty(), comparison);
    }

    /** One as the model that serves would have been as many days earlier as are held out, if it would have known enough. */
    private Optional<HomeModel> older(HomeModel serving, String version) {
        Instant until = Minutes.toInstant(serving.until()).minus(HELD_OUT);
        boolean known = Minutes.of(until) - history.began() >= LEAST_LEARNED.toMinutes();
        return known ? Optional.of(learn("preparing", until, version)) : Optional.empty();
    }

    private Optional<Comparison> compare(HomeModel candidate, HomeModel measure, HomeExperience experience, Instant from) {
        OptionalDouble itsScore = rehearse(candidate, Optional.of(experience), from).score();
        OptionalDouble servingScore = rehearse(measure, Optional.of(experience), from).score();
        return itsScore.isPresent() && servingScore.isPresent()
                ? Optional.of(new Comparison(itsScore.getAsDouble(), servingScore.getAsDouble())) : Optional.empty();
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
