package io.roomcast.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The moments of one room in one state that a model learns from, with what came of each as far as it is known.
 *
 * @param moments  the moments, oldest first; none at which nothing was known of the room
 * @param minutes  minutes to the next transition, or to the end of what is known where none has come by then
 * @param censored whether none has come by then
 * @param outcomes for each moment and horizon 1 if the room was occupied then, 0 if it was vacant, -1 if that is not known
 */
record Sample(List<Moment> moments, double[] minutes, boolean[] censored, byte[][] outcomes) {

    /** Questions are asked this often on the clock, in minutes. */
    static final double QUARTER = 15;
    private static final double FINEST = 5;
    /** So many moments on the clock are enough to learn from. */
    private static final double ENOUGH = 8000;

    /** How many minutes should lie between the moments of so long a time: the shorter it is, the more has to be made of it. */
    static double finestStep(double minutes) {
        return Math.min(QUARTER, Math.ceil(Math.max(1, minutes / ENOUGH / FINEST)) * FINEST);
    }

    /**
     * All that can be learned between two moments about the room at that place: every so many minutes on the clock, and right after each
     * transition.
     */
    static Sample of(HomeHistory history, Features features, int place, double from, double until, boolean occupied, double step) {
        RoomHistory room = history.room(place);
        List<Double> times = new ArrayList<>();
        for (double time = Math.ceil(from / step) * step; time < until; time += step) {
            times.add(time);
        }
        for (int i = room.transitionsUntil(from); i < room.transitionCount() && room.transition(i) < until; i++) {
            if (room.isSeen(i)) {
                times.add(room.transition(i));
            }
        }
        times.sort(null);
        List<Moment> moments = times.stream()
                .filter(time -> room.occupiedAt(time) == occupied && room.isKnownAt(time))
                .map(time -> features.at(history, time))
                .toList();
        int size = moments.size();
        double[] minutes = new double[size];
        boolean[] censored = new boolean[size];
        byte[][] outcomes = new byte[size][TimeGrid.HORIZONS.length];
        for (int i = 0; i < size; i++) {
            double at = moments.get(i).minute();
            double next = room.nextAfter(at);
            double end = Math.min(until, room.lostAfter(at));
            censored[i] = next > end;
            minutes[i] = Math.min(next, end) - at;
            for (int h = 0; h < TimeGrid.HORIZONS.length; h++) {
                double then = at + TimeGrid.HORIZONS[h];
                outcomes[i][h] = (byte) (then > until || !room.isKnownAt(then) ? -1 : room.occupiedAt(then) ? 1 : 0);
            }
        }
        return new Sample(moments, minutes, censored, outcomes);
    }

    /** The same, with each moment right after a transition so many times. */
    Sample withTransitionsRepeated(int times) {
        int[] places = IntStream.range(0, size())
                .flatMap(i -> IntStream.range(0, moments.get(i).elapsed() == 0 ? times : 1).map(time -> i))
                .toArray();
        boolean[] unfinished = new boolean[places.length];
        byte[][] known = new byte[places.length][];
        for (int i = 0; i < places.length; i++) {
            unfinished[i] = censored[places[i]];
            known[i] = outcomes[places[i]];
        }
        return new Sample(Arrays.stream(places).mapToObj(moments::get).toList(),
                Arrays.stream(places).mapToDouble(i -> minutes[i]).toArray(), unfinished, known);
    }

    int size() {
        return moments.size();
    }
}
