package io.roomcast.prediction.scoring;

/**
 * How often a room is occupied at each quarter of an hour of the day: the plainest occupancy forecast, and the one that every other has to
 * beat. Neighbouring slots are averaged with weights 1, 2, 1; the share over all hours counts as one more day, so that a few days say little.
 *
 * <p>Not thread-safe; its size is fixed.
 */
public final class Climatology {

    /** Slots in a day. */
    public static final int SLOTS = 96;

    private static final int MINUTES_PER_SLOT = 15;

    private final long[] seen = new long[SLOTS];
    private final long[] occupied = new long[SLOTS];
    private long allSeen;
    private long allOccupied;

    /** The slot of that minute of the day; minutes before or after the day wrap around. */
    public static int slot(double minuteOfDay) {
        return Math.floorMod((long) Math.floor(minuteOfDay / MINUTES_PER_SLOT), SLOTS);
    }

    /** Learns how the room was in the middle of a slot; each slot is to be told once a day. */
    public void learn(int slot, boolean wasOccupied) {
        seen[slot]++;
        allSeen++;
        if (wasOccupied) {
            occupied[slot]++;
            allOccupied++;
        }
    }

    /** The probability, 0 to 1, that the room is occupied in that slot; a half while nothing was learned. */
    public double probability(int slot) {
        if (allSeen == 0) {
            return 0.5;
        }
        double smoothed = 0.25 * share(Math.floorMod(slot - 1, SLOTS)) + 0.5 * share(slot) + 0.25 * share((slot + 1) % SLOTS);
        double days = Math.max(1, (double) allSeen / SLOTS);
        return (smoothed * days + (double) allOccupied / allSeen) / (days + 1);
    }

    private double share(int slot) {
        return seen[slot] == 0 ? 0 : (double) occupied[slot] / seen[slot];
    }
}
