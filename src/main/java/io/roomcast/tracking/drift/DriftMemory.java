package io.roomcast.tracking.drift;

import java.util.List;

/**
 * What a {@link DriftDetector} cannot learn again from what is stored of a home, to go on from after a restart: made of numbers, texts and
 * lists only. Immutable.
 *
 * @param told   the latest moment it was told of, in seconds since 1970; what has been noticed up to then has been announced
 * @param losses what predictions lost in each room
 */
public record DriftMemory(long told, List<RoomLosses> losses) {

    public DriftMemory {
        losses = List.copyOf(losses);
    }

    /**
     * What the predictions for a room lost.
     *
     * @param room   the room
     * @param days   days of the home's wall clock, counted from 1970
     * @param sums   the sum of each day
     * @param counts of how many predictions
     */
    public record RoomLosses(String room, long[] days, double[] sums, int[] counts) {

        /**
         * @throws IllegalArgumentException if there are not as many of the one as of the other
         */
        public RoomLosses {
            if (days.length != sums.length || days.length != counts.length) {
                throw new IllegalArgumentException(days.length + " days, " + sums.length + " sums and " + counts.length + " counts");
            }
        }
    }

    /** What its numbers rest on besides its own shape: one that was written down under another layout means something else. */
    public static String layout() {
        return "log loss of the room's occupancy in an hour, said on the clock";
    }
}
