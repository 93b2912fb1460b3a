package io.roomcast.home;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What is going to happen by the passing of time alone, the earliest first. For one thread. */
final class Deadlines {

    /** Something with at most one deadline. */
    abstract static class Owner implements Comparable<Owner> {

        private final int order;
        private Instant due;

        /** @param order settles who comes first of two that are due at once; unique */
        Owner(int order) {
            this.order = order;
        }

        /** The deadline is there; it is no longer set. */
        abstract void due(Instant at);

        @Override
        public final int compareTo(Owner other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Integer.compare(order, other.order);
        }

        @Override
        public final boolean equals(Object other) {
            return this == other;
        }

        @Override
        public final int hashCode() {
            return order;
        }
    }

    private final TreeSet<Owner> waiting = new TreeSet<>();

    void set(Owner owner, Instant due) {
        clear(owner);
        owner.due = due;
        waiting.add(owner);
    }

    void clear(Owner owner) {
        if (owner.due != null) {
            waiting.remove(owner);
            owner.due = null;
        }
    }

    Optional<Instant> next() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.first().due);
    }

    /** Lets those happen that are due before that moment. */
    void runBefore(Instant moment) {
        while (!waiting.isEmpty() && waiting.first().due.isBefore(moment)) {
            runFirst();
        }
    }

    /** Lets those happen that are due at that moment or before. */
    void runThrough(Instant moment) {
        while (!waiting.isEmpty() && !waiting.first().due.isAfter(moment)) {
            runFirst();
        }
    }

    /** Brings all deadlines forward, since the clock was set back by that much. */
    void shiftBack(Duration by) {
        List<Owner> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(owner -> owner.due = owner.due.minus(by));
        waiting.addAll(all);
    }

    private void runFirst() {
        Owner first = waiting.pollFirst();
        Instant at = first.due;
        first.due = null;
        first.due(at);
    }
}
