package io.roomcast.store;

import io.roomcast.tracking.EventStore;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Forgets sensor events that are older than they are to be kept. Thread-safe. */
final class EventRetention {

    private static final Logger LOG = Logger.getLogger(EventRetention.class.getPackageName());

    private final EventStore store;
    private final Duration retention;
    private final InstantSource clock;

    EventRetention(EventStore store, Duration retention, InstantSource clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    /** Does it once; what the store cannot do now it is asked again next time. */
    void sweep() {
        try {
            long count = store.forgetBefore(clock.instant().minus(retention));
            if (count > 0) {
                LOG.log(Level.INFO, "{0} sensor events older than {1} days are forgotten", new Object[] {count, retention.toDays()});
            }
        } catch (StoreUnavailableException away) {
            LOG.log(Level.FINE, "Nothing can be forgotten while the store is away: {0}", away.getMessage());
        }
    }
}
