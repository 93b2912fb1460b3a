package io.roomcast.access;

import io.roomcast.home.RoomId;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rooms somebody may see: all of them, or some. Immutable. On the wire and in files the empty list stands for all rooms;
 * here "all" and "none" cannot be confused, since a filter without a room cannot be built.
 */
public final class RoomFilter {

    private static final RoomFilter ALL = new RoomFilter(new TreeSet<>());

    private final SortedSet<RoomId> rooms;

    private RoomFilter(SortedSet<RoomId> rooms) {
        this.rooms = Collections.unmodifiableSortedSet(rooms);
    }

    /** Every room, those not known yet included. */
    public static RoomFilter all() {
        return ALL;
    }

    /** These rooms; an empty list means all. */
    public static RoomFilter of(Collection<RoomId> rooms) {
        return rooms.isEmpty() ? ALL : new RoomFilter(new TreeSet<>(rooms));
    }

    /** Whether every room passes. */
    public boolean isAll() {
        return this == ALL;
    }

    public boolean permits(RoomId room) {
        return isAll() || rooms.contains(room);
    }

    /** Whether every room that passes the other one passes this one. */
    public boolean includes(RoomFilter other) {
        return isAll() || !other.isAll() && rooms.containsAll(other.rooms);
    }

    /** The rooms in order; empty when all pass. */
    public SortedSet<RoomId> rooms() {
        return rooms;
    }

    /** The rooms that pass both, or nothing when there is none. "All" is the neutral element. */
    public Optional<RoomFilter> intersect(RoomFilter other) {
        if (isAll()) {
            return Optional.of(other);
        }
        if (other.isAll()) {
            return Optional.of(this);
        }
        SortedSet<RoomId> both = new TreeSet<>(rooms);
        both.retainAll(other.rooms);
        return both.isEmpty() ? Optional.empty() : Optional.of(new RoomFilter(both));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoomFilter filter && filter.rooms.equals(rooms);
    }

    @Override
    public int hashCode() {
        return rooms.hashCode();
    }

    @Override
    public String toString() {
        return isAll() ? "all rooms" : rooms.toString();
    }
}
