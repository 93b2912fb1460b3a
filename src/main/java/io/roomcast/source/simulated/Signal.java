package io.roomcast.source.simulated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The spans of time in which one sensor is on, put together from all that it sees. For one thread. */
final class Signal {

    private final List<Lit> seen = new ArrayList<>();

    /** On from then until then, in milliseconds since 1970. */
    record Lit(long from, long until) {
    }

    void add(long from, long until) {
        if (until > from) {
            seen.add(new Lit(from, until));
        }
    }

    /**
     * When it is on, in the order of time. Around any moment this depends on nothing but what is seen around that moment, so that
     * two days fit together that are made one by one.
     */
    List<Lit> lit() {
        List<Lit> lit = new ArrayList<>();
        seen.sort(Comparator.comparingLong(Lit::from));
        for (Lit next : seen) {
            int last = lit.size() - 1;
            if (last >= 0 && next.from() <= lit.get(last).until() + Device.PAUSE) {
                lit.set(last, new Lit(lit.get(last).from(), Math.max(lit.get(last).until(), next.until())));
            } else {
                lit.add(next);
            }
        }
        return lit;
    }
}
