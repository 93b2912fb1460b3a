package io.roomcast.tracking.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Whether what used to happen in one room happens in another now, and the other way round. The figure is a likelihood ratio: by how much a
 * day becomes more likely when each of two rooms is taken for the other, by when they are occupied and change, how often, and for how long.
 * Usual days lose by that, the more the less the rooms are alike; after a swap they gain as much.
 */
final class SwappedRooms {

    /** Twice that of the root of a count, which varies somewhat more than Poisson's. */
    private static final double VARIANCE_OF_ROOTS = 1;

    /** Of each day, of each room, how likely it is by the usual days of each other room. */
    private final double[][][] likelihoods;

    /**
     * @param before  for each room the days before, all of the same dates; each of them is held against the rest
     * @param current for each room the current days
     */
    SwappedRooms(List<List<RoomDay>> before, List<List<RoomDay>> current) {
        int rooms = before.size();
        int n = before.get(0).size();
        likelihoods = new double[n + current.get(0).size()][rooms][rooms];
        double[] vacantEdges = edges(before, RoomDay::vacantDwells);
        double[] occupiedEdges = edges(before, RoomDay::occupiedDwells);
        for (int by = 0; by < rooms; by++) {
            for (int day = 0; day < likelihoods.length; day++) {
                List<RoomDay> others = day < n ? without(before.get(by), day) : before.get(by);
                Likelihood usual = new Likelihood(others);
                DwellLikelihood vacant = new DwellLikelihood(others, RoomDay::vacantDwells, vacantEdges);
                DwellLikelihood occupied = new DwellLikelihood(others, RoomDay::occupiedDwells, occupiedEdges);
                double root = Effects.mean(others, other -> Math.sqrt(other.transitionCount()));
                for (int room = 0; room < rooms; room++) {
                    RoomDay one = day < n ? before.get(room).get(day) : current.get(room).get(day - n);
                    double more = Math.sqrt(one.transitionCount()) - root;
                    likelihoods[day][room][by] = usual.of(one, 0) + vacant.of(one) + occupied.of(one) - more * more / VARIANCE_OF_ROOTS;
                }
            }
        }
    }

    /** What cuts the dwell times of all rooms into parts that are equally many. */
    private static double[] edges(List<List<RoomDay>> before, Function<RoomDay, double[]> sample) {
        double[] pool = Effects.pool(before.stream().flatMap(List::stream).toList(), sample);
        return pool.length == 0 ? new double[0] : Samples.edges(pool);
    }

    private static List<RoomDay> without(List<RoomDay> days, int index) {
        List<RoomDay> others = new ArrayList<>(days);
        others.remove(index);
        return others;
    }

    /** What each day, the current ones after the days before, gains by taking each of the two rooms for the other. */
    double[] gains(int one, int other) {
        return Arrays.stream(likelihoods).mapToDouble(day -> day[one][other] + day[other][one] - day[one][one] - day[other][other]).toArray();
    }
}
