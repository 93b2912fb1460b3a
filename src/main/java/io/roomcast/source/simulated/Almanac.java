package io.roomcast.source.simulated;

import io.roomcast.source.simulated.HomeDay.Trip;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of every day what it is like: workdays, weekends, public and school holidays, trips, outings and guests. Immutable.
 *
 * <p>The family is away for a week in summer and for a long weekend in spring and in autumn. On days off it goes out together every
 * other time. Guests come on one in seven Fridays, one in four Saturdays and one in seven Sundays.
 */
final class Almanac {

    private static final int TOPIC = 1;
    private static final int TRIPS = 2;
    private static final LocalTime EVENING = LocalTime.of(17, 0);

    private static final Set<MonthDay> PUBLIC_HOLIDAYS = Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(8, 15),
            MonthDay.of(11, 1), MonthDay.of(12, 24), MonthDay.of(12, 25), MonthDay.of(12, 26), MonthDay.of(12, 31));

    private record Season(MonthDay first, MonthDay last) {

        boolean contains(LocalDate date) {
            MonthDay day = MonthDay.from(date);
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    private static final List<Season> SCHOOL_HOLIDAYS = List.of(
            new Season(MonthDay.of(1, 1), MonthDay.of(1, 6)), new Season(MonthDay.of(2, 10), MonthDay.of(2, 16)),
            new Season(MonthDay.of(4, 1), MonthDay.of(4, 12)), new Season(MonthDay.of(7, 5), MonthDay.of(8, 18)),
            new Season(MonthDay.of(10, 26), MonthDay.of(10, 31)), new Season(MonthDay.of(12, 23), MonthDay.of(12, 31)));

    private record Journey(LocalDate first, LocalDate last) {
    }

    private final long seed;

    Almanac(long seed) {
        this.seed = seed;
    }

    HomeDay day(LocalDate date) {
        Dice dice = Dice.of(seed, TOPIC, date.toEpochDay());
        boolean off = isOff(date);
        boolean school = !off && SCHOOL_HOLIDAYS.stream().noneMatch(season -> season.contains(date));
        Trip trip = trip(date);
        LocalTime dinner = time(dice, off ? "18:40" : "18:50", 25);
        Resident cook = dice.chance(0.6) ? Resident.PARTLY_AT_HOME : Resident.AT_OFFICE;
        Optional<Span> guests = guests(date, dice).filter(visit -> trip == Trip.NONE);
        boolean free = off && trip == Trip.NONE && guests.filter(visit -> visit.from().isBefore(EVENING)).isEmpty();
        Optional<Span> outing = free && dice.chance(0.5) ? Optional.of(outing(dice)) : Optional.empty();
        return new HomeDay(date, off, school, trip, dinner, cook, outing, guests);
    }

    private static Span outing(Dice dice) {
        LocalTime leave = time(dice, "10:40", 50);
        return new Span(leave, leave.plusMinutes((long) dice.between(100, 300)));
    }

    private static boolean isOff(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 || PUBLIC_HOLIDAYS.contains(MonthDay.from(date));
    }

    private static Optional<Span> guests(LocalDate date, Dice dice) {
        double chance = dice.uniform();
        return switch (date.getDayOfWeek()) {
            case FRIDAY, SATURDAY -> chance < (date.getDayOfWeek() == DayOfWeek.FRIDAY ? 0.15 : 0.25)
                    ? Optional.of(new Span(time(dice, "18:30", 20), time(dice, "22:50", 25)))
                    : Optional.empty();
            case SUNDAY -> chance < 0.15
                    ? Optional.of(new Span(time(dice, "14:45", 20), time(dice, "17:30", 20)))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Trip trip(LocalDate date) {
        for (Journey journey : journeys(date.getYear())) {
            if (!date.isBefore(journey.first()) && !date.isAfter(journey.last())) {
                return date.equals(journey.first()) ? Trip.LEAVING : date.equals(journey.last()) ? Trip.RETURNING : Trip.AWAY;
            }
        }
        return Trip.NONE;
    }

    private List<Journey> journeys(int year) {
        Dice dice = Dice.of(seed, TRIPS, year);
        LocalDate spring = from(LocalDate.of(year, Month.APRIL, 15), DayOfWeek.FRIDAY, dice);
        LocalDate summer = from(LocalDate.of(year, Month.JULY, 10), DayOfWeek.SATURDAY, dice);
        LocalDate autumn = from(LocalDate.of(year, Month.SEPTEMBER, 20), DayOfWeek.FRIDAY, dice);
        return List.of(new Journey(spring, spring.plusDays(2)), new Journey(summer, summer.plusDays(7)),
                new Journey(autumn, autumn.plusDays(2)));
    }

    /** That day of the week in one of the four weeks from then on. */
    private static LocalDate from(LocalDate date, DayOfWeek day, Dice dice) {
        return date.with(TemporalAdjusters.nextOrSame(day)).plusWeeks((long) dice.between(0, 4));
    }

    private static LocalTime time(Dice dice, String mean, double spreadMinutes) {
        return LocalTime.parse(mean).plusSeconds((long) (60 * dice.around(0, spreadMinutes)));
    }
}
