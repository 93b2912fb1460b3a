package io.roomcast.prediction.scoring;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Gathers what came of the answers about one room. Each question is scored in two parts, since their truths are not known at the same
 * time: {@link #add} once it is known when the room changed, {@link #addOccupancy} once it is known how the room was at a horizon.
 *
 * <p>Nothing is left out: an answer that was far off counts as wrong, however far, and so does a question that was not answered. Not
 * thread-safe; keeps 8 bytes a question.
 */
public final class Scores {

    /** How far off, in minutes, an answer may be to be right. */
    public static final double THRESHOLD_MINUTES = 15;

    /** Beyond a day all times are the same to an error. */
    public static final double CAP_MINUTES = 1440;

    private static final int[] HORIZONS = {15, 30, 60, 120};
    private static final double SHARE_OF_TRUTH = 0.2;
    private static final int BINS = 10;

    private final HorizonScores[] occupancy = Stream.generate(HorizonScores::new).limit(HORIZONS.length).toArray(HorizonScores[]::new);
    private final Selective selective = new Selective();
    private final long[] binned = new long[BINS];
    private final double[] binnedConfidence = new double[BINS];
    private final long[] binnedRight = new long[BINS];
    private double[] errors = new double[64];
    private int asked;
    private long answered;
    private long right;
    private long nearlyRight;
    private long const15Right;
    private double squares;

    /** How many minutes ahead occupancy is forecast. */
    public static int[] horizons() {
        return HORIZONS.clone();
    }

    /** Whether an answer of so many minutes was right. */
    public static boolean right(double predictedMinutes, double truth) {
        return Math.abs(predictedMinutes - truth) <= THRESHOLD_MINUTES;
    }

    /** By how many minutes an answer was off. */
    public static double error(double answer, double truth) {
        return Math.abs(Math.min(answer, CAP_MINUTES) - Math.min(truth, CAP_MINUTES));
    }

    /**
     * An answer and its truth.
     *
     * @param predictedMinutes the minutes from the question to the change that were most likely
     * @param confidence       the probability, 0 to 1, of their being right
     * @param medianMinutes    the minutes before which the change was as likely as after
     * @param truth            the minutes that it took; more than 1800 need not be exact
     */
    public void add(double predictedMinutes, double confidence, double medianMinutes, double truth) {
        answered++;
        score(predictedMinutes, confidence, medianMinutes, truth);
    }

    /** A question that was not answered: wrong, with no confidence at all, and as far off as can be. */
    public void addUnanswered(double truth) {
        score(Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY, truth);
    }

    private void score(double predicted, double confidence, double median, double truth) {
        if (!(confidence >= 0 && confidence <= 1) || !(truth >= 0) || !(predicted >= 0) || !(median >= 0)) {
            throw new IllegalArgumentException("no answer or truth: " + predicted + ", " + confidence + ", " + median + ", " + truth);
        }
        boolean wasRight = right(predicted, truth);
        int bin = Math.min((int) (confidence * BINS), BINS - 1);
        binned[bin]++;
        binnedConfidence[bin] += confidence;
        squares += Math.pow(confidence - (wasRight ? 1 : 0), 2);
        selective.add(confidence, wasRight);
        if (wasRight) {
            right++;
            binnedRight[bin]++;
        }
        if (wasRight || Math.abs(predicted - truth) <= SHARE_OF_TRUTH * truth) {
            nearlyRight++;
        }
        if (Const15.right(truth)) {
            const15Right++;
        }
        if (asked == errors.length) {
            errors = Arrays.copyOf(errors, 2 * asked);
        }
        errors[asked++] = error(median, truth);
    }

    /**
     * A forecast of occupancy and its truth. Where there was no forecast, the climatology stands in for it.
     *
     * @param horizon     index into {@link #horizons}
     * @param probability the probability, 0 to 1, that was given to the room's being occupied
     * @param climatology that of the {@link Climatology} on the days before the question's
     * @param occupied    whether it was
     */
    public void addOccupancy(int horizon, double probability, double climatology, boolean occupied) {
        if (!(probability >= 0 && probability <= 1) || !(climatology >= 0 && climatology <= 1)) {
            throw new IllegalArgumentException("no probabilities: " + probability + ", " + climatology);
        }
        occupancy[horizon].add(probability, climatology, occupied);
    }

    /** What came of all so far. */
    public Figures figures() {
        double n = asked;
        return new Figures(asked, answered / n, right / n, nearlyRight / n, const15Right / n,
                Arrays.stream(errors, 0, asked).average().orElse(Double.NaN), median(), calibrationError(), squares / n,
                Arrays.stream(occupancy).map(HorizonScores::figures).toList());
    }

    /** How the answers did by confidence; a copy. */
    public Selective selective() {
        Selective copy = new Selective();
        copy.addAll(selective);
        return copy;
    }

    private double median() {
        if (asked == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(errors, asked);
        Arrays.sort(sorted);
        return (sorted[(asked - 1) / 2] + sorted[asked / 2]) / 2;
    }

    private double calibrationError() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(binnedConfidence[bin] - binnedRight[bin]);
        }
        return asked == 0 ? Double.NaN : sum / asked;
    }
}
