package io.roomcast.prediction.scoring;

import java.util.Arrays;
import java.util.stream.IntStream;

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

    private final long[] seen;
    private final long[] occupied;
    private long allSeen;
    private long allOccupied;

    /** One that has learned nothing. */
    public Climatology() {
        this(new long[SLOTS], new long[SLOTS]);
    }

    /**
     * One that goes on from what another had learned.
     *
     * @param seen     how often each slot was learned
     * @param occupied how often it was occupied then
     * @throws IllegalArgumentException if these are not counts of each slot
     */
    public Climatology(long[] seen, long[] occupied) {
        if (seen.length != SLOTS || occupied.length != SLOTS
                || IntStream.range(0, SLOTS).anyMatch(slot -> occupied[slot] < 0 || occupied[slot] > seen[slot])) {
            throw new IllegalArgumentException("no counts of " + SLOTS + " slots");
        }
        this.seen = seen.clone();
        this.occupied = occupied.clone();
        this.allSeen = Arrays.stream(seen).sum();
        this.allOccupied = Arrays.stream(occupied).sum();
    }

    /** How often each slot was learned; a copy. */
    public long[] seen() {
        return seen.clone();
    }

    /** How often each slot was occupied when it was learned; a copy. */
    public long[] occupied() {
        return occupied.clone();
    }

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
