package io.roomcast.stream;

import io.roomcast.config.WebSocketSettings;
import io.roomcast.stream.AlertStore.Sending;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends alerts again whose acknowledgement is overdue, until they lapse. Call {@link #redeliver} from one thread at a time. */
final class Redelivery {

    private static final Logger LOG = Logger.getLogger(Redelivery.class.getPackageName());

    private final Sessions sessions;
    private final AlertStore store;
    private final WebSocketSettings settings;
    private final InstantSource clock;
    private final InstantSource steady;
    private final StreamMetrics metrics;

    Redelivery(Sessions sessions, AlertStore store, WebSocketSettings settings, InstantSource clock, InstantSource steady,
            StreamMetrics metrics) {
        this.sessions = sessions;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.steady = steady;
        this.metrics = metrics;
    }

    /**
     * Does it once. What another node has settled meanwhile is not sent again. It goes on while the store is away; then only the
     * counts lag behind.
     */
    void redeliver() {
        Instant now = steady.instant();
        Instant next = now.plus(settings.acknowledgmentTimeout());
        Instant lapsed = clock.instant().minus(settings.alertRetention());
        Map<ClientSession, List<Outstanding.Entry>> due = new LinkedHashMap<>();
        for (ClientSession session : sessions.all()) {
            session.outstanding().lapse(lapsed);
            List<Outstanding.Entry> entries = session.outstanding().takeDue(now, next, session::wants);
            if (!entries.isEmpty()) {
                due.put(session, entries);
            }
        }
        Set<Sending> open = open(due);
        due.forEach((session, entries) -> {
            for (Outstanding.Entry entry : entries) {
                if (open.contains(sending(session, entry))) {
                    sendAgain(session, entry);
                } else {
                    session.outstanding().remove(entry.alertId());
                }
            }
            session.wake();
        });
    }

    private Set<Sending> open(Map<ClientSession, List<Outstanding.Entry>> due) {
        Set<Sending> sendings = new HashSet<>();
        due.forEach((session, entries) -> entries.forEach(entry -> sendings.add(sending(session, entry))));
        try {
            return store.sent(sendings);
        } catch (StoreUnavailableException away) {
            LOG.log(Level.FINE, "The store was not told what is sent again: {0}", away.getMessage());
            return sendings;
        }
    }

    private static Sending sending(ClientSession session, Outstanding.Entry entry) {
        return new Sending(session.login().orElseThrow().client(), entry.alertId(), entry.timesSent());
    }

    private void sendAgain(ClientSession session, Outstanding.Entry entry) {
        entry.messages().forEach(message ->
                session.queueCritical(message.repeated(message.data(), false, entry.timesSent() - 1)));
        metrics.redelivered();
    }
}
