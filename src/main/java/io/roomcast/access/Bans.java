package io.roomcast.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Bans addresses that failed to log in too often within {@link #WINDOW}, and logs each ban; IPv6 addresses count by
 * their network. Thread-safe. Memory is bounded: of each kind at most {@link #MAX_ADDRESSES} addresses are remembered,
 * the one that was heard of longest ago goes first.
 */
public final class Bans {

    /** The time within which failures add up. */
    public static final Duration WINDOW = Duration.ofMinutes(10);

    static final int MAX_ADDRESSES = 10_000;

    private static final Logger LOG = Logger.getLogger(Bans.class.getPackageName());

    private final int maxFailures;
    private final Duration ban;
    private final InstantSource steady;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>();
    private final Map<String, Instant> bannedUntil = new LinkedHashMap<>();

    /**
     * @param maxFailures failures that bring a ban on; 0 means that nobody is ever banned
     * @param ban         how long it lasts
     * @param steady      what times are measured by: not a clock that may be set
     */
    public Bans(int maxFailures, Duration ban, InstantSource steady) {
        this.maxFailures = maxFailures;
        this.ban = ban;
        this.steady = steady;
    }

    /** Notes a failed login, which may bring a ban on. One from an address that is banned already changes nothing. */
    public synchronized void failed(String client) {
        String address = ClientNetwork.of(client);
        if (maxFailures == 0 || remaining(address).isPresent()) {
            return;
        }
        Instant now = steady.instant();
        Deque<Instant> recent = failures.remove(address);
        if (recent == null) {
            recent = new ArrayDeque<>();
        }
        while (!recent.isEmpty() && !recent.peekFirst().plus(WINDOW).isAfter(now)) {
            recent.removeFirst();
        }
        recent.addLast(now);
        if (recent.size() >= maxFailures) {
            bannedUntil.put(address, now.plus(ban));
            trim(bannedUntil);
            LOG.warning(() -> address + " is banned for " + ban.toSeconds() + " s after " + maxFailures + " failed logins within "
                    + WINDOW.toMinutes() + " minutes");
            return;
        }
        failures.put(address, recent);
        trim(failures);
    }

    /** How long the address is still banned, if it is. */
    public synchronized Optional<Duration> remaining(String client) {
        String address = ClientNetwork.of(client);
        Instant until = bannedUntil.get(address);
        if (until == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(steady.instant(), until);
        if (left.isZero() || left.isNegative()) {
            bannedUntil.remove(address);
            return Optional.empty();
        }
        return Optional.of(left);
    }

    private static void trim(Map<String, ?> map) {
        if (map.size() > MAX_ADDRESSES) {
            Iterator<String> oldest = map.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
