package io.roomcast.tracking.drift;

import io.roomcast.tracking.drift.DriftMemory.RoomLosses;
import java.time.LocalDate;
import java.util.TreeMap;

/** What the predictions for a room lost, day by day. */
final class LossTally {

    /** A day is known when a quarter of it was asked about; less says little of it. */
    static final int LEAST_A_DAY = 24;

    /** More than is compared, for days on which the people were away do not count. */
    private static final int KEPT_DAYS = 62;

    private final TreeMap<LocalDate, Day> days = new TreeMap<>();

    private record Day(double sum, int count) {

        private Day and(Day other) {
            return new Day(sum + other.sum, count + other.count);
        }
    }

    /** A prediction was scored on that day, the latest. */
    void scored(LocalDate date, double loss) {
        // There are later days when the clock was ahead.
        days.tailMap(date, false).clear();
        days.headMap(date.minusDays(KEPT_DAYS)).clear();
        days.merge(date, new Day(loss, 1), Day::and);
    }

    /** The mean loss of that day; not a number where it is not known. */
    double mean(LocalDate date) {
        Day day = days.get(date);
        return day == null || day.count() < LEAST_A_DAY ? Double.NaN : day.sum() / day.count();
    }

    RoomLosses memory(String room) {
        return new RoomLosses(room, days.keySet().stream().mapToLong(LocalDate::toEpochDay).toArray(),
                days.values().stream().mapToDouble(Day::sum).toArray(), days.values().stream().mapToInt(Day::count).toArray());
    }

    /** Goes on from there. */
    void restore(RoomLosses losses) {
        for (int i = 0; i < losses.days().length; i++) {
            days.put(LocalDate.ofEpochDay(losses.days()[i]), new Day(losses.sums()[i], losses.counts()[i]));
        }
    }
}
