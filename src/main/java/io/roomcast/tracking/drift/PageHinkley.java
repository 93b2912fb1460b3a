package io.roomcast.tracking.drift;

/**
 * The test of E. S. Page (Biometrika 41, 1954) and D. V. Hinkley (Biometrika 58, 1971) for a rise: each value adds to a sum by how much it
 * exceeds an allowance, and the sum starts anew whenever it would fall below zero. Takes standard normal scores. Not thread-safe.
 */
final class PageHinkley {

    /** Half of a rise by two standard deviations, which is the least that is to be found within days. */
    private static final double ALLOWANCE = 1;

    /** One value counts no more than this, so that one odd day alone is none. */
    private static final double MOST = 2.5;

    /** What the continuous approximation of the run length lacks (D. Siegmund, Sequential Analysis, 1985, section 10.2). */
    private static final double OVERSHOOT = 1.166;

    private double sum;

    void add(double score) {
        sum = Math.max(0, sum + Math.min(MOST, score) - ALLOWANCE);
    }

    void reset() {
        sum = 0;
    }

    double sum() {
        return sum;
    }

    /** How often, of all values, a sum as high as this comes about by chance: one over Siegmund's run length. */
    double falseAlarmRate() {
        double x = 2 * ALLOWANCE * (sum + OVERSHOOT);
        return Math.min(1, 2 * ALLOWANCE * ALLOWANCE / (Math.expm1(x) - x));
    }
}
