package io.roomcast.home;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One room's occupancy: counts the evidence, and waits for the hold-off when there is none. For one thread. */
final class RoomWatch extends Deadlines.Owner {

    private final RoomId room;
    private final Duration holdOff;
    private final Deadlines deadlines;
    private final OccupancyListener listener;
    /** The rooms that are made of this one, and take part in all that it learns. */
    private final List<RoomWatch> wholes = new ArrayList<>();
    private Occupancy occupancy = Occupancy.UNKNOWN;
    private int evidence;
    private int trusted;

    RoomWatch(int order, RoomId room, Duration holdOff, Deadlines deadlines, OccupancyListener listener) {
        super(order);
        this.room = room;
        this.holdOff = holdOff;
        this.deadlines = deadlines;
        this.listener = listener;
    }

    Occupancy occupancy() {
        return occupancy;
    }

    /** At the beginning only. */
    void isPartOf(RoomWatch whole) {
        wholes.add(whole);
    }

    void evidenceBegan(Instant at) {
        evidence++;
        deadlines.clear(this);
        become(Occupancy.OCCUPIED, at);
        wholes.forEach(whole -> whole.evidenceBegan(at));
    }

    void evidenceEnded(Instant at) {
        evidence--;
        if (evidence == 0) {
            deadlines.set(this, at.plus(holdOff));
        }
        wholes.forEach(whole -> whole.evidenceEnded(at));
    }

    /** One more of its sensors can be trusted. */
    void trust() {
        trusted++;
        wholes.forEach(RoomWatch::trust);
    }

    /** One less. */
    void distrust() {
        trusted--;
        wholes.forEach(RoomWatch::distrust);
    }

    /** Takes into account which sensors can be trusted. The last evidence holds for its time whatever became of its sensor. */
    void settle(Instant at) {
        if (occupancy != Occupancy.OCCUPIED) {
            empty(at);
        }
        wholes.forEach(whole -> whole.settle(at));
    }

    @Override
    void due(Instant at) {
        empty(at);
    }

    private void empty(Instant at) {
        become(trusted == 0 ? Occupancy.UNKNOWN : Occupancy.VACANT, at);
    }

    private void become(Occupancy now, Instant at) {
        if (occupancy != now) {
            occupancy = now;
            listener.changed(room, now, at);
        }
    }
}
