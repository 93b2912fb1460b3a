package io.roomcast.tracking.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether the home lives by the same routine at other hours. The statistic is a likelihood ratio: by how much days become more likely when
 * the profiles of all rooms, of occupancy and of transitions, are moved by some hours, for the best of one to six hours either way. Usual
 * days hardly gain, however they differ; days after a move do, all rooms together.
 */
final class MovedRoutine {

    private static final int MOST_HOURS = 6;
    private static final int[] MOVES = IntStream.rangeClosed(-MOST_HOURS, MOST_HOURS).filter(hours -> hours != 0).toArray();

    private final double[][] gains;

    /**
     * @param before  for each room the days before; each of them is held against the rest
     * @param current for each room the current days
     */
    MovedRoutine(List<List<RoomDay>> before, List<List<RoomDay>> current) {
        int n = before.get(0).size();
        gains = new double[n + current.get(0).size()][MOVES.length];
        for (int room = 0; room < before.size(); room++) {
            List<RoomDay> base = before.get(room);
            for (int day = 0; day < n; day++) {
                List<RoomDay> others = new ArrayList<>(base);
                others.remove(day);
                addGains(gains[day], base.get(day), others);
            }
            for (int day = n; day < gains.length; day++) {
                addGains(gains[day], current.get(room).get(day - n), base);
            }
        }
    }

    private static void addGains(double[] sum, RoomDay day, List<RoomDay> others) {
        Likelihood usual = new Likelihood(others);
        double still = usual.of(day, 0);
        for (int i = 0; i < MOVES.length; i++) {
            sum[i] += usual.of(day, MOVES[i]) - still;
        }
    }

    /**
     * The gain of the best move for those days, the current ones counted after the days before. A day gains at most twice what the one that
     * gains least does, or nothing: a routine that has moved shows on all days.
     */
    double gain(int from, int until) {
        return Arrays.stream(sums(from, until)).max().orElseThrow();
    }

    /** The best move for those days, in hours; positive is later. */
    int hours(int from, int until) {
        double[] sums = sums(from, until);
        return MOVES[IntStream.range(0, sums.length).reduce((one, other) -> sums[other] > sums[one] ? other : one).orElseThrow()];
    }

    private double[] sums(int from, int until) {
        return IntStream.range(0, MOVES.length).mapToDouble(move -> {
            double most = 2 * Math.max(0, IntStream.range(from, until).mapToDouble(day -> gains[day][move]).min().orElseThrow());
            return IntStream.range(from, until).mapToDouble(day -> Math.min(most, gains[day][move])).sum();
        }).toArray();
    }
}
