package io.roomcast.tracking.accuracy;

import io.roomcast.tracking.statistics.Deviation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Decides when a room's predictions have become worse, and when they are as good as before again.
 *
 * <p>Judged is the mean of the last {@value #CURRENT_DAYS} days against the days before them, at most {@value #MOST_DAYS}. It has become
 * worse when the mean stands out by a normal score of −3.5, which chance brings about once in twelve years of a room's days, and is lower
 * by 5 points at least on each of the days: less matters to nobody, and one bad day is no trend. The days before then stand still. It is
 * as before again when the mean has come half the way back to theirs from that threshold, which keeps it from alerting to and fro. After {@value #GIVEN_UP_AFTER} days in vain the
 * worse level is what the room is held to; that is not announced as a recovery.
 */
final class AccuracyWatch {

    static final int CURRENT_DAYS = 2;
    static final int LEAST_DAYS = 7;
    static final int MOST_DAYS = 28;
    static final int GIVEN_UP_AFTER = 14;

    private static final double SCORE = -3.5;
    private static final double LEAST_LOSS = 0.05;
    /** A day's accuracy rests on about ten independent transitions: a standard deviation of a tenth. */
    private static final Deviation.Prior PRIOR = new Deviation.Prior(0.01, 4);

    private final ArrayDeque<Double> before = new ArrayDeque<>();
    private final ArrayDeque<Day> current = new ArrayDeque<>();
    private Optional<Verdict> worse = Optional.empty();
    private int daysWorse;

    /**
     * A day of a room.
     *
     * @param accuracy share of answers that were right
     * @param const15  share of the same questions to which "in 15 minutes" was right
     */
    record Day(double accuracy, double const15) {
    }

    /**
     * What has come about.
     *
     * @param recovered whether it is as before again, otherwise it has become worse
     * @param current   accuracy of the last days
     * @param const15   that of "in 15 minutes" on the same questions
     * @param previous  accuracy of the days before it became worse
     * @param threshold accuracy that was to be kept, or to be reached again
     */
    record Verdict(boolean recovered, double current, double const15, double previous, double threshold) {
    }

    /**
     * All that it goes by.
     *
     * @param before    accuracies of the days that it holds the last ones against
     * @param current   the last days
     * @param worse     what stands: it has become worse, and is not as before again
     * @param daysWorse for how many days
     */
    record WatchState(double[] before, List<Day> current, Optional<Verdict> worse, int daysWorse) {

        WatchState {
            current = List.copyOf(current);
        }
    }

    WatchState state() {
        return new WatchState(array(before), List.copyOf(current), worse, daysWorse);
    }

    /** Goes on from there. */
    void restore(WatchState state) {
        restart();
        Arrays.stream(state.before).forEach(before::addLast);
        current.addAll(state.current);
        worse = state.worse;
        daysWorse = state.daysWorse;
    }

    /** A day is over. */
    Optional<Verdict> ended(Day day) {
        current.addLast(day);
        if (current.size() < CURRENT_DAYS) {
            return Optional.empty();
        }
        Optional<Verdict> verdict = worse.isPresent() ? recovery(worse.get()) : degradation();
        Day oldest = current.removeFirst();
        if (worse.isEmpty()) {
            before.addLast(oldest.accuracy());
            if (before.size() > MOST_DAYS) {
                before.removeFirst();
            }
        } else if (++daysWorse > GIVEN_UP_AFTER) {
            restart();
        }
        return verdict;
    }

    /** Forgets what was: there is a new level. */
    private void restart() {
        before.clear();
        current.clear();
        worse = Optional.empty();
        daysWorse = 0;
    }

    private Optional<Verdict> degradation() {
        if (before.size() < LEAST_DAYS) {
            return Optional.empty();
        }
        Deviation level = new Deviation(array(before), PRIOR);
        double threshold = Math.min(level.at(SCORE, CURRENT_DAYS), level.mean() - LEAST_LOSS);
        double now = mean(accuracies());
        boolean oneGoodDay = accuracies().stream().anyMatch(accuracy -> accuracy > level.mean() - LEAST_LOSS);
        if (now > threshold || oneGoodDay) {
            return Optional.empty();
        }
        worse = Optional.of(new Verdict(false, now, const15(), level.mean(), threshold));
        daysWorse = 0;
        return worse;
    }

    private Optional<Verdict> recovery(Verdict degradation) {
        double now = mean(accuracies());
        double threshold = (degradation.previous() + Math.max(0, degradation.threshold())) / 2;
        if (now < threshold) {
            return Optional.empty();
        }
        worse = Optional.empty();
        return Optional.of(new Verdict(true, now, const15(), degradation.previous(), threshold));
    }

    private List<Double> accuracies() {
        return current.stream().map(Day::accuracy).toList();
    }

    private double const15() {
        return mean(current.stream().map(Day::const15).toList());
    }

    private static double mean(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double[] array(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
