package io.roomcast.prediction.scoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What came of answers about a room, or the plain mean of that over rooms. A figure that rests on nothing is not a number.
 *
 * @param questions          questions whose truth is known
 * @param answered           share of these that were answered
 * @param within15           share of answers that were right: within 15 minutes
 * @param within15Or20       share within 15 minutes or 20 % of the true time, whichever is more
 * @param const15            share of the same questions to which "in 15 minutes" was right
 * @param meanErrorMinutes   mean absolute error of the median answer; both times are capped at a day
 * @param medianErrorMinutes median of that error
 * @param calibrationError   expected calibration error: by how much confidence and share of right answers differ, over ten bins
 *                           (Naeini, Cooper, Hauskrecht 2015; Guo and others 2017)
 * @param brier              mean squared difference of confidence and being right (Brier 1950)
 * @param horizons           occupancy at each of {@link Scores#horizons}
 */
public record Figures(
        long questions,
        double answered,
        double within15,
        double within15Or20,
        double const15,
        double meanErrorMinutes,
        double medianErrorMinutes,
        double calibrationError,
        double brier,
        List<AtHorizon> horizons) {

    public Figures {
        horizons = List.copyOf(horizons);
    }

    /**
     * How well occupancy was forecast so far ahead.
     *
     * @param questions        forecasts whose truth is known
     * @param brier            mean squared difference of probability and occupancy
     * @param climatologyBrier the same for the climatology, on the same questions
     * @param correlation      Matthews' correlation of the decision at one half, −1 to 1
     * @param logLoss          mean of minus the logarithm of the probability given to what happened
     */
    public record AtHorizon(long questions, double brier, double climatologyBrier, double correlation, double logLoss) {

        /** The share of the climatology's Brier score that is saved: 1 is perfect, 0 no better, less is worse. */
        public double skill() {
            return 1 - brier / climatologyBrier;
        }
    }

    /**
     * The plain mean over rooms, each of the same weight however often it was asked about; a room that lacks a figure is left out of
     * that figure. The skill of the result is that of the mean Brier scores.
     */
    public static Figures mean(Collection<Figures> rooms) {
        List<AtHorizon> horizons = new ArrayList<>();
        for (int i = 0; i < Scores.horizons().length; i++) {
            int horizon = i;
            List<AtHorizon> all = rooms.stream().map(room -> room.horizons().get(horizon)).toList();
            horizons.add(new AtHorizon(all.stream().mapToLong(AtHorizon::questions).sum(), mean(all, AtHorizon::brier),
                    mean(all, AtHorizon::climatologyBrier), mean(all, AtHorizon::correlation), mean(all, AtHorizon::logLoss)));
        }
        return new Figures(rooms.stream().mapToLong(Figures::questions).sum(), mean(rooms, Figures::answered),
                mean(rooms, Figures::within15), mean(rooms, Figures::within15Or20), mean(rooms, Figures::const15),
                mean(rooms, Figures::meanErrorMinutes), mean(rooms, Figures::medianErrorMinutes),
                mean(rooms, Figures::calibrationError), mean(rooms, Figures::brier), horizons);
    }

    private static <T> double mean(Collection<T> all, ToDoubleFunction<T> figure) {
        return all.stream().mapToDouble(figure).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }
}
