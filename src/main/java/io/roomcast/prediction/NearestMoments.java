package io.roomcast.prediction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What came after the moments most like this one, by time of day, elapsed time and what was going on elsewhere. Two forecasts come of
 * one search: the neighbours' times as they were, and moved to where the clock on the wall showed the same, the way people have habits by
 * the clock (PreHeat, Scott et al. 2011). Censored times count by Kaplan and Meier (1958). Immutable.
 *
 * <p>The moments stand in the order of the time of day: a search goes from there into both directions, and ends where the clock alone is
 * farther away than all that was found.
 *
 * @param others       how many other rooms there are
 * @param positions    for each moment where it lies, scaled so that distances mean something
 * @param minutes      minutes to the transition, or to where it was lost from sight
 * @param censored     whether it was lost from sight
 * @param minutesOfDay what the clock showed
 * @param outcomes     as in {@link Sample}
 */
record NearestMoments(
        int others, float[][] positions, double[] minutes, boolean[] censored, double[] minutesOfDay, byte[][] outcomes) {

    private static final int NEIGHBOURS = 40;
    /** Older ones are not looked at: habits change, and a search must not take longer every day. */
    private static final int AT_MOST = 6000;
    private static final double FARTHEST_WEIGHT = 0.2;
    /** Up to so many minutes a neighbour's time is moved only in part: what comes soon follows from what just happened. */
    private static final double BY_THE_CLOCK = 240;
    private static final int OWN = 10;
    /** The radius of the circle on which the times of day lie. */
    private static final double CLOCK = 3.2;

    static NearestMoments learn(Sample sample, int others) {
        int[] order = IntStream.range(Math.max(0, sample.size() - AT_MOST), sample.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> sample.moments().get(i).minuteOfDay()))
                .mapToInt(Integer::intValue)
                .toArray();
        float[][] positions = new float[order.length][];
        double[] minutes = new double[order.length];
        boolean[] censored = new boolean[order.length];
        double[] minutesOfDay = new double[order.length];
        byte[][] outcomes = new byte[order.length][];
        for (int i = 0; i < order.length; i++) {
            Moment moment = sample.moments().get(order[i]);
            positions[i] = position(moment.features(), others);
            minutes[i] = sample.minutes()[order[i]];
            censored[i] = sample.censored()[order[i]];
            minutesOfDay[i] = moment.minuteOfDay();
            outcomes[i] = sample.outcomes()[order[i]];
        }
        return new NearestMoments(others, positions, minutes, censored, minutesOfDay, outcomes);
    }

    /** The moments near to that one, the nearer the heavier. */
    Neighbours near(Moment moment) {
        float[] here = position(moment.features(), others);
        int size = positions.length;
        int count = Math.min(NEIGHBOURS, size);
        float[] nearest = new float[count];
        int[] found = new int[count];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        int later = RoomHistory.countUntil(minutesOfDay, size, moment.minuteOfDay()) % size;
        int earlier = (later + size - 1) % size;
        for (int looked = 0; looked < size; looked++) {
            boolean forwards = apart(moment, later) <= apart(moment, earlier);
            int next = forwards ? later : earlier;
            if (byTheClock(apart(moment, next)) >= nearest[count - 1]) {
                break;
            }
            later = forwards ? (later + 1) % size : later;
            earlier = forwards ? earlier : (earlier + size - 1) % size;
            float distance = distance(here, positions[next], nearest[count - 1]);
            if (distance < nearest[count - 1]) {
                int place = count - 1;
                while (place > 0 && nearest[place - 1] > distance) {
                    nearest[place] = nearest[place - 1];
                    found[place] = found[place - 1];
                    place--;
                }
                nearest[place] = distance;
                found[place] = next;
            }
        }
        double[] weights = new double[count];
        double farthest = Math.max(1e-3, nearest[count - 1]);
        for (int i = 0; i < count; i++) {
            weights[i] = 1 - (1 - FARTHEST_WEIGHT) * nearest[i] / farthest;
        }
        return new Neighbours(found, weights);
    }

    double[] asTheyWere(Neighbours near) {
        SurvivalCurve curve = new SurvivalCurve();
        for (int i = 0; i < near.indices.length; i++) {
            int index = near.indices[i];
            curve.add(minutes[index], censored[index], near.weights[i]);
        }
        return curve.mass();
    }

    double[] byTheClock(Neighbours near, double minuteOfDay) {
        SurvivalCurve curve = new SurvivalCurve();
        for (int i = 0; i < near.indices.length; i++) {
            int index = near.indices[i];
            double earlier = Math.IEEEremainder(minutesOfDay[index] - minuteOfDay, Minutes.DAY);
            double moved = minutes[index] + earlier * Math.min(1, minutes[index] / BY_THE_CLOCK);
            curve.add(Math.max(1, moved), censored[index], near.weights[i]);
        }
        return curve.mass();
    }

    void occupied(Neighbours near, double[] occupied) {
        for (int h = 0; h < occupied.length; h++) {
            double sum = 0.1;
            double weight = 0.2;
            for (int i = 0; i < near.indices.length; i++) {
                int outcome = outcomes[near.indices[i]][h];
                if (outcome >= 0) {
                    weight += near.weights[i];
                    sum += outcome * near.weights[i];
                }
            }
            occupied[h] = sum / weight;
        }
    }

    /** How many minutes apart two times of day are, the short way around the clock. */
    private double apart(Moment moment, int index) {
        return Math.abs(Math.IEEEremainder(minutesOfDay[index] - moment.minuteOfDay(), Minutes.DAY));
    }

    /** What these minutes alone make of a distance: the square of a chord of the clock's circle. */
    private static double byTheClock(double minutesApart) {
        double chord = 2 * CLOCK * Math.sin(minutesApart / Minutes.DAY * Math.PI);
        return chord * chord;
    }

    private static float distance(float[] one, float[] other, float limit) {
        float sum = 0;
        for (int i = 0; i < one.length && sum < limit; i++) {
            float difference = one[i] - other[i];
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * Where a moment lies. One unit is about what should make a difference: 75 minutes of the day, a factor of three in elapsed time,
     * a quarter of the rooms changing their state.
     */
    static float[] position(float[] features, int others) {
        float[] position = new float[OWN + 2 * others];
        double angle = features[Features.MINUTE_OF_DAY] / Minutes.DAY * 2 * Math.PI;
        position[0] = (float) (CLOCK * Math.cos(angle));
        position[1] = (float) (CLOCK * Math.sin(angle));
        position[2] = logarithm(features[Features.ELAPSED], 0.9);
        position[3] = 0.5f * features[Features.WEEKEND];
        position[4] = logarithm(features[Features.SINCE_EVIDENCE], 0.4);
        position[5] = logarithm(features[Features.PREVIOUS_DWELL], 0.15);
        position[6] = 0.3f * features[Features.ROOMS_OCCUPIED];
        position[7] = logarithm(features[Features.SINCE_EVIDENCE_ELSEWHERE], 0.35);
        position[8] = 0.1f * Math.min(6, features[Features.TRANSITIONS_LATELY]);
        position[9] = logarithm(features[Features.AWAKE], 0.25);
        for (int other = 0; other < others; other++) {
            int feature = Features.OWN + Features.PER_ROOM * other;
            position[OWN + 2 * other] = logarithm(features[feature], 0.2);
            position[OWN + 2 * other + 1] = features[feature + 1] > 0 ? 0.5f : 0;
        }
        return position;
    }

    private static float logarithm(float minutes, double scale) {
        return (float) (Math.log1p(Math.max(0, minutes)) * scale);
    }

    /** Some of the moments, with how much each counts. */
    record Neighbours(int[] indices, double[] weights) {
    }
}
