package io.roomcast.protocol;

import io.roomcast.home.RoomId;
import io.roomcast.tracking.Announcement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A wish to hear a stream. Immutable.
 *
 * @param stream     the stream
 * @param narrowedTo the only rooms wanted of it; empty means the whole stream
 * @param filters    what is wanted of these
 */
public record Subscription(StreamId stream, Set<RoomId> narrowedTo, Filters filters) {

    public Subscription {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(filters, "filters");
        narrowedTo = Set.copyOf(narrowedTo);
    }

    /** The whole stream, unfiltered. */
    public static Subscription to(StreamId stream) {
        return new Subscription(stream, Set.of(), Filters.NONE);
    }

    /** Whether the announcement, which is on this stream, is wanted. What concerns no room always passes the narrowing. */
    public boolean wants(Announcement announcement) {
        return announcement.roomId().map(room -> narrowedTo.isEmpty() || narrowedTo.contains(room)).orElse(true)
                && filters.accept(announcement);
    }

    /** This subscription after the same client asked for another part of the stream: narrowings by room add up. */
    public Subscription plus(Subscription later) {
        if (narrowedTo.isEmpty() || later.narrowedTo.isEmpty()) {
            return later;
        }
        Set<RoomId> both = new TreeSet<>(narrowedTo);
        both.addAll(later.narrowedTo);
        return new Subscription(stream, both, later.filters);
    }

    /** What is left when rooms are given back, which is only possible where it is narrowed to rooms; nothing when none is left. */
    public Optional<Subscription> without(Set<RoomId> givenBack) {
        if (narrowedTo.isEmpty()) {
            return Optional.of(this);
        }
        Set<RoomId> rest = new TreeSet<>(narrowedTo);
        rest.removeAll(givenBack);
        return rest.isEmpty() ? Optional.empty() : Optional.of(new Subscription(stream, rest, filters));
    }
}
