package io.roomcast.prediction.scoring;

/**
 * The answer that always says "in 15 minutes": right whenever the room changes within half an hour, which in lively rooms is often. Its
 * confidence is how often it was right so far, beginning at a half.
 *
 * <p>Not thread-safe; its size is fixed.
 */
public final class Const15 {

    /** What it always says. */
    public static final double MINUTES = 15;

    private long right = 1;
    private long asked = 2;

    /** Whether it was right, given the minutes that it really took. */
    public static boolean right(double truth) {
        return Math.abs(MINUTES - truth) <= Scores.THRESHOLD_MINUTES;
    }

    /** The probability, 0 to 1, that it is right. */
    public double confidence() {
        return (double) right / asked;
    }

    /** Learns the minutes that it really took. */
    public void learn(double truth) {
        asked++;
        if (right(truth)) {
            right++;
        }
    }
}
