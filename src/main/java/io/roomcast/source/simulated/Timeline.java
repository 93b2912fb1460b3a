package io.roomcast.source.simulated;

import java.util.ArrayList;
import java.util.List;

/** Where somebody is, written down from the beginning on without a gap. Who changes rooms walks through the hall. For one thread. */
final class Timeline {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;

    private final Dice dice;
    private final List<Stay> stays = new ArrayList<>();
    private Place here;
    private long now;

    /**
     * @param dice  how long it takes to walk
     * @param begin when it begins, in milliseconds since 1970
     * @param here  where
     */
    Timeline(Dice dice, long begin, Place here) {
        this.dice = dice;
        this.now = begin;
        this.here = here;
    }

    /** How far it is written. */
    long now() {
        return now;
    }

    Place here() {
        return here;
    }

    /** Goes there and stays until then; does nothing when that is over already. */
    void stay(Place place, Activity activity, long until) {
        if (until <= now) {
            return;
        }
        walk(place, until);
        if (until > now) {
            stays.add(new Stay(place, activity, now, until));
            here = place;
            now = until;
        }
    }

    /** Goes there and stays that long, but not beyond the limit. */
    void stay(Place place, Activity activity, double minutes, long limit) {
        stay(place, activity, Math.min(limit, now + (long) (minutes * MINUTE)));
    }

    List<Stay> stays() {
        return List.copyOf(stays);
    }

    private void walk(Place to, long until) {
        if (here == to || here == Place.HALL && to != Place.OUT || to == Place.HALL && here != Place.OUT) {
            return;
        }
        if (here == Place.OUT || to == Place.OUT) {
            pass(Activity.DRESS, dice.between(20, 80), until);
        } else if (!here.opensInto(to)) {
            pass(Activity.PASS, dice.between(3, 9), until);
        }
    }

    private void pass(Activity activity, double seconds, long until) {
        long end = Math.min(until, now + (long) (seconds * SECOND));
        stays.add(new Stay(Place.HALL, activity, now, end));
        here = Place.HALL;
        now = end;
    }
}
