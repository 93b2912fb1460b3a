package io.roomcast.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Function;

/**
 * The container's transactions. Always a new one, even inside somebody else's: what a call of the store returns from must be
 * in the database.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class ContainerTransactions implements Transactions {

    @PersistenceContext(unitName = "roomcast")
    private EntityManager entities;

    @Override
    public <T> T run(Function<EntityManager, T> work) {
        T result = work.apply(entities);
        // A refused row must fail here, as itself, not as a failed commit that hides it.
        entities.flush();
        return result;
    }
}
