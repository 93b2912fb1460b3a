package io.roomcast.tracking.drift;

/**
 * What a room did on one day of the home's wall clock. Durations are natural logarithms of minutes, since dwell times spread over four
 * orders of magnitude.
 *
 * @param occupied      share of each quarter of an hour in which it was occupied; not a number where nobody could tell
 * @param transitions   transitions in each hour
 * @param vacantDwells  how long it had been vacant, of each time it became occupied
 * @param occupiedDwells how long it had been occupied, of each time it became vacant
 * @param gaps          time between reports of its sensors
 * @param loss          mean loss of the predictions; not a number where there were none
 */
record RoomDay(double[] occupied, double[] transitions, double[] vacantDwells, double[] occupiedDwells, double[] gaps, double loss) {

    static final int SLOTS = 96;
    static final int HOURS = 24;

    double transitionCount() {
        double sum = 0;
        for (double count : transitions) {
            sum += count;
        }
        return sum;
    }

    /** Share of the day, as far as it is known, in which the room was occupied; not a number where nothing is. */
    double occupiedShare() {
        double sum = 0;
        int known = 0;
        for (double share : occupied) {
            if (!Double.isNaN(share)) {
                sum += share;
                known++;
            }
        }
        return sum / known;
    }
}
