package io.roomcast.evaluation;

/** Counts answers and what came of them. Not thread-safe. */
final class Tally {

    private long asked;
    private long right;
    private long const15Right;
    private double confidence;

    /** Counts an answer. */
    void add(double itsConfidence, boolean wasRight, boolean const15WasRight) {
        asked++;
        right += wasRight ? 1 : 0;
        const15Right += const15WasRight ? 1 : 0;
        confidence += itsConfidence;
    }

    /** Counts all of another. */
    void add(Tally other) {
        asked += other.asked;
        right += other.right;
        const15Right += other.const15Right;
        confidence += other.confidence;
    }

    /** How many answers there were. */
    long asked() {
        return asked;
    }

    /** The share of right answers; not a number without answers, like the others. */
    double right() {
        return (double) right / asked;
    }

    /** The share of questions to which "in 15 minutes" was right. */
    double const15() {
        return (double) const15Right / asked;
    }

    /** The mean confidence. */
    double confidence() {
        return confidence / asked;
    }
}
