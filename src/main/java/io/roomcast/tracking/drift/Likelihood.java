package io.roomcast.tracking.drift;

import java.util.Arrays;
import java.util.List;

/** How likely a day of a room is by when the room was occupied, and changed, on other days: natural logarithms. */
final class Likelihood {

    private static final int SLOTS_PER_HOUR = RoomDay.SLOTS / RoomDay.HOURS;

    /** What is learned of few days is not as certain as it looks. */
    private static final double LEAST = 0.02;

    private final double[] occupied;
    private final double[] vacant;
    private final double[] transitions;

    Likelihood(List<RoomDay> days) {
        double[] profile = Arrays.stream(Profiles.occupancy(days)).map(p -> Math.max(LEAST, Math.min(1 - LEAST, p))).toArray();
        occupied = Arrays.stream(profile).map(Math::log).toArray();
        vacant = Arrays.stream(profile).map(p -> Math.log(1 - p)).toArray();
        transitions = Arrays.stream(Profiles.transitions(days)).map(Math::log).toArray();
    }

    /** That of a day if everything comes so many hours later; of its occupancy an hour counts as one observation. */
    double of(RoomDay day, int hoursLater) {
        double ofOccupancy = 0;
        int known = 0;
        for (int slot = 0; slot < RoomDay.SLOTS; slot++) {
            double share = day.occupied()[slot];
            if (!Double.isNaN(share)) {
                int usual = Math.floorMod(slot - SLOTS_PER_HOUR * hoursLater, RoomDay.SLOTS);
                ofOccupancy += share * occupied[usual] + (1 - share) * vacant[usual];
                known++;
            }
        }
        double ofTransitions = 0;
        for (int hour = 0; hour < RoomDay.HOURS; hour++) {
            ofTransitions += day.transitions()[hour] * transitions[Math.floorMod(hour - hoursLater, RoomDay.HOURS)];
        }
        return ofTransitions + (known == 0 ? 0 : RoomDay.HOURS * ofOccupancy / known);
    }
}
