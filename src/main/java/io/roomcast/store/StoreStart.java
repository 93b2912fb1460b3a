package io.roomcast.store;

import io.roomcast.config.OneLine;
import io.roomcast.start.ApplicationStarting;
import io.roomcast.start.StartFailedException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes the database ready before anything else needs it; if that fails, so does the deployment. */
@ApplicationScoped
class StoreStart {

    private static final Logger LOG = Logger.getLogger("io.roomcast.store");

    private final AtomicReference<WriteGuard> guard = new AtomicReference<>(Optional::empty);

    void onStart(@Observes @Priority(10) ApplicationStarting event) {
        try {
            ServerDataSource source = ServerDataSource.ofTheServer();
            guard.set(new DatabaseSetup(source.find(), source.description()).run());
        } catch (IllegalStateException e) {
            LOG.log(Level.FINE, "The database cannot be made ready", e);
            throw new StartFailedException(OneLine.of(e.getMessage()));
        }
    }

    @Produces
    @ApplicationScoped
    WriteGuard guard() {
        return () -> guard.get().objection();
    }
}
