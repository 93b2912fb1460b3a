package io.roomcast.tracking.statistics;

import java.util.Arrays;

/**
 * What a figure was like on some days, against which further days are judged: how far they stand out is told as a standard normal score.
 * 0 is as ever; beyond 3 it comes about once in 740 times by chance, on that side. Immutable.
 *
 * <p>The score is that of the predictive t distribution, so that it means the same with seven days as with thirty (the Q charts of
 * C. P. Quesenberry, Journal of Quality Technology 23, 1991, here for several days at once). The variance of few days is moderated by a
 * prior, which counts as so many days more (G. K. Smyth, Statistical Applications in Genetics and Molecular Biology 3, 2004, section 3).
 */
public final class Deviation {

    /** Beyond it the probability is no number any more. */
    private static final double MAX = 38;

    private final int days;
    private final double mean;
    private final double variance;
    private final double freedom;

    /**
     * @param days  the figure of each day; at least two
     * @param prior the variance to be expected
     */
    public Deviation(double[] days, Prior prior) {
        if (days.length < 2) {
            throw new IllegalArgumentException("two days are the least");
        }
        this.days = days.length;
        this.mean = Arrays.stream(days).average().orElseThrow();
        double squares = Arrays.stream(days).map(value -> (value - mean) * (value - mean)).sum();
        this.freedom = days.length - 1 + prior.days();
        this.variance = (squares + prior.days() * prior.variance()) / freedom;
    }

    /**
     * What is expected of a variance before anything is seen.
     *
     * @param variance the variance, more than 0
     * @param days     how many days the expectation is worth, more than 0
     */
    public record Prior(double variance, double days) {

        /**
         * @throws IllegalArgumentException if one of them is not more than 0
         */
        public Prior {
            if (!(variance > 0) || !(days > 0)) {
                throw new IllegalArgumentException("a prior needs a variance and a weight");
            }
        }
    }

    /** The mean of the days. */
    public double mean() {
        return mean;
    }

    /** How far the mean of further days stands out; positive when it is more. */
    public double score(double... current) {
        double difference = Arrays.stream(current).average().orElseThrow() - mean;
        return normal(difference / spread(current.length), freedom);
    }

    /**
     * How far further days stand out when one odd day is to be only one: each counts at most so many standard deviations, and at most
     * twice what the day counts that stands out least. So days on both sides of the mean do not stand out.
     */
    public double sustainedScore(double standardDeviations, double... current) {
        double side = Math.signum(Arrays.stream(current).map(day -> day - mean).sum());
        double least = Arrays.stream(current).map(day -> side * (day - mean)).min().orElseThrow();
        double most = Math.min(standardDeviations * Math.sqrt(variance), 2 * Math.max(0, least));
        return score(Arrays.stream(current).map(day -> mean + side * Math.min(most, side * (day - mean))).toArray());
    }

    /** What the mean of so many further days is when it stands out that far. */
    public double at(double score, int currentDays) {
        return mean + student(score, freedom) * spread(currentDays);
    }

    private double spread(int currentDays) {
        return Math.sqrt(variance * (1.0 / days + 1.0 / currentDays));
    }

    /**
     * The standard normal score of the same probability as that value of Student's t, by D. L. Wallace, Annals of Mathematical
     * Statistics 30, 1959.
     *
     * @param t       the value
     * @param freedom degrees of freedom, more than 0
     */
    static double normal(double t, double freedom) {
        return Math.copySign(Math.min(MAX, shrink(freedom) * Math.sqrt(freedom * Math.log1p(t * t / freedom))), t);
    }

    /** The inverse of {@link #normal}. */
    static double student(double score, double freedom) {
        double size = score / shrink(freedom);
        return Math.copySign(Math.sqrt(freedom * Math.expm1(size * size / freedom)), score);
    }

    private static double shrink(double freedom) {
        return (8 * freedom + 1) / (8 * freedom + 3);
    }
}
