package io.roomcast.prediction;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The moments at which the transitions of a room are seen at all, where its sensors are read only so often or its recording is coarse.
 * Immutable.
 *
 * @param step       minutes between two of them
 * @param toOccupied minutes, from a multiple of the step, at which the room is seen to become occupied
 * @param toVacant   the same for becoming vacant
 */
record Raster(double step, double toOccupied, double toVacant) {

    private static final double[] STEPS = {30, 15, 10};
    private static final int FEWEST = 20;
    private static final double NEARLY_ALL = 0.95;
    /** So many parts of a minute are told apart. */
    private static final double PARTS = 10;

    /** The coarsest raster that nearly all transitions of the room keep to, if there is one. */
    static Optional<Raster> of(RoomHistory room, double until) {
        int count = room.transitionsUntil(until);
        if (count < FEWEST) {
            return Optional.empty();
        }
        for (double step : STEPS) {
            Optional<Double> toOccupied = phase(room, count, 0, step);
            Optional<Double> toVacant = phase(room, count, 1, step);
            if (toOccupied.isPresent() && toVacant.isPresent()) {
                return Optional.of(new Raster(step, toOccupied.get(), toVacant.get()));
            }
        }
        return Optional.empty();
    }

    /** Minutes from that moment to the next of the raster at which the room could leave the state it is in; 0 if it is one itself. */
    double offset(double moment, boolean occupied) {
        double ahead = (occupied ? toVacant : toOccupied) - moment % step;
        return Math.round(((ahead % step + step) % step) * PARTS) / PARTS % step;
    }

    /**
     * The answers on the raster, as seen from that moment. One is right for what comes on its neighbours as well, as far as they are not
     * farther than the tolerance; what the distribution has between two of them belongs half to each.
     */
    TransitionDistribution.Candidates answers(double moment, boolean occupied) {
        double offset = offset(moment, occupied);
        double farthest = Math.floor(TransitionDistribution.TOLERANCE / step) * step;
        return new TransitionDistribution.Candidates(offset > 0 ? offset : step, step, farthest + step / 2);
    }

    private static Optional<Double> phase(RoomHistory room, int count, int first, double step) {
        Map<Long, Integer> seen = new HashMap<>();
        int all = 0;
        for (int i = first; i < count; i += 2) {
            if (room.isSeen(i)) {
                seen.merge(Math.round(room.transition(i) % step * PARTS), 1, Integer::sum);
                all++;
            }
        }
        int needed = (int) Math.ceil(all * NEARLY_ALL);
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue() >= needed)
                .map(entry -> entry.getKey() / PARTS % step)
                .findFirst();
    }
}
