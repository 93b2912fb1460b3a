package io.roomcast.stream;

import io.roomcast.home.RoomId;
import io.roomcast.protocol.Subscription;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a socket wants of a stream, and what it said that the client no longer wants.
 *
 * @param subscription what it is subscribed to; nothing when it no longer is
 * @param endsAll      whether the client gave back the whole stream
 * @param ended        the rooms that it gave back
 */
record Wish(Optional<Subscription> subscription, boolean endsAll, Set<RoomId> ended) {

    Wish {
        ended = Set.copyOf(ended);
    }

    /** It is subscribed to that, perhaps in place of something else. */
    static Wish subscribed(Subscription subscription) {
        return new Wish(Optional.of(subscription), false, Set.of());
    }

    /** It has given back rooms, or the whole stream when there are none, and that is left. */
    static Wish unsubscribed(Set<RoomId> rooms, Optional<Subscription> rest) {
        return new Wish(rest, rooms.isEmpty(), rooms);
    }

    /** Whether anything was given back. */
    boolean givesBack() {
        return endsAll || !ended.isEmpty();
    }

    /** What is left of what another socket wanted of the stream. */
    Optional<Subscription> rest(Subscription other) {
        return endsAll ? Optional.empty() : other.without(ended);
    }

    /** What both come to, one after the other. */
    Wish then(Wish later) {
        Set<RoomId> both = new TreeSet<>(ended);
        both.addAll(later.ended);
        return new Wish(later.subscription, endsAll || later.endsAll, both);
    }
}
