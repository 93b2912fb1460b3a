package io.roomcast.source.simulated;

import io.roomcast.source.simulated.Resident.Duty;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * One person's day: from getting up until getting up the next day. It follows from the seed, the person and the date alone, so that
 * it is the same in whatever order days are asked for. For one thread.
 */
final class DayPlan {

    private static final int RISING = 3;
    private static final int COURSE = 4;
    private static final int VISIT = 5;
    private static final long MINUTE = 60_000;
    private static final double ILL = 0.012;

    private final long seed;
    private final ZoneId zone;
    private final Almanac almanac;
    private final HomeDay day;
    private final Dice dice;
    private Timeline line;

    private DayPlan(long seed, ZoneId zone, LocalDate date, long topic, long person) {
        this.seed = seed;
        this.zone = zone;
        this.almanac = new Almanac(seed);
        this.day = almanac.day(date);
        this.dice = Dice.of(seed, topic, person, date.toEpochDay());
    }

    /** Where a resident is, from getting up on that date until getting up on the next. */
    static List<Stay> of(Resident who, LocalDate date, long seed, ZoneId zone) {
        DayPlan plan = new DayPlan(seed, zone, date, COURSE, who.ordinal());
        plan.live(who);
        return plan.line.stays();
    }

    /** Where the guests of that date are, if there are any; they come and go together, and keep together. */
    static List<Stay> ofGuests(LocalDate date, long seed, ZoneId zone) {
        DayPlan plan = new DayPlan(seed, zone, date, VISIT, 0);
        return plan.day.guests().map(plan::visit).orElse(List.of());
    }

    private List<Stay> visit(Span visit) {
        line = new Timeline(dice, at(visit.from()), Place.OUT);
        long end = at(visit.until());
        socialise(Math.min(end, at(day.dinner())));
        line.stay(Place.KITCHEN, Activity.EAT, dice.lasting(40, 0.2), end);
        socialise(end);
        line.stay(Place.OUT, Activity.BE_OUT, end + 2 * MINUTE);
        return line.stays();
    }

    private void live(Resident who) {
        long end = rising(who, day.date().plusDays(1));
        boolean away = day.trip() == HomeDay.Trip.AWAY || day.trip() == HomeDay.Trip.RETURNING;
        line = new Timeline(dice, rising(who, day.date()), away ? Place.OUT : who.ownRoom());
        switch (day.trip()) {
            case AWAY -> line.stay(Place.OUT, Activity.BE_OUT, end);
            case LEAVING -> {
                freshenUp(who, true);
                loose(who, around("09:50", 15));
                line.stay(Place.OUT, Activity.BE_OUT, end);
            }
            case RETURNING -> {
                line.stay(Place.OUT, Activity.BE_OUT, around("16:20", 15));
                evening(who, end);
            }
            case NONE -> {
                boolean ill = dice.chance(ILL);
                Duty duty = ill ? Duty.NONE : who.duty(day);
                freshenUp(who, duty == Duty.NONE);
                doDuty(who, duty, ill);
                evening(who, end);
            }
        }
    }

    private void freshenUp(Resident who, boolean free) {
        long late = line.now() + 150 * MINUTE;
        if (free) {
            line.stay(who.ownRoom(), Activity.READ_IN_BED, dice.waiting(10), late);
        }
        line.stay(Place.BATHROOM, Activity.WASH, dice.lasting(free ? 11 : 8, 0.4), late);
        line.stay(who.ownRoom(), Activity.DRESS, dice.lasting(4, 0.4), late);
        line.stay(Place.KITCHEN, Activity.EAT, dice.lasting(free ? 24 : 13, 0.35), late);
        line.stay(Place.BATHROOM, Activity.WASH, dice.lasting(3, 0.3), late);
    }

    private void doDuty(Resident who, Duty duty, boolean ill) {
        switch (duty) {
            case OFFICE -> {
                loose(who, around("07:55", 9));
                line.stay(Place.OUT, Activity.BE_OUT, dice.chance(0.1) ? around("20:30", 30) : around("17:20", 25));
            }
            case SCHOOL -> {
                loose(who, around("07:32", 4));
                line.stay(Place.OUT, Activity.BE_OUT, around(day.date().getDayOfWeek() == DayOfWeek.FRIDAY ? "13:35" : "15:40", 8));
                line.stay(Place.KITCHEN, Activity.SNACK, dice.lasting(9, 0.4), Long.MAX_VALUE);
                line.stay(Place.CHILDS_ROOM, Activity.PLAY, dice.lasting(25, 0.4), Long.MAX_VALUE);
            }
            case HOME_OFFICE -> {
                loose(who, around("08:30", 12));
                work(around("12:25", 18));
                line.stay(Place.KITCHEN, Activity.COOK, dice.lasting(9, 0.5), Long.MAX_VALUE);
                line.stay(Place.KITCHEN, Activity.EAT, dice.lasting(17, 0.3), Long.MAX_VALUE);
                work(around("16:50", 22));
            }
            case NONE -> {
                if (!ill && day.outing().isPresent()) {
                    Span outing = day.outing().get();
                    loose(who, at(outing.from()));
                    line.stay(Place.OUT, Activity.BE_OUT, Math.max(line.now(), at(outing.until())));
                }
            }
        }
    }

