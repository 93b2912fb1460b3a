package io.roomcast.stream;

import io.roomcast.config.WebSocketSettings;
import io.roomcast.protocol.CloseCode;
import io.roomcast.protocol.Message;
import io.roomcast.protocol.MessageType;
import io.roomcast.protocol.StreamId;
import io.roomcast.tracking.CriticalAnnouncement;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.StoreUnavailableException;
import io.roomcast.wire.AnnouncementWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Delivers alerts and drift until they are acknowledged: stored before the first send, and sent again whenever the client
 * subscribes anew. {@link Redelivery} does so when an acknowledgement is overdue. Thread-safe.
 *
 * <p>An alert's message ids are made from its alert id and the stream, so that every node and every restart gives it the same.
 */
final class AlertDelivery {

    /** How many open alerts are read from the store at once. */
    private static final int PAGE = 500;

    private final AlertStore store;
    private final StoredAlertReader reader;
    private final DurableClients clients;
    private final Fanout fanout;
    private final Sessions sessions;
    private final WebSocketSettings settings;
    private final InstantSource clock;
    private final InstantSource steady;

    AlertDelivery(AlertStore store, StoredAlertReader reader, DurableClients clients, Fanout fanout, Sessions sessions,
            WebSocketSettings settings, InstantSource clock, InstantSource steady) {
        this.store = store;
        this.reader = reader;
        this.clients = clients;
        this.fanout = fanout;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
        this.steady = steady;
    }

