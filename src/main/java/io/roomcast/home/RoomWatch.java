package io.roomcast.home;

import java.time.Duration;
import java.time.Instant;

/** One room's occupancy: counts the evidence, and waits for the hold-off when there is none. For one thread. */
final class RoomWatch extends Deadlines.Owner {

    private final RoomId room;
    private final Duration holdOff;
    private final Deadlines deadlines;
    private final OccupancyListener listener;
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

    void evidenceBegan(Instant at) {
        evidence++;
        deadlines.clear(this);
        become(Occupancy.OCCUPIED, at);
    }

    void evidenceEnded(Instant at) {
        evidence--;
        if (evidence == 0) {
            deadlines.set(this, at.plus(holdOff));
        }
    }

    /** One more of its sensors can be trusted. */
    void trust() {
        trusted++;
    }

    /** One less. */
    void distrust() {
        trusted--;
    }

    /** Takes into account which sensors can be trusted. The last evidence holds for its time whatever became of its sensor. */
    void settle(Instant at) {
        if (occupancy != Occupancy.OCCUPIED) {
            empty(at);
        }
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
