package io.roomcast.store;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Makes the database ready before anything else needs it; if that fails, so does the deployment. */
@ApplicationScoped
class StoreStart {

    private static final Logger LOG = Logger.getLogger("io.roomcast.store");

    private final AtomicReference<WriteGuard> guard = new AtomicReference<>(Optional::empty);

    @Resource(lookup = DatabaseHealth.DATA_SOURCE)
    private DataSource dataSource;

    void onStart(@Observes @Priority(10) Startup event) {
        try {
            guard.set(new DatabaseSetup(dataSource, DatabaseHealth.DATA_SOURCE).run());
        } catch (IllegalStateException e) {
            // The servers wrap what is thrown here in pages of their own.
            LOG.severe(e.getMessage());
            throw e;
        }
    }

    @Produces
    @ApplicationScoped
    WriteGuard guard() {
        return () -> guard.get().objection();
    }
}
