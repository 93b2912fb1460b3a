package io.roomcast.tracking.drift;

import java.util.Arrays;
import java.util.List;

/** How likely a day of a room is by when the room was occupied, and changed, on other days: natural logarithms. */
final class Likelihood {

    private static final int SLOTS_PER_HOUR = RoomDay.SLOTS / RoomDay.HOURS;

    /** What is learned of few days is not as certain as it looks. */
    private static final double LEAST = 0.02;

    private final double[] occupancy;
    private final double[] transitions;

    Likelihood(List<RoomDay> days) {
        occupancy = Arrays.stream(Profiles.occupancy(days)).map(p -> Math.max(LEAST, Math.min(1 - LEAST, p))).toArray();
        transitions = Profiles.transitions(days);
    }

    /** That of a day if everything comes so many hours later; of its occupancy an hour counts as one observation. */
    double of(RoomDay day, int hoursLater) {
        double loss = Profiles.loss(day, occupancy, SLOTS_PER_HOUR * hoursLater);
        return Profiles.logLikelihood(day, transitions, hoursLater) - (Double.isNaN(loss) ? 0 : RoomDay.HOURS * loss);
    }
}
