package io.roomcast.store;

import io.roomcast.tracking.StoreUnavailableException;
import jakarta.persistence.EntityManager;
import java.util.function.Function;

/**
 * The one place where a failure of the database becomes what callers know. Wraps the transaction, so that a failing commit is
 * covered too. Thread-safe.
 */
final class StoreCalls {

    /** Two nodes collide at most a few times on the same rows before one of them is through. */
    private static final int ATTEMPTS = 5;

    private final Transactions transactions;
    private final WriteGuard guard;

    StoreCalls(Transactions transactions, WriteGuard guard) {
        this.transactions = transactions;
        this.guard = guard;
    }

    /**
     * Runs work that only reads, in a transaction of its own.
     *
     * @param purpose what the work is for, to follow "could not"
     * @throws StoreUnavailableException if the database could not do it
     */
    <T> T read(String purpose, Function<EntityManager, T> work) {
        return attempt(purpose, work);
    }

    /**
     * Runs work that changes something, in a transaction of its own, again from the start when another node got in its way.
     *
     * @param purpose what the work is for, to follow "could not"
     * @throws StoreUnavailableException if the database could not do it; then nothing has changed
     */
    <T> T write(String purpose, Function<EntityManager, T> work) {
        guard.objection().ifPresent(objection -> {
            throw unavailable(purpose, objection, null);
        });
        return attempt(purpose, work);
    }

    private <T> T attempt(String purpose, Function<EntityManager, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.run(work);
            } catch (RuntimeException failure) {
                DatabaseFailure cause = DatabaseFailure.of(failure).orElseThrow(() -> failure);
                if (!cause.isConflict() || attempt == ATTEMPTS) {
                    throw unavailable(purpose, cause.explanation(), failure);
                }
            }
        }
    }

    private static StoreUnavailableException unavailable(String purpose, String why, Throwable cause) {
        return new StoreUnavailableException("The database could not " + purpose + ": " + why, cause);
    }
}
