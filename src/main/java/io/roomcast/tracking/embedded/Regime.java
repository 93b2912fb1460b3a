package io.roomcast.tracking.embedded;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The part of the week that a moment belongs to by the home's clock, by the name to show, such as {@code weekday_morning}. */
final class Regime {

    private static final int MORNING = 6;
    private static final int AFTERNOON = 12;
    private static final int EVENING = 17;
    private static final int NIGHT = 22;

    private Regime() {
    }

    static String of(Instant moment, ZoneId zone) {
        ZonedDateTime local = moment.atZone(zone);
        return (isWeekend(local.getDayOfWeek()) ? "weekend_" : "weekday_") + partOfDay(local.getHour());
    }

    private static boolean isWeekend(DayOfWeek day) {
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    private static String partOfDay(int hour) {
        if (hour < MORNING || hour >= NIGHT) {
            return "night";
        } else if (hour < AFTERNOON) {
            return "morning";
        }
        return hour < EVENING ? "afternoon" : "evening";
    }
}
