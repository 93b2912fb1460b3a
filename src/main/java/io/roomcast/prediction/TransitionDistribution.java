package io.roomcast.prediction;

import java.util.ArrayList;
import java.util.List;

/**
 * How likely a room's next transition comes when: a probability for each five minutes of the next day, and one for all that is later.
 * Immutable.
 */
public final class TransitionDistribution {

    /** An answer is right when the transition comes within so many minutes of it. */
    public static final double TOLERANCE = 15;

    private static final double ROUNDING = 1e-12;

    /** For each bin of {@link TimeGrid} the probability that the transition comes before it; at the end, within a day. */
    private final double[] before = new double[TimeGrid.SIZE];
    private final Candidates candidates;

    /** @param mass the probability of each bin of {@link TimeGrid} */
    TransitionDistribution(double[] mass) {
        this(mass, Candidates.ALL);
    }

    /**
     * @param mass       the probability of each bin of {@link TimeGrid}
     * @param candidates the answers that can be given
     */
    TransitionDistribution(double[] mass, Candidates candidates) {
        for (int bin = 0; bin < TimeGrid.BINS; bin++) {
            before[bin + 1] = before[bin] + mass[bin];
        }
        this.candidates = candidates;
    }

    /** The answer in minutes, more than 0 and at most 1440, that is most likely right, with how likely that is. */
    public Window likeliest() {
        return likeliestApartFrom(List.of());
    }

    /** Other answers, most likely first, that overlap neither the likeliest nor each other. */
    public List<Window> alternatives(int atMost) {
        List<Window> taken = new ArrayList<>(List.of(likeliest()));
        while (taken.size() <= atMost) {
            Window next = likeliestApartFrom(taken);
            if (next.probability() <= 0) {
                break;
            }
            taken.add(next);
        }
        return List.copyOf(taken.subList(1, taken.size()));
    }

    private Window likeliestApartFrom(List<Window> taken) {
        double minutes = candidates.first();
        double most = -1;
        for (double next = candidates.first(); next <= Minutes.DAY - TOLERANCE; next += candidates.step()) {
            double probability = until(next + candidates.reach()) - until(next - candidates.reach());
            if (probability > most + ROUNDING && isApartFrom(taken, next)) {
                most = probability;
                minutes = next;
            }
        }
        return new Window(minutes, Math.max(0, Math.min(1, most)));
    }

    private boolean isApartFrom(List<Window> taken, double minutes) {
        for (Window other : taken) {
            if (Math.abs(other.minutes - minutes) < 2 * candidates.reach()) {
                return false;
            }
        }
        return true;
    }

    /** Minutes by which the transition has come with that probability; 1440 when it is later than a day. */
    public double quantile(double probability) {
        for (int bin = 0; bin < TimeGrid.BINS; bin++) {
            if (before[bin + 1] > before[bin] && before[bin + 1] >= probability) {
                return (bin + (probability - before[bin]) / (before[bin + 1] - before[bin])) * TimeGrid.BIN;
            }
        }
        return Minutes.DAY;
    }

    /**
     * The span within the next day that holds the transition with that probability, with as much before as after it. Where less than that
     * much lies within the day on both sides, it reaches to the day's end and begins as late as it can; and where the whole day holds
     * less, it is the day, with what it holds.
     */
    public Span interval(double probability) {
        double upper = (1 + probability) / 2;
        double day = before[TimeGrid.BINS];
        if (day >= upper) {
            return new Span(quantile(1 - upper), quantile(upper), probability);
        }
        return new Span(day > probability ? quantile(day - probability) : 0, Minutes.DAY, Math.min(day, probability));
    }

    /** The probability that the transition comes within the tolerance of that many minutes. */
    public double within(double minutes) {
        return until(minutes + TOLERANCE) - until(minutes - TOLERANCE);
    }

    /** The probability that the transition comes within so many minutes. */
    public double until(double minutes) {
        double bins = Math.max(0, Math.min(TimeGrid.BINS, minutes / TimeGrid.BIN));
        int whole = (int) bins;
        double sum = whole < TimeGrid.BINS ? before[whole] + (bins - whole) * (before[whole + 1] - before[whole]) : before[whole];
        return Math.min(1, sum);
    }

    /**
     * An answer.
     *
     * @param minutes     from the question to the transition
     * @param probability that it comes within {@value TransitionDistribution#TOLERANCE} minutes of that
     */
    public record Window(double minutes, double probability) {
    }

    /**
     * A span of time ahead.
     *
     * @param from        minutes from the question to its start
     * @param to          minutes from the question to its end
     * @param probability that the transition comes between them
     */
    public record Span(double from, double to, double probability) {
    }

    /**
     * The answers that can be given: every so many minutes.
     *
     * @param first minutes to the first of them, more than 0
     * @param step  minutes from one to the next, more than 0
     * @param reach minutes to either side of an answer, within which lies all of the distribution that the answer is right for
     */
    record Candidates(double first, double step, double reach) {

        /** For transitions that may come at any time. */
        static final Candidates ALL = new Candidates(TOLERANCE, TimeGrid.BIN, TOLERANCE);
    }
}
