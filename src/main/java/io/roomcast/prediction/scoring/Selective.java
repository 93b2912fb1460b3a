package io.roomcast.prediction.scoring;

/**
 * How often a predictor dares to speak, and whether it is right when it does: for each confidence threshold the share of answers that
 * reach it and the share of these that were right.
 *
 * <p>Not thread-safe; its size is fixed.
 */
public final class Selective {

    private static final double[] THRESHOLDS = {0.5, 0.6, 0.7, 0.8, 0.9};

    private final long[] covered = new long[THRESHOLDS.length];
    private final long[] right = new long[THRESHOLDS.length];
    private long all;

    /** The confidence thresholds, ascending. */
    public static double[] thresholds() {
        return THRESHOLDS.clone();
    }

    /** Counts an answer. */
    public void add(double confidence, boolean wasRight) {
        all++;
        for (int i = 0; i < THRESHOLDS.length && confidence >= THRESHOLDS[i]; i++) {
            covered[i]++;
            if (wasRight) {
                right[i]++;
            }
        }
    }

    /** Counts all answers of another. */
    public void addAll(Selective other) {
        all += other.all;
        for (int i = 0; i < THRESHOLDS.length; i++) {
            covered[i] += other.covered[i];
            right[i] += other.right[i];
        }
    }

    /** The share of answers that reach the threshold of that index; not a number without answers. */
    public double coverage(int threshold) {
        return (double) covered[threshold] / all;
    }

    /** The share of these that were right; not a number when none reaches it. */
    public double accuracy(int threshold) {
        return (double) right[threshold] / covered[threshold];
    }
}
