package io.roomcast.store;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** Runs work in a transaction. Thread-safe. */
@FunctionalInterface
interface Transactions {

    /**
     * Runs the work in a transaction of its own, which is committed when this returns and rolled back when it throws.
     *
     * @throws RuntimeException what the work or the commit threw
     */
    <T> T run(Function<EntityManager, T> work);
}
