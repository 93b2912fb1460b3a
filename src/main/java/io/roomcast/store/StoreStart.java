package io.roomcast.store;

import io.roomcast.start.ApplicationStarting;
import io.roomcast.start.StartFailedException;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Makes the database ready before anything else needs it; if that fails, so does the deployment. */
@ApplicationScoped
class StoreStart {

    private static final Logger LOG = Logger.getLogger("io.roomcast.store");

    private final AtomicReference<WriteGuard> guard = new AtomicReference<>(Optional::empty);

    @Resource(lookup = DatabaseHealth.DATA_SOURCE)
    private DataSource dataSource;

    void onStart(@Observes @Priority(10) ApplicationStarting event) {
        try {
            guard.set(new DatabaseSetup(dataSource, DatabaseHealth.DATA_SOURCE).run());
        } catch (IllegalStateException e) {
            LOG.log(Level.FINE, "The database cannot be made ready", e);
            throw new StartFailedException(e.getMessage());
        }
    }

    @Produces
    @ApplicationScoped
    WriteGuard guard() {
        return () -> guard.get().objection();
    }
}
