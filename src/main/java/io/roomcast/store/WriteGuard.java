package io.roomcast.store;

import java.util.Optional;

/** Looks before each change whether the database can be trusted to take it. Thread-safe. */
@FunctionalInterface
interface WriteGuard {

    /** Why nothing may be written now, or nothing. */
    Optional<String> objection();
}
