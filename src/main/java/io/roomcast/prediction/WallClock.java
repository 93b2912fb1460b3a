package io.roomcast.prediction;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** What the clock on the wall shows: people live by that, not by UTC. Thread-safe. */
public final class WallClock {

    private static final int DAYS = 7;
    /** 1970-01-01 was a Thursday, the fourth day of the week. */
    private static final int EPOCH_DAY_OF_WEEK = 3;

    private final ZoneRules rules;
    private volatile Span span = new Span(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0);

    public WallClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** Minutes since midnight on the wall: 0 up to 1440. */
    public double minuteOfDay(double minute) {
        double local = local(minute);
        return local - Math.floor(local / Minutes.DAY) * Minutes.DAY;
    }

    /** The day on the wall, as days since 1970-01-01. */
    public long day(double minute) {
        return (long) Math.floor(local(minute) / Minutes.DAY);
    }

    /** 1 for Monday to 7 for Sunday. */
    public int dayOfWeek(double minute) {
        return (int) Math.floorMod(day(minute) + EPOCH_DAY_OF_WEEK, (long) DAYS) + 1;
    }

    /** Whether it is Saturday or Sunday. */
    public boolean isWeekend(double minute) {
        return dayOfWeek(minute) >= 6;
    }

    /** The moment at which it showed the same so many days earlier, or what comes nearest where it never showed that. */
    double daysBefore(double minute, int days) {
        double then = minute - days * Minutes.DAY;
        return then + offset(minute) - offset(then);
    }

    private double local(double minute) {
        return minute + offset(minute);
    }

    private double offset(double minute) {
        Span known = span;
        if (minute < known.from || minute >= known.to) {
            known = spanOf(minute);
            span = known;
        }
        return known.offset;
    }

    private Span spanOf(double minute) {
        Instant moment = Minutes.toInstant(minute);
        ZoneOffsetTransition before = rules.previousTransition(moment.plusMillis(1));
        ZoneOffsetTransition after = rules.nextTransition(moment);
        return new Span(
                before == null ? Double.NEGATIVE_INFINITY : Minutes.of(before.getInstant()),
                after == null ? Double.POSITIVE_INFINITY : Minutes.of(after.getInstant()),
                rules.getOffset(moment).getTotalSeconds() / 60.0);
    }

    /** A stretch of time with one distance from UTC, in minutes. */
    private record Span(double from, double to, double offset) {
    }
}
