package io.roomcast.tracking.drift;

import java.util.List;

/** Times of day: how a room's days are usually occupied, and when it usually changes. */
final class Profiles {

    /** No time of day is ever certain. */
    private static final double LEAST = 0.005;

    private Profiles() {
    }

    /**
     * The probability of being occupied in each quarter of an hour: the mean of the days, smoothed over neighbours with weights 1, 2, 1; the
     * mean over all hours counts as one more day.
     */
    static double[] occupancy(List<RoomDay> days) {
        double[] sum = new double[RoomDay.SLOTS];
        double[] known = new double[RoomDay.SLOTS];
        double allSum = 0;
        double allKnown = 0;
        for (RoomDay day : days) {
            for (int slot = 0; slot < sum.length; slot++) {
                double share = day.occupied()[slot];
                if (!Double.isNaN(share)) {
                    sum[slot] += share;
                    known[slot]++;
                    allSum += share;
                    allKnown++;
                }
            }
        }
        double mean = allKnown == 0 ? 0.5 : allSum / allKnown;
        double[] profile = new double[sum.length];
        for (int slot = 0; slot < sum.length; slot++) {
            int before = Math.floorMod(slot - 1, sum.length);
            int after = (slot + 1) % sum.length;
            double weight = (known[before] + 2 * known[slot] + known[after]) / 4;
            double smoothed = (sum[before] + 2 * sum[slot] + sum[after]) / 4;
            profile[slot] = Math.max(LEAST, Math.min(1 - LEAST, (smoothed + mean) / (weight + 1)));
        }
        return profile;
    }

    /** Mean of minus the logarithm of the probability that the profile gives to how the day was; not a number where nothing is known. */
    static double loss(RoomDay day, double[] profile) {
        double sum = 0;
        int known = 0;
        for (int slot = 0; slot < profile.length; slot++) {
            double share = day.occupied()[slot];
            if (!Double.isNaN(share)) {
                double probability = profile[slot];
                sum -= share * Math.log(probability) + (1 - share) * Math.log(1 - probability);
                known++;
            }
        }
        return sum / known;
    }

    /** The share of a day's transitions that come in each hour, smoothed over neighbours; twelve more are spread evenly. */
    static double[] transitions(List<RoomDay> days) {
        double[] sum = new double[RoomDay.HOURS];
        double all = 0;
        for (RoomDay day : days) {
            for (int hour = 0; hour < sum.length; hour++) {
                sum[hour] += day.transitions()[hour];
                all += day.transitions()[hour];
            }
        }
        double[] profile = new double[sum.length];
        for (int hour = 0; hour < sum.length; hour++) {
            double smoothed = (sum[Math.floorMod(hour - 1, sum.length)] + 2 * sum[hour] + sum[(hour + 1) % sum.length]) / 4;
            profile[hour] = (smoothed + 0.5) / (all + 0.5 * sum.length);
        }
        return profile;
    }

    /** The logarithm of the probability that the profile gives to the hours of a day's transitions. */
    private static double logLikelihood(RoomDay day, double[] profile) {
        double sum = 0;
        for (int hour = 0; hour < profile.length; hour++) {
            double count = day.transitions()[hour];
            if (count > 0) {
                sum += count * Math.log(profile[hour]);
            }
        }
        return sum;
    }

    /**
     * By how many standard deviations the hours of a day's transitions are less likely than hours drawn from the profile; 0 without
     * transitions.
     */
    static double surprise(RoomDay day, double[] profile) {
        double count = day.transitionCount();
        double entropy = 0;
        double square = 0;
        for (double probability : profile) {
            double log = Math.log(probability);
            entropy -= probability * log;
            square += probability * log * log;
        }
        double variance = square - entropy * entropy;
        return count == 0 || variance <= 0 ? 0
                : (-logLikelihood(day, profile) - count * entropy) / Math.sqrt(count * variance);
    }
}
