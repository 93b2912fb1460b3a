package io.roomcast.store;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A failure of the database, however deep it was wrapped on its way here.
 *
 * @param trouble what it amounts to
 * @param detail  the driver's own words on one line, without credentials
 */
record DatabaseFailure(Trouble trouble, String detail) {

    /** The database's failure behind this one, or nothing if it did not come from the database. */
    static Optional<DatabaseFailure> of(Throwable failure) {
        Optional<DatabaseFailure> found = Optional.empty();
        for (Throwable cause : causes(failure)) {
            if (cause instanceof SQLException sql) {
                Trouble trouble = Trouble.of(sql);
                if (trouble != Trouble.OTHER) {
                    return Optional.of(new DatabaseFailure(trouble, DatabaseText.oneLine(sql)));
                }
                found = found.or(() -> Optional.of(new DatabaseFailure(trouble, DatabaseText.oneLine(sql))));
            }
        }
        return found.or(() -> isFromPersistence(failure)
                ? Optional.of(new DatabaseFailure(Trouble.OTHER, DatabaseText.oneLine(failure)))
                : Optional.empty());
    }

    boolean isConflict() {
        return trouble == Trouble.CONFLICT;
    }

    /** What is the matter and what to do, to follow a colon. */
    String explanation() {
        return trouble.words() + "; " + trouble.remedy() + (trouble == Trouble.NO_DRIVER ? "" : " (" + detail + ")");
    }

    /** The failure, its causes and theirs; JDBC hangs those of a batch on a chain of its own. */
    static Collection<Throwable> causes(Throwable failure) {
        Set<Throwable> seen = new LinkedHashSet<>();
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
            if (next instanceof SQLException sql && sql.getNextException() != null) {
                open.add(sql.getNextException());
            }
        }
        return seen;
    }

    private static boolean isFromPersistence(Throwable failure) {
        return causes(failure).stream().anyMatch(cause -> cause instanceof PersistenceException
                || cause instanceof TransactionalException
                || cause instanceof jakarta.transaction.RollbackException
                || cause instanceof jakarta.transaction.SystemException);
    }
}
