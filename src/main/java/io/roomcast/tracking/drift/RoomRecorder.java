package io.roomcast.tracking.drift;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Writes down one room's day. */
final class RoomRecorder {

    private static final long SLOT_SECONDS = 900;
    private static final double MILLIS_PER_MINUTE = 60_000;
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    /** What follows that soon is the same movement: some sensors chatter, on some days. */
    private static final Duration SAME_MOVEMENT = Duration.ofMinutes(5);

    /** Shorter is the same: most clocks of sensors tell no better. */
    private static final double LEAST_MINUTES = 1 / 60.0;

    private static final int VACANT = 0;
    private static final int OCCUPIED = 1;
    private static final int GAPS = 2;

    private final ZoneId zone;
    private final double[] occupiedMillis = new double[RoomDay.SLOTS];
    private final double[] knownMillis = new double[RoomDay.SLOTS];
    private final double[] transitions = new double[RoomDay.HOURS];
    private final DoubleStream.Builder[] samples = new DoubleStream.Builder[3];
    private final LossTally losses = new LossTally();
    private Boolean occupied;
    private Instant since;
    private Instant reported;

    RoomRecorder(ZoneId zone) {
        this.zone = zone;
        clear();
    }

    /** The room has stayed as it is from the one moment to the other, both on the same day. */
    void stayed(Instant from, Instant until) {
        for (Instant at = from; occupied != null && at.isBefore(until);) {
            Instant slotEnd = Instant.ofEpochSecond((Math.floorDiv(at.getEpochSecond(), SLOT_SECONDS) + 1) * SLOT_SECONDS);
            Instant end = slotEnd.isBefore(until) ? slotEnd : until;
            int slot = (int) (at.atZone(zone).toLocalTime().toSecondOfDay() / SLOT_SECONDS);
            double millis = Duration.between(at, end).toMillis();
            knownMillis[slot] += millis;
            occupiedMillis[slot] += occupied ? millis : 0;
            at = end;
        }
    }

    void changed(Instant at, boolean isOccupied) {
        if (occupied != null && occupied != isOccupied) {
            transitions[at.atZone(zone).getHour()]++;
            if (since != null) {
                samples[isOccupied ? VACANT : OCCUPIED].add(logMinutes(since, at));
            }
            since = at;
        }
        occupied = isOccupied;
    }

    void lost() {
        occupied = null;
        since = null;
    }

    void reported(Instant at) {
        if (reported != null) {
            if (at.isBefore(reported.plus(SAME_MOVEMENT))) {
                return;
            }
            samples[GAPS].add(logMinutes(reported, at));
        }
        reported = at;
    }

    LossTally losses() {
        return losses;
    }

    /** That day is over: what was written down of it, if it was known for half of the day how the room was. */
    Optional<RoomDay> takeDay(LocalDate date) {
        double[] share = new double[RoomDay.SLOTS];
        Arrays.setAll(share, slot -> occupiedMillis[slot] / knownMillis[slot]);
        RoomDay day = new RoomDay(share, transitions.clone(), samples[VACANT].build().toArray(), samples[OCCUPIED].build().toArray(),
                samples[GAPS].build().toArray(), losses.mean(date));
        boolean known = Arrays.stream(knownMillis).sum() >= HALF_A_DAY.toMillis();
        clear();
        return known ? Optional.of(day) : Optional.empty();
    }

    private void clear() {
        Arrays.fill(occupiedMillis, 0);
        Arrays.fill(knownMillis, 0);
        Arrays.fill(transitions, 0);
        Arrays.setAll(samples, kind -> DoubleStream.builder());
    }

    private static double logMinutes(Instant from, Instant until) {
        return Math.log(Math.max(LEAST_MINUTES, Duration.between(from, until).toMillis() / MILLIS_PER_MINUTE));
    }
}
