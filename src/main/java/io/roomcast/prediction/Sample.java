package io.roomcast.prediction;

import java.util.ArrayList;
import java.util.List;

/**
 * The moments of one room in one state that a model learns from, with what came of each as far as it is known.
 *
 * @param moments  the moments, oldest first
 * @param minutes  minutes to the next transition, or to the end of what is known where none has come yet
 * @param censored whether none has come yet
 * @param outcomes for each moment and horizon 1 if the room was occupied then, 0 if it was vacant, -1 if that is not known
 */
record Sample(List<Moment> moments, double[] minutes, boolean[] censored, byte[][] outcomes) {

    /** Questions are asked this often on the clock, in minutes. */
    private static final double STEP = 15;

    /** All that can be learned between two moments about the room at that place: on the quarter hours, and right after each transition. */
    static Sample of(HomeHistory history, Features features, int place, double from, double until, boolean occupied) {
        RoomHistory room = history.room(place);
        List<Double> times = new ArrayList<>();
        for (double time = Math.ceil(from / STEP) * STEP; time < until; time += STEP) {
            times.add(time);
        }
        for (int i = room.transitionsUntil(from); i < room.transitionCount() && room.transition(i) < until; i++) {
            times.add(room.transition(i));
        }
        times.sort(null);
        List<Moment> moments = times.stream()
                .filter(time -> room.occupiedAt(time) == occupied)
                .map(time -> features.at(history, time))
                .toList();
        int size = moments.size();
        double[] minutes = new double[size];
        boolean[] censored = new boolean[size];
        byte[][] outcomes = new byte[size][TimeGrid.HORIZONS.length];
        for (int i = 0; i < size; i++) {
            double at = moments.get(i).minute();
            double next = room.nextAfter(at);
            censored[i] = next > until;
            minutes[i] = Math.min(next, until) - at;
            for (int h = 0; h < TimeGrid.HORIZONS.length; h++) {
                double then = at + TimeGrid.HORIZONS[h];
                outcomes[i][h] = (byte) (then > until ? -1 : room.occupiedAt(then) ? 1 : 0);
            }
        }
        return new Sample(moments, minutes, censored, outcomes);
    }

    int size() {
        return moments.size();
    }
}
