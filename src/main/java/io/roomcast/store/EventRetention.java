package io.roomcast.store;

import io.roomcast.tracking.EventStore;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Forgets sensor events that are older than they are to be kept.
 *
 * <p>The clock alone is not believed: one that is years ahead for some minutes after the machine was started would have everything
 * forgotten. How late it is at least the events themselves tell, those that are at least a week old, so that none that was kept since by
 * the same clock speaks for it. When nothing was heard of a home for long, what is old is forgotten a week after it is heard of again.
 * Thread-safe.
 */
final class EventRetention {

    private static final Logger LOG = Logger.getLogger(EventRetention.class.getPackageName());

    /** A clock that is wrong for longer is seen and set right by then. */
    private static final Duration SETTLED = Duration.ofDays(7);

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
            long count = believed(clock.instant()).map(now -> store.forgetBefore(now.minus(retention))).orElse(0L);
            if (count > 0) {
                LOG.log(Level.INFO, "{0} sensor events older than {1} days are forgotten", new Object[] {count, retention.toDays()});
            }
        } catch (StoreUnavailableException away) {
            LOG.log(Level.FINE, "Nothing can be forgotten while the store is away: {0}", away.getMessage());
        }
    }

    /** How late it is at least, if the events tell; never later than by the clock. */
    private Optional<Instant> believed(Instant now) {
        return store.latestBefore(now.minus(SETTLED)).map(latest -> latest.plus(SETTLED));
    }
}
