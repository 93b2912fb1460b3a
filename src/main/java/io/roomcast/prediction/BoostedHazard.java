package io.roomcast.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A discrete-time hazard model: the probability that the transition comes in a span of time, given that it has not come before, by
 * boosted trees that also see which span it is and what the clock shows then. After Singer and Willett, "It's About Time: Using
 * Discrete-Time Survival Analysis to Study Duration and the Timing of Events" (1993). Immutable.
 *
 * @param trees the hazard
 */
record BoostedHazard(BoostedTrees trees) {

    /** The ends of the spans, in bins of {@link TimeGrid}. */
    private static final int[] ENDS = {1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21, 24, 30, 36, 48, 60, 72, 84, 96, 120, 144, 180, 216, 288};
    private static final int EXTRA_FEATURES = 3;
    private static final int TREES = 60;
    private static final int DEPTH = 3;
    private static final int ROWS_AT_MOST = 40_000;

    static BoostedHazard learn(Sample sample, RandomGenerator random) {
        double spans = 0;
        for (double minutes : sample.minutes()) {
            spans += spanOf(minutes) + 1;
        }
        double share = ROWS_AT_MOST / spans;
        List<float[]> rows = new ArrayList<>();
        List<Float> labels = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            if (share < 1 && random.nextDouble() >= share) {
                continue;
            }
            int last = spanOf(sample.minutes()[i]);
            boolean censored = sample.censored()[i];
            for (int span = 0; span <= last && span < ENDS.length; span++) {
                if (span == last && censored) {
                    break;
                }
                rows.add(row(sample.moments().get(i), span));
                labels.add(span == last ? 1f : 0f);
            }
        }
        if (rows.isEmpty()) {
            rows.add(row(sample.moments().get(0), 0));
            labels.add(0f);
        }
        float[] flat = new float[labels.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = labels.get(i);
        }
        return new BoostedHazard(Boosting.learn(rows.toArray(new float[0][]), flat, TREES, DEPTH, random));
    }

    double[] forecast(Moment moment) {
        double[] mass = new double[TimeGrid.SIZE];
        float[] row = row(moment, 0);
        byte[] bins = trees.bins(row);
        int extra = row.length - EXTRA_FEATURES;
        double surviving = 1;
        for (int span = 0; span < ENDS.length; span++) {
            describe(span, moment, row);
            for (int feature = extra; feature < row.length; feature++) {
                bins[feature] = trees.bin(feature, row[feature]);
            }
            double gone = surviving * trees.probability(bins);
            int start = start(span);
            for (int bin = start; bin < ENDS[span]; bin++) {
                mass[bin] = gone / (ENDS[span] - start);
            }
            surviving -= gone;
        }
        mass[TimeGrid.BINS] = surviving;
        return mass;
    }

    private static float[] row(Moment moment, int span) {
        float[] row = Arrays.copyOf(moment.features(), moment.features().length + EXTRA_FEATURES);
        describe(span, moment, row);
        return row;
    }

    private static void describe(int span, Moment moment, float[] row) {
        double middle = (start(span) + ENDS[span]) * TimeGrid.BIN / 2;
        row[row.length - 3] = span;
        row[row.length - 2] = (float) ((moment.minuteOfDay() + middle) % Minutes.DAY);
        row[row.length - 1] = (float) ((moment.minuteOfDay() + middle + Minutes.DAY / 2) % Minutes.DAY);
    }

    private static int start(int span) {
        return span == 0 ? 0 : ENDS[span - 1];
    }

    /** The span that a time falls into; one more than the last when it is later than all. A time on a bound belongs to the earlier. */
    private static int spanOf(double minutes) {
        int span = 0;
        while (span < ENDS.length && minutes > ENDS[span] * TimeGrid.BIN) {
            span++;
        }
        return span;
    }
}
