package io.roomcast.stream;

import io.roomcast.home.RoomId;
import io.roomcast.protocol.Message;
import io.roomcast.protocol.MessageType;
import io.roomcast.protocol.StreamId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What waits to be sent on one socket, in two lanes. The critical lane keeps every message, in order, and is bounded by its
 * capacity. The latest-wins lane keeps for each stream and room only the newest message of each type, so that it is bounded by
 * the number of rooms: a client that reads slowly lags in detail, never in time. The critical lane goes first.
 *
 * <p>A room's place in the latest-wins lane is that of its oldest unsent message, so that one lively room cannot keep the others
 * waiting; within a room messages leave in the order in which they were offered.
 *
 * <p>Thread-safe; every method holds the outbox's own lock for a short, bounded time.
 */
final class Outbox {

    private final int criticalCapacity;
    private final Deque<Message> critical = new ArrayDeque<>();
    private final Map<Place, Map<MessageType, Message>> latest = new LinkedHashMap<>();
    /** Messages of the place whose turn it is; no longer replaced. */
    private final Deque<Message> turn = new ArrayDeque<>();

    /** What messages replace each other within. */
    private record Place(StreamId stream, Optional<RoomId> room) {
    }

    /**
     * @param criticalCapacity messages the critical lane holds at most
     */
    Outbox(int criticalCapacity) {
        this.criticalCapacity = criticalCapacity;
    }

    /**
     * Adds a message that must not be lost.
     *
     * @return whether there was room for it
     */
    synchronized boolean offerCritical(Message message) {
        return critical.size() < criticalCapacity && critical.add(message);
    }

    /**
     * Adds messages that must not be lost and leave together, as far as a batch holds them.
     *
     * @return whether there was room for all; if not, none is added
     */
    synchronized boolean offerCritical(List<Message> messages) {
        boolean room = critical.size() + messages.size() <= criticalCapacity;
        if (room) {
            critical.addAll(messages);
        }
        return room;
    }

    /**
     * Adds a message that only counts until there is a newer one of its stream, room and type.
     *
     * @return whether it replaced an older one
     */
    synchronized boolean offerLatest(Message message) {
        Map<MessageType, Message> unsent =
                latest.computeIfAbsent(new Place(message.endpoint(), message.roomId()), place -> new LinkedHashMap<>(4));
        boolean replaced = unsent.remove(message.type()) != null;
        unsent.put(message.type(), message);
        return replaced;
    }

    /**
     * Adds messages that only count until there are newer ones and leave together, as far as a batch holds them.
     *
     * @return how many older ones they replaced
     */
    synchronized int offerLatest(List<Message> messages) {
        int replaced = 0;
        for (Message message : messages) {
            replaced += offerLatest(message) ? 1 : 0;
        }
        return replaced;
    }

    /** Takes the next message out, if there is one. */
    synchronized Optional<Message> poll() {
        if (!critical.isEmpty()) {
            return Optional.of(critical.poll());
        }
        if (turn.isEmpty() && !latest.isEmpty()) {
            Iterator<Map<MessageType, Message>> places = latest.values().iterator();
            turn.addAll(places.next().values());
            places.remove();
        }
        return Optional.ofNullable(turn.poll());
    }

    /**
     * Takes out what waits, in order.
     *
     * @param maxCharacters where to stop; the first message is taken however long it is
     */
    synchronized List<Message> pollAll(int maxCharacters) {
        List<Message> messages = new ArrayList<>();
        int characters = 0;
        while (characters < maxCharacters) {
            Optional<Message> next = poll();
            if (next.isEmpty()) {
                break;
            }
            messages.add(next.get());
            characters += next.get().text().length();
        }
        return messages;
    }

    /** Drops the unsent updates of a stream that is no longer subscribed to, except those of some rooms. */
    synchronized void forget(StreamId stream, Set<RoomId> except) {
        latest.keySet().removeIf(place -> place.stream().equals(stream) && !keeps(except, place.room()));
        turn.removeIf(message -> message.endpoint().equals(stream) && !keeps(except, message.roomId()));
    }

    private static boolean keeps(Set<RoomId> except, Optional<RoomId> room) {
        return room.isPresent() && except.contains(room.get());
    }

    /** Drops all updates; what is critical stays. */
    synchronized void forgetUpdates() {
        latest.clear();
        turn.clear();
    }

    /** Drops everything. */
    synchronized void clear() {
        critical.clear();
        forgetUpdates();
    }

    /** How many messages wait. */
    synchronized int depth() {
        return critical.size() + turn.size() + latest.values().stream().mapToInt(Map::size).sum();
    }
}
