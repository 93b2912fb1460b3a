package io.roomcast.access;

import java.time.Instant;

/**
 * A place among the open connections, held for one of them: reserved by {@link Admission#admit}, taken by {@link #claim},
 * given back by {@link #release}. Thread-safe; each step may be repeated without harm.
 */
public final class Ticket {

    enum State { RESERVED, CLAIMED, GONE }

    private final Admission admission;
    private final String address;
    private final Instant lapses;
    /** Guarded by the admission. */
    private State state = State.RESERVED;

    Ticket(Admission admission, String address, Instant lapses) {
        this.admission = admission;
        this.address = address;
        this.lapses = lapses;
    }

    /** The client address the place counts for. */
    public String address() {
        return address;
    }

    /**
     * Takes the place, to be called when the socket opens.
     *
     * @return false if the reservation has lapsed or was given back: then there is no place for the socket
     */
    public boolean claim() {
        return admission.claim(this);
    }

    /** Gives the place back, to be called when the socket closes. */
    public void release() {
        admission.release(this);
    }

    /** Gives the place back unless a socket has taken it, to be called when a handshake comes to nothing. */
    public void abandon() {
        admission.abandon(this);
    }

    Instant lapses() {
        return lapses;
    }

    State state() {
        return state;
    }

    void state(State newState) {
        state = newState;
    }
}
