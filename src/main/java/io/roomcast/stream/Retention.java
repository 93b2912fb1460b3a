package io.roomcast.stream;

import io.roomcast.config.WebSocketSettings;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Lets alerts, absent clients and what absent sockets of others subscribed to lapse after the retention time, and says so. */
final class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class.getPackageName());

    private final AlertStore store;
    private final DurableClients clients;
    private final Sessions sessions;
    private final WebSocketSettings settings;
    private final InstantSource clock;
    private final StreamMetrics metrics;

    Retention(AlertStore store, DurableClients clients, Sessions sessions, WebSocketSettings settings, InstantSource clock,
            StreamMetrics metrics) {
        this.store = store;
        this.clients = clients;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Does it once; what the store cannot do now it is asked again next time. */
    void sweep() {
        Instant now = clock.instant();
        Instant limit = now.minus(settings.alertRetention());
        try {
            store.seen(connected(), now);
            clients.refresh(settings.alertRetention());
            Map<ClientId, Integer> lapsed = store.expireAlerts(limit);
            lapsed.forEach((client, count) -> {
                metrics.expired(count);
                LOG.log(Level.WARNING, "{0} alerts that {1} did not acknowledge within {2} hours have lapsed",
                        new Object[] {count, client, settings.alertRetention().toHours()});
            });
            store.expireClients(limit).forEach(client ->
                    LOG.log(Level.INFO, "{0} has been away for {1} hours and is owed alerts no longer",
                            new Object[] {client, settings.alertRetention().toHours()}));
        } catch (StoreUnavailableException away) {
            LOG.log(Level.FINE, "Nothing can lapse while the store is away: {0}", away.getMessage());
        }
    }

    private Set<ClientId> connected() {
        return sessions.all().stream()
                .flatMap(session -> session.login().stream())
                .map(Login::client)
                .collect(Collectors.toSet());
    }
}
