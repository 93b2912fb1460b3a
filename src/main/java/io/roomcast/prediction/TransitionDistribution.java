package io.roomcast.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How likely a room's next transition comes when: a probability for each five minutes of the next day, and one for all that is later.
 * Immutable.
 */
public final class TransitionDistribution {

    /** An answer is right when the transition comes within so many minutes of it. */
    public static final double TOLERANCE = 15;

    private static final int WINDOW = (int) (2 * TOLERANCE / TimeGrid.BIN);

    private final double[] mass;

    /** @param mass the probability of each bin of {@link TimeGrid}; is not copied */
    TransitionDistribution(double[] mass) {
        this.mass = mass;
    }

    /** The answer in minutes, more than 0 and at most 1440, that is most likely right, with how likely that is. */
    public Window likeliest() {
        int best = 0;
        double sum = 0;
        double most = -1;
        for (int start = 0; start + WINDOW <= TimeGrid.BINS; start++) {
            sum = start == 0 ? windowMass(0) : sum + mass[start + WINDOW - 1] - mass[start - 1];
            if (sum > most + 1e-12) {
                most = sum;
                best = start;
            }
        }
        return window(best);
    }

    /**
     * The likeliest answer when transitions come on a raster only: an answer on the raster is right for what comes on its neighbours as
     * well, so that the half hour counts with both its ends.
     *
     * @param offset minutes from the question to a moment of the raster
     */
    Window likeliestOn(Raster raster, double offset) {
        Window best = new Window(TOLERANCE, -1);
        double half = raster.step() / 2;
        for (double minutes = offset > 0 ? offset : raster.step(); minutes <= Minutes.DAY - TOLERANCE; minutes += raster.step()) {
            double probability = until(minutes + TOLERANCE + half) - until(minutes - TOLERANCE - half);
            if (probability > best.probability() + 1e-12) {
                best = new Window(minutes, Math.min(1, probability));
            }
        }
        return best;
    }

    /** Other answers, most likely first, that overlap neither the likeliest nor each other. */
    public List<Window> alternatives(int atMost) {
        List<Window> taken = new ArrayList<>(List.of(likeliest()));
        IntStream.rangeClosed(0, TimeGrid.BINS - WINDOW)
                .mapToObj(this::window)
                .sorted(Comparator.comparingDouble(Window::probability).reversed())
                .filter(window -> window.probability() > 0)
                .forEach(window -> {
                    if (taken.size() <= atMost && taken.stream().noneMatch(window::overlaps)) {
                        taken.add(window);
                    }
                });
        return List.copyOf(taken.subList(1, taken.size()));
    }

    /** Minutes by which the transition has come with that probability; 1440 when it is later than a day. */
    public double quantile(double probability) {
        double sum = 0;
        for (int bin = 0; bin < TimeGrid.BINS; bin++) {
            if (mass[bin] > 0 && sum + mass[bin] >= probability) {
                return (bin + (probability - sum) / mass[bin]) * TimeGrid.BIN;
            }
            sum += mass[bin];
        }
        return Minutes.DAY;
    }

    /** The probability that the transition comes within the tolerance of that many minutes. */
    public double within(double minutes) {
        return until(minutes + TOLERANCE) - until(minutes - TOLERANCE);
    }

    /** The probability that the transition comes within so many minutes. */
    public double until(double minutes) {
        double bins = Math.max(0, Math.min(TimeGrid.BINS, minutes / TimeGrid.BIN));
        int whole = (int) bins;
        double sum = 0;
        for (int bin = 0; bin < whole; bin++) {
            sum += mass[bin];
        }
        return Math.min(1, whole < TimeGrid.BINS ? sum + (bins - whole) * mass[whole] : sum);
    }

    private Window window(int start) {
        return new Window(start * TimeGrid.BIN + TOLERANCE, Math.min(1, windowMass(start)));
    }

    private double windowMass(int start) {
        double sum = 0;
        for (int bin = start; bin < start + WINDOW; bin++) {
            sum += mass[bin];
        }
        return sum;
    }

    /**
     * An answer.
     *
     * @param minutes     from the question to the transition
     * @param probability that it comes within {@value TransitionDistribution#TOLERANCE} minutes of that
     */
    public record Window(double minutes, double probability) {

        boolean overlaps(Window other) {
            return Math.abs(minutes - other.minutes) < 2 * TOLERANCE;
        }
    }
}
