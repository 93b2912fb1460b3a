package io.roomcast.source;

import io.roomcast.home.OccupancyTracker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Turns what a recording says of time into moments, moved by a fixed time on the wall clock: who got up at seven gets up at seven,
 * whatever daylight saving does. For one thread.
 *
 * <p>A time that the wall clock skips in spring is the moment at which it does, so that order is kept. In the hour that comes
 * twice in autumn a time is the first of its two, unless the recording would go back by more than a little then.
 */
final class WallClock {

    private final ZoneId zone;
    private final ZoneRules rules;
    private final Duration shift;
    private Instant latest = Instant.MIN;

    WallClock(ZoneId zone, Duration shift) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.shift = shift;
    }

    /** The moment of a time on the wall clock. */
    Instant at(LocalDateTime recorded) {
        LocalDateTime local = shift.isZero() ? recorded : recorded.plus(shift);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        Instant moment;
        if (offsets.size() == 1) {
            moment = local.toInstant(offsets.get(0));
        } else if (offsets.isEmpty()) {
            moment = rules.getTransition(local).getInstant();
        } else {
            Instant first = local.toInstant(offsets.get(0));
            boolean goesBack = latest.isAfter(first.plus(OccupancyTracker.TOLERANCE));
            moment = goesBack ? local.toInstant(offsets.get(1)) : first;
        }
        return passing(moment);
    }

    /** The moment of one that the recording gives as such. */
    Instant at(Instant recorded) {
        return shift.isZero() ? passing(recorded) : at(LocalDateTime.ofInstant(recorded, zone));
    }

    private Instant passing(Instant moment) {
        if (moment.isAfter(latest)) {
            latest = moment;
        }
        return moment;
    }
}
