package io.roomcast.metrics;

import java.util.function.Supplier;

/**
 * Makes the instruments that the application counts with. Asking twice for the same name and tags gives the same instrument.
 * Names are in snake case; a tag is written {@code key=value}. Thread-safe, and so are the instruments.
 */
public interface Metrics {

    /** A count that only grows. */
    Counter counter(String name, String description, String... tags);

    /** The distribution of a duration in seconds. */
    Distribution seconds(String name, String description, String... tags);

    /** A value that is read whenever somebody looks. */
    void gauge(String name, String description, Supplier<? extends Number> value, String... tags);

    /** A count that only grows. */
    interface Counter {
        /** Adds {@code n}, 0 or more. */
        void add(long n);

        /** Adds one. */
        default void increment() {
            add(1);
        }

        /** What has been counted since the start. */
        long count();
    }

    /** Takes single observations of a quantity. */
    interface Distribution {
        /** Takes one observation, in the unit the instrument was asked for. */
        void record(double value);
    }
}