    private void work(long until) {
        while (line.now() < until) {
            line.stay(Place.STUDY, Activity.WORK, dice.lasting(38, 0.6), until);
            do {
                pass(Pastime.BREAK, until);
            } while (dice.chance(0.35) && line.now() < until);
        }
    }

    private void evening(Resident who, long end) {
        long dinner = at(day.dinner());
        if (who == day.cook()) {
            loose(who, dinner - (long) (MINUTE * dice.around(38, 7)));
            line.stay(Place.KITCHEN, Activity.COOK, dinner);
        }
        loose(who, dinner);
        if (line.now() < dinner + 40 * MINUTE) {
            line.stay(Place.KITCHEN, Activity.EAT, dice.lasting(24, 0.25), end);
            if (who != day.cook() && who != Resident.CHILD) {
                line.stay(Place.KITCHEN, Activity.TIDY, dice.lasting(9, 0.4), end);
            }
        }
        if (who != Resident.CHILD && day.date().getDayOfWeek() == who.sport() && !day.off() && dice.chance(0.75)) {
            loose(who, around("19:40", 8));
            line.stay(Place.OUT, Activity.BE_OUT, dice.around(105, 10), end);
        }
        long bedTime = at(who.goesToBed(almanac.day(day.date().plusDays(1)))) + (long) (MINUTE * dice.around(0, 22));
        long left = who == Resident.CHILD ? bedTime : day.guests().map(Span::until).map(this::at).orElse(bedTime);
        loose(who, Math.min(end - 240 * MINUTE, Math.max(bedTime, left)));
        night(who, end);
    }

    private void night(Resident who, long end) {
        line.stay(Place.BATHROOM, Activity.WASH, dice.lasting(6, 0.35), end);
        line.stay(who.ownRoom(), Activity.DRESS, dice.lasting(2.5, 0.4), end);
        line.stay(who.ownRoom(), Activity.READ_IN_BED, dice.lasting(12, 0.6), end);
        double hoursBetweenTrips = who == Resident.CHILD ? 50 : 11;
        while (line.now() < end) {
            line.stay(who.ownRoom(), Activity.SLEEP, dice.waiting(hoursBetweenTrips * 60), end);
            line.stay(Place.BATHROOM, Activity.WASH, dice.lasting(2.5, 0.3), end - 20 * MINUTE);
        }
    }

    /** One thing after the other until then; with guests, if there are any and one is not a child. */
    private void loose(Resident who, long until) {
        while (line.now() < until) {
            pass(who != Resident.CHILD && hasCompany() ? Pastime.COMPANY : who.pastimes(), until);
        }
    }

    private void socialise(long until) {
        while (line.now() < until) {
            pass(Pastime.COMPANY, until);
        }
    }

    private boolean hasCompany() {
        return day.guests().filter(visit -> line.now() >= at(visit.from()) && line.now() < at(visit.until())).isPresent();
    }

    private void pass(List<Pastime> pastimes, long until) {
        Pastime pastime = choose(pastimes, until);
        line.stay(pastime.place(), pastime.activity(), dice.lasting(pastime.minutes(), pastime.spread()), until);
    }

    private Pastime choose(List<Pastime> pastimes, long until) {
        List<Pastime> possible = pastimes.stream().filter(pastime -> suits(pastime, until)).toList();
        double ticket = dice.between(0, possible.stream().mapToDouble(Pastime::weight).sum());
        for (Pastime pastime : possible) {
            ticket -= pastime.weight();
            if (ticket < 0) {
                return pastime;
            }
        }
        return possible.get(possible.size() - 1);
    }

    /** Nobody does the same twice, and people go out by day, when there is time to come back. */
    private boolean suits(Pastime pastime, long until) {
        if (pastime.place() != Place.OUT) {
            return pastime.place() != line.here();
        }
        return line.here() != Place.OUT && line.now() > at(LocalTime.of(9, 0)) && line.now() < at(LocalTime.of(18, 30))
                && until - line.now() > 2 * pastime.minutes() * MINUTE;
    }

    private long rising(Resident who, LocalDate date) {
        HomeDay then = almanac.day(date);
        double spread = who.duty(then) == Duty.NONE ? 32 : 8;
        return at(date, who.rises(then)) + (long) (MINUTE * Dice.of(seed, RISING, who.ordinal(), date.toEpochDay()).around(0, spread));
    }

    private long around(String time, double spreadMinutes) {
        return at(LocalTime.parse(time)) + (long) (MINUTE * dice.around(0, spreadMinutes));
    }

    private long at(LocalTime time) {
        return at(day.date(), time);
    }

    private long at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toInstant().toEpochMilli();
    }
}
