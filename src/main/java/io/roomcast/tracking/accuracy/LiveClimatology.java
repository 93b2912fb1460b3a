package io.roomcast.tracking.accuracy;

import io.roomcast.prediction.scoring.Climatology;
import io.roomcast.prediction.scoring.Scores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;

/** Teaches a room's climatology day by day: what it says today rests on the days before. */
final class LiveClimatology {

    private static final long SLOT_SECONDS = 900;
    private static final Duration HALF_A_SLOT = Duration.ofSeconds(SLOT_SECONDS / 2);

    private final ZoneId zone;
    private final Climatology climatology;
    private final Boolean[] today = new Boolean[Climatology.SLOTS];
    private LocalDate date = LocalDate.MIN;

    LiveClimatology(ZoneId zone) {
        this.zone = zone;
        this.climatology = new Climatology();
    }

    /** One that goes on from what was learned before. */
    LiveClimatology(ZoneId zone, ClimatologyState state) {
        this.zone = zone;
        this.climatology = new Climatology(state.seen, state.occupied);
        for (int slot = 0; slot < today.length; slot++) {
            today[slot] = Sight.isOccupied(state.today[slot]);
        }
        this.date = LocalDate.ofEpochDay(state.day);
    }

    /**
     * What was learned.
     *
     * @param seen     how often each slot was learned
     * @param occupied how often it was occupied then
     * @param today    how each was on the last day, see {@link Sight}
     * @param day      which day that is
     */
    record ClimatologyState(long[] seen, long[] occupied, byte[] today, long day) {

        /**
         * @throws IllegalArgumentException if there is not one of each slot
         */
        ClimatologyState {
            if (today.length != Climatology.SLOTS) {
                throw new IllegalArgumentException("a day of " + today.length + " slots");
            }
        }
    }

    ClimatologyState state() {
        return new ClimatologyState(climatology.seen(), climatology.occupied(), Sight.of(today), date.toEpochDay());
    }

    /** The room was like that from the one moment to the other, and not including that. */
    void stayed(Instant from, Instant until, boolean occupied) {
        long slot = Math.floorDiv(from.minus(HALF_A_SLOT).getEpochSecond(), SLOT_SECONDS);
        for (Instant middle = middle(slot); middle.isBefore(until); middle = middle(++slot)) {
            if (!middle.isBefore(from)) {
                learn(middle.atZone(zone), occupied);
            }
        }
    }

    private static Instant middle(long slot) {
        return Instant.ofEpochSecond(slot * SLOT_SECONDS).plus(HALF_A_SLOT);
    }

    private void learn(ZonedDateTime moment, boolean occupied) {
        if (!moment.toLocalDate().equals(date)) {
            for (int slot = 0; slot < today.length; slot++) {
                if (today[slot] != null) {
                    climatology.learn(slot, today[slot]);
                }
            }
            Arrays.fill(today, null);
            date = moment.toLocalDate();
        }
        today[slot(moment)] = occupied;
    }

    /** What it says, at that moment, of each horizon. */
    double[] horizons(Instant askedAt) {
        return Arrays.stream(Scores.horizons())
                .mapToDouble(minutes -> climatology.probability(slot(askedAt.plusSeconds(60L * minutes).atZone(zone))))
                .toArray();
    }

    private static int slot(ZonedDateTime moment) {
        return Climatology.slot(moment.toLocalTime().toSecondOfDay() / 60.0);
    }
}
