package io.roomcast.stream;

import io.roomcast.access.RoomFilter;
import io.roomcast.protocol.Claim;
import io.roomcast.protocol.StreamId;
import io.roomcast.protocol.Subscription;
import io.roomcast.protocol.SubscriptionMemento;
import io.roomcast.tracking.CriticalAnnouncement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The claims of one client, those of its sockets that are away too, each with the time at which a socket last had it. On each
 * stream the latest one comes last. For one thread.
 */
final class Claims {

    /** How much of the retention time may pass until it is noted again that a socket still has a claim. */
    private static final int NOTED = 8;

    private final Map<Claim, Instant> held;
    private boolean less;

    private Claims(Map<Claim, Instant> held) {
        this.held = held;
    }

    /** No claims. */
    static Claims none() {
        return new Claims(new LinkedHashMap<>());
    }

    /**
     * The claims that were kept of a client.
     *
     * @throws IllegalArgumentException if they cannot be read
     */
    static Claims of(DurableClient kept) {
        return new Claims(SubscriptionMemento.read(kept.subscriptions(), kept.rights().rooms(), kept.lastSeen()));
    }

    /** The form in which they are kept. */
    String memento() {
        return SubscriptionMemento.write(held);
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Whether one of them is about alerts. */
    boolean carryAlerts() {
        return held.keySet().stream().anyMatch(claim -> claim.stream().carriesAlerts());
    }

    /** Whether less may be owed to the client than when these claims were read. */
    boolean oweLess() {
        return less;
    }

    /** Whether the client is owed the announcement. */
    boolean cover(CriticalAnnouncement announcement) {
        List<StreamId> streams = Fanout.streams(announcement);
        return held.keySet().stream().anyMatch(claim -> streams.contains(claim.stream()) && claim.covers(announcement));
    }

    /** The latest subscription to each stream. */
    Collection<Subscription> latest() {
        Map<StreamId, Subscription> latest = new LinkedHashMap<>();
        held.keySet().forEach(claim -> latest.put(claim.stream(), claim.subscription()));
        return latest.values();
    }

    boolean contain(Claim claim) {
        return held.containsKey(claim);
    }

    /**
     * Makes a claim the latest on its stream.
     *
     * @param others what other sockets that are here have on that stream
     */
    void add(Claim claim, Set<Claim> others, Instant now) {
        if (!claim.stream().carriesAlerts()) {
            // Nothing is owed there: all that anybody can ask for is the last word.
            held.keySet().removeIf(each -> isOn(claim.stream(), each) && !each.equals(claim) && !others.contains(each));
        }
        boolean isLatest = held.keySet().stream().filter(each -> isOn(claim.stream(), each)).reduce((first, second) -> second)
                .map(claim::equals).orElse(false);
        if (!isLatest) {
            Instant before = held.remove(claim);
            held.put(claim, before == null ? now : before);
        }
    }

    void remove(Claim claim) {
        held.remove(claim);
        less |= claim.stream().carriesAlerts();
    }

    /**
     * Leaves of the claims on a stream what is left after something was given back.
     *
     * @param rest   what is left of a subscription
     * @param rooms  the rooms that whoever gives it back may see: what goes beyond is not theirs to give
     * @param others what other sockets that are here have on that stream, which stays
     */
    void giveBack(StreamId stream, Function<Subscription, Optional<Subscription>> rest, RoomFilter rooms, Set<Claim> others) {
        Map<Claim, Instant> before = new LinkedHashMap<>(held);
        held.clear();
        before.forEach((claim, at) -> {
            boolean isMeant = isOn(stream, claim) && rooms.includes(claim.rooms()) && !others.contains(claim);
            Optional<Claim> left = isMeant
                    ? rest.apply(claim.subscription()).map(subscription -> new Claim(subscription, claim.rooms()))
                    : Optional.of(claim);
            left.ifPresent(each -> held.merge(each, at, (one, other) -> one.isAfter(other) ? one : other));
            less |= stream.carriesAlerts() && !left.equals(Optional.of(claim));
        });
    }

    /**
     * Notes which claims sockets have, and drops those that none has had for the retention time.
     *
     * @return whether anything changed; a claim that was noted a short while ago is not noted again
     */
    boolean refresh(Set<Claim> present, Instant now, Duration retention) {
        Instant recently = now.minus(retention.dividedBy(NOTED));
        Map<Claim, Instant> before = Map.copyOf(held);
        held.replaceAll((claim, at) -> present.contains(claim) && at.isBefore(recently) ? now : at);
        less |= held.values().removeIf(at -> at.isBefore(now.minus(retention)));
        return !held.equals(before);
    }

    private static boolean isOn(StreamId stream, Claim claim) {
        return claim.stream().equals(stream);
    }
}
