package io.roomcast.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts connections, in total and per client address, and refuses those beyond the limits. Thread-safe: checking a limit and
 * taking the place are one step, so that no burst of handshakes gets past it.
 */
public final class Admission {

    /** How long a place is held for a socket that does not open. */
    public static final Duration RESERVATION = Duration.ofSeconds(10);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final int maxConnections;
    private final int maxPerAddress;
    private final InstantSource steady;
    private final Map<String, Integer> byAddress = new HashMap<>();
    /** Oldest first. */
    private final Set<Ticket> reserved = new LinkedHashSet<>();
    private int total;

    /**
     * @param maxConnections connections altogether
     * @param maxPerAddress  connections of one address; 0 means no limit
     * @param steady         what times are measured by: not a clock that may be set
     */
    public Admission(int maxConnections, int maxPerAddress, InstantSource steady) {
        this.maxConnections = maxConnections;
        this.maxPerAddress = maxPerAddress;
        this.steady = steady;
    }

    /** Reserves a place for a connection from that address, if there is one; IPv6 addresses count by their network. */
    public synchronized Decision admit(String client) {
        String address = ClientNetwork.of(client);
        sweep();
        if (maxPerAddress > 0 && byAddress.getOrDefault(address, 0) >= maxPerAddress) {
            return new Decision.Refused(Refusal.until(429, "Too many connections from this address", RETRY_AFTER));
        }
        if (total >= maxConnections) {
            return new Decision.Refused(Refusal.until(503, "The server has no room for more connections", RETRY_AFTER));
        }
        Ticket ticket = new Ticket(this, address, steady.instant().plus(RESERVATION));
        reserved.add(ticket);
        byAddress.merge(address, 1, Integer::sum);
        total++;
        return new Decision.Admitted(ticket);
    }

    /** Takes back the places reserved for sockets that did not open in time. Also done on every {@link #admit}. */
    public synchronized void sweep() {
        Instant now = steady.instant();
        Iterator<Ticket> oldestFirst = reserved.iterator();
        while (oldestFirst.hasNext()) {
            Ticket ticket = oldestFirst.next();
            if (ticket.lapses().isAfter(now)) {
                return;
            }
            oldestFirst.remove();
            free(ticket);
        }
    }

    /** Places held at present: sockets that are open and those about to. */
    public synchronized int held() {
        return total;
    }

    synchronized boolean claim(Ticket ticket) {
        if (ticket.state() == Ticket.State.RESERVED) {
            reserved.remove(ticket);
            ticket.state(Ticket.State.CLAIMED);
        }
        return ticket.state() == Ticket.State.CLAIMED;
    }

    synchronized void release(Ticket ticket) {
        if (ticket.state() != Ticket.State.GONE) {
            reserved.remove(ticket);
            free(ticket);
        }
    }

    synchronized void abandon(Ticket ticket) {
        if (ticket.state() == Ticket.State.RESERVED) {
            release(ticket);
        }
    }

    private void free(Ticket ticket) {
        ticket.state(Ticket.State.GONE);
        byAddress.computeIfPresent(ticket.address(), (address, count) -> count == 1 ? null : count - 1);
        total--;
    }
}