    /**
     * Stores the announcement for every client it is owed to and sends it to those that are here.
     *
     * @throws StoreUnavailableException if it could not be stored; then it was not sent to anybody
     */
    void announce(CriticalAnnouncement announcement) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        StoredAlert stored = toStore(announcement, now);
        Set<ClientId> open = store.record(stored, recipients(announcement));
        List<Delivery> deliveries = deliveries(announcement, stored, open);
        Delivery.send(deliveries, store, due());
        deliveries.forEach(delivery -> delivery.session().wake());
    }

    /**
     * Whom it is owed to: those the store knows of, and those who are here. The latter may not have been made durable yet, or
     * another socket of the same client may want less.
     */
    private Set<ClientId> recipients(CriticalAnnouncement announcement) {
        Set<ClientId> recipients = new HashSet<>();
        fanout.concerned(announcement).values().forEach(here -> here.forEach(session -> recipients.add(clientOf(session))));
        recipients.addAll(clients.owed(announcement));
        return recipients;
    }

    private List<Delivery> deliveries(CriticalAnnouncement announcement, StoredAlert stored, Set<ClientId> open) {
        Map<ClientSession, List<Message>> messages = new LinkedHashMap<>();
        fanout.concerned(announcement).forEach((stream, concerned) -> {
            Message message = message(stored, stream);
            for (ClientSession session : concerned) {
                if (open.contains(clientOf(session))) {
                    messages.computeIfAbsent(session, key -> new ArrayList<>(2)).add(message);
                }
            }
        });
        List<Delivery> deliveries = new ArrayList<>();
        messages.forEach((session, here) -> {
            if (session.outstanding().isFullFor(stored.alertId(), settings.maxPendingAcknowledgements())) {
                session.abort(CloseCode.TRY_AGAIN_LATER, "too many messages are not acknowledged");
            } else {
                deliveries.add(new Delivery(session, announcement, 1, here));
            }
        });
        return deliveries;
    }

    /** Sends a session what it has not acknowledged and what belongs on a stream it has just subscribed to. */
    void catchUp(ClientSession session, StreamId stream) {
        offer(session, List.of(stream), Set.of());
    }

    /**
     * Settles an alert for a client, on all its sockets.
     *
     * @return whether the client was ever owed a message of that id
     * @throws StoreUnavailableException if it could not be stored; then the alert stays open
     */
    boolean acknowledge(ClientSession session, UUID messageId) {
        ClientId client = clientOf(session);
        List<ClientSession> sockets = sessions.of(client);
        Optional<String> alertId = sockets.stream()
                .flatMap(socket -> socket.outstanding().alertOf(messageId).stream())
                .findFirst();
        if (store.acknowledge(client, messageId, clock.instant()) == AlertStore.Acknowledgement.UNKNOWN && alertId.isEmpty()) {
            return false;
        }
        alertId.ifPresent(id -> sockets.forEach(socket -> socket.outstanding().remove(id)));
        sockets.forEach(this::refill);
        return true;
    }

    /** A client that was owed more than it may have outstanding gets the rest as it acknowledges. */
    private void refill(ClientSession session) {
        int space = settings.maxPendingAcknowledgements() - session.outstanding().size();
        if (session.hasBacklog() && space >= Math.max(1, settings.maxPendingAcknowledgements() / 2)) {
            offer(session, session.alertStreams(), session.outstanding().alertIds());
        }
    }

    /** Goes through all that is open, oldest first, until the session has as much as it may have outstanding. */
    private void offer(ClientSession session, Collection<StreamId> streams, Set<String> except) {
        Set<String> seen = new HashSet<>(except);
        List<PendingAlert> page;
        boolean space = true;
        do {
            page = store.pending(clientOf(session), seen, PAGE);
            page.forEach(owed -> seen.add(owed.alert().alertId()));
            space = offer(session, streams, page);
        } while (space && page.size() == PAGE);
        session.backlog(!space);
        session.wake();
    }

    /** Sends a session alerts on those streams on which it wants them, and tells whether there was room for all. */
    private boolean offer(ClientSession session, Collection<StreamId> streams, List<PendingAlert> page) {
        List<Delivery> fitting = new ArrayList<>();
        Set<String> known = session.outstanding().alertIds();
        int space = settings.maxPendingAcknowledgements() - known.size();
        boolean all = !session.isClosing();
        for (PendingAlert owed : all ? page : List.<PendingAlert>of()) {
            Optional<Delivery> delivery = reader.read(owed.alert()).flatMap(alert -> delivery(session, streams, owed, alert));
            if (delivery.isEmpty()) {
                continue;
            }
            if (!known.contains(owed.alert().alertId()) && space-- <= 0) {
                all = false;
                break;
            }
            fitting.add(delivery.get());
        }
        Delivery.send(fitting, store, due());
        return all;
    }

    private static Optional<Delivery> delivery(
            ClientSession session, Collection<StreamId> streams, PendingAlert owed, CriticalAnnouncement alert) {
        List<Message> messages = Fanout.streams(alert).stream()
                .filter(stream -> streams.contains(stream) && session.wants(stream, alert))
                .map(stream -> message(owed.alert(), stream))
                .map(message -> message.repeated(message.data(), true, owed.timesSent()))
                .toList();
        return messages.isEmpty() ? Optional.empty() : Optional.of(new Delivery(session, alert, owed.timesSent() + 1, messages));
    }

    private Instant due() {
        return steady.instant().plus(settings.acknowledgmentTimeout());
    }

    private static ClientId clientOf(ClientSession session) {
        return session.login().orElseThrow().client();
    }

    private static StoredAlert toStore(CriticalAnnouncement announcement, Instant now) {
        return new StoredAlert(
                announcement.alertId(),
                announcement instanceof Drift ? StoredAlert.Kind.DRIFT : StoredAlert.Kind.ALERT,
                announcement.roomId(),
                AnnouncementWriter.data(announcement, now, room -> true),
                messageId(announcement.alertId(), StreamId.ALERTS),
                announcement.roomId().map(room -> messageId(announcement.alertId(), StreamId.room(room))),
                now);
    }

    private static Message message(StoredAlert stored, StreamId stream) {
        MessageType type = stored.kind() == StoredAlert.Kind.DRIFT
                ? MessageType.DRIFT_NOTIFICATION
                : MessageType.ALERT_NOTIFICATION;
        return Message.of(messageId(stored.alertId(), stream), type, stored.storedAt(), stream, stored.roomId(), stored.json());
    }

    private static UUID messageId(String alertId, StreamId stream) {
        return UUID.nameUUIDFromBytes((stream.path() + " " + alertId).getBytes(StandardCharsets.UTF_8));
    }
}
