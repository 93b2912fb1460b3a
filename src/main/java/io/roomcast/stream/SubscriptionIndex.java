package io.roomcast.stream;

import io.roomcast.home.RoomId;
import io.roomcast.protocol.StreamId;
import io.roomcast.protocol.Subscription;
import io.roomcast.tracking.Announcement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From a stream and a room to the sessions concerned, so that an announcement touches no others. Guarded by {@link Fanout}'s
 * lock; not thread-safe by itself.
 */
final class SubscriptionIndex {

    private final Map<StreamId, Subscribers> streams = new HashMap<>();

    /** The subscribers of one stream: those of all its rooms, and those of some, who also stand under each of these. */
    private static final class Subscribers {
        final Set<ClientSession> ofAllRooms = new LinkedHashSet<>();
        final Set<ClientSession> ofSomeRooms = new LinkedHashSet<>();
        final Map<RoomId, Set<ClientSession>> byRoom = new HashMap<>();

        boolean isEmpty() {
            return ofAllRooms.isEmpty() && ofSomeRooms.isEmpty();
        }
    }

    /** Enters a session under a subscription it did not have. */
    void add(ClientSession session, Subscription subscription) {
        Subscribers subscribers = streams.computeIfAbsent(subscription.stream(), stream -> new Subscribers());
        Optional<Set<RoomId>> rooms = rooms(session, subscription);
        if (rooms.isEmpty()) {
            subscribers.ofAllRooms.add(session);
            return;
        }
        subscribers.ofSomeRooms.add(session);
        rooms.get().forEach(room -> subscribers.byRoom.computeIfAbsent(room, id -> new LinkedHashSet<>()).add(session));
    }

    /** Takes a session out of a stream. */
    void remove(ClientSession session, StreamId stream) {
        Subscribers subscribers = streams.get(stream);
        if (subscribers == null) {
            return;
        }
        subscribers.ofAllRooms.remove(session);
        if (subscribers.ofSomeRooms.remove(session)) {
            subscribers.byRoom.values().removeIf(sessions -> sessions.remove(session) && sessions.isEmpty());
        }
        if (subscribers.isEmpty()) {
            streams.remove(stream);
        }
    }

    /** The sessions that want the announcement on that stream. */
    List<ClientSession> concerned(StreamId stream, Announcement announcement) {
        Subscribers subscribers = streams.get(stream);
        if (subscribers == null) {
            return List.of();
        }
        Collection<ClientSession> others = announcement.roomId()
                .map(room -> subscribers.byRoom.getOrDefault(room, Set.of()))
                .orElse(subscribers.ofSomeRooms);
        List<ClientSession> concerned = new ArrayList<>(subscribers.ofAllRooms.size() + others.size());
        collect(subscribers.ofAllRooms, stream, announcement, concerned);
        collect(others, stream, announcement, concerned);
        return concerned;
    }

    private static void collect(
            Collection<ClientSession> candidates, StreamId stream, Announcement announcement, List<ClientSession> into) {
        for (ClientSession session : candidates) {
            if (session.wants(stream, announcement)) {
                into.add(session);
            }
        }
    }

    /** The only rooms the session can want of the stream; nothing when it may be any. */
    private static Optional<Set<RoomId>> rooms(ClientSession session, Subscription subscription) {
        Set<RoomId> granted = session.login().map(login -> (Set<RoomId>) login.rights().rooms().rooms()).orElse(Set.of());
        Set<RoomId> rooms = null;
        for (Set<RoomId> limit : List.of(granted, subscription.narrowedTo(), subscription.filters().rooms())) {
            if (!limit.isEmpty() && rooms == null) {
                rooms = new TreeSet<>(limit);
            } else if (!limit.isEmpty()) {
                rooms.retainAll(limit);
            }
        }
        return Optional.ofNullable(rooms);
    }
}
