package io.roomcast.stream;

import io.roomcast.config.WebSocketSettings;
import io.roomcast.protocol.Message;
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
    private final StreamMetrics metrics;

    /** One alert's n-th sending, which the store is told of for all clients at once. */
    private record Sending(String alertId, int times) {
    }

    Redelivery(Sessions sessions, AlertStore store, WebSocketSettings settings, InstantSource clock, StreamMetrics metrics) {
        this.sessions = sessions;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Does it once. It goes on while the store is away; only the counts then lag behind. */
    void redeliver() {
        Instant now = clock.instant();
        Instant next = now.plus(settings.acknowledgmentTimeout());
        Map<Sending, Set<ClientId>> sent = new LinkedHashMap<>();
        for (ClientSession session : sessions.all()) {
            Outstanding outstanding = session.outstanding();
            outstanding.lapse(now.minus(settings.alertRetention()));
            for (Outstanding.Entry entry : outstanding.takeDue(now, next)) {
                if (sendAgain(session, entry)) {
                    sent.computeIfAbsent(new Sending(entry.alertId(), entry.timesSent()), sending -> new HashSet<>())
                            .add(session.login().orElseThrow().client());
                }
            }
            session.wake();
        }
        note(sent);
    }

    /** An alert that was on its way when its stream was unsubscribed from is not sent again. */
    private boolean sendAgain(ClientSession session, Outstanding.Entry entry) {
        List<Message> messages = entry.messages().stream()
                .filter(message -> session.subscriptions().containsKey(message.endpoint()))
                .toList();
        if (messages.isEmpty()) {
            session.outstanding().remove(entry.alertId());
            return false;
        }
        messages.forEach(message ->
                session.queueCritical(message.repeated(message.data(), false, entry.timesSent() - 1)));
        metrics.redelivered();
        return true;
    }

    private void note(Map<Sending, Set<ClientId>> sent) {
        try {
            sent.forEach((sending, clients) -> store.sent(clients, sending.alertId(), sending.times()));
        } catch (StoreUnavailableException away) {
            LOG.log(Level.FINE, "The store was not told what was sent again: {0}", away.getMessage());
        }
    }
}
