package io.roomcast.stream;

import io.roomcast.access.RoomFilter;
import io.roomcast.home.RoomId;
import io.roomcast.protocol.Message;
import io.roomcast.protocol.MessageType;
import io.roomcast.protocol.StreamId;
import io.roomcast.protocol.Subscription;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.CriticalAnnouncement;
import io.roomcast.tracking.SystemStatus;
import io.roomcast.tracking.TrainingProgress;
import io.roomcast.wire.AnnouncementWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Brings each announcement into the outboxes of the sessions concerned, encoded once per stream. Thread-safe.
 *
 * <p>One lock puts announcements and subscriptions in an order: a new subscription gets the present and then every later update,
 * with nothing between the two lost or told twice. Under the lock there are look-ups and queueing; encoding is done before it,
 * but for a status that some may see only in part, and sending after it and elsewhere, so that it is held for microseconds.
 */
final class Fanout {

    private final InstantSource clock;
    private final InstantSource steady;
    private final StreamMetrics metrics;
    private final Senders senders;
    private final ReentrantLock order = new ReentrantLock();
    private final SubscriptionIndex index = new SubscriptionIndex();
    private final Present present = new Present();

    Fanout(InstantSource clock, InstantSource steady, StreamMetrics metrics, Senders senders) {
        this.clock = clock;
        this.steady = steady;
        this.metrics = metrics;
        this.senders = senders;
    }

    /** Tells everybody concerned of an announcement that need not be acknowledged. */
    void announce(Announcement announcement) {
        Instant start = steady.instant();
        Instant timestamp = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        MessageType type = MessageType.of(announcement);
        String data = AnnouncementWriter.data(announcement, timestamp, room -> true);
        List<Message> messages = streams(announcement).stream()
                .map(stream -> Message.of(UUID.randomUUID(), type, timestamp, stream, announcement.roomId(), data))
                .toList();
        Map<ClientSession, List<Message>> wanted = new LinkedHashMap<>();
        order.lock();
        try {
            for (Message message : messages) {
                present.put(message, announcement);
                collect(message, announcement, wanted);
            }
            wanted.forEach(ClientSession::queueLatest);
        } finally {
            order.unlock();
        }
        metrics.fannedOut(Duration.between(start, steady.instant()));
        senders.wake(wanted.keySet());
    }

    /** Adds a message to what each session concerned is to get at once. Most get one, and all of these share a list. */
    private void collect(Message message, Announcement announcement, Map<ClientSession, List<Message>> wanted) {
        List<Message> whole = List.of(message);
        Map<RoomFilter, List<Message>> restricted = new HashMap<>();
        for (ClientSession session : index.concerned(message.endpoint(), announcement)) {
            RoomFilter rooms = session.login().map(login -> login.rights().rooms()).orElse(RoomFilter.all());
            List<Message> shown = announcement instanceof SystemStatus && !rooms.isAll()
                    ? restricted.computeIfAbsent(rooms, filter -> List.of(message.withData(
                            AnnouncementWriter.data(announcement, message.timestamp(), filter::permits))))
                    : whole;
            wanted.merge(session, shown, (first, second) -> Stream.concat(first.stream(), second.stream()).toList());
        }
    }

    /** The streams an announcement comes on. */
    static List<StreamId> streams(Announcement announcement) {
        if (announcement instanceof SystemStatus || announcement instanceof TrainingProgress) {
            return List.of(StreamId.SYSTEM_STATUS);
        }
        List<StreamId> streams = new ArrayList<>(2);
        streams.add(announcement instanceof CriticalAnnouncement ? StreamId.ALERTS : StreamId.PREDICTIONS);
        announcement.roomId().map(StreamId::room).ifPresent(streams::add);
        return streams;
    }

    /** The sessions that are subscribed to an announcement, by the stream on which they are. */
    Map<StreamId, List<ClientSession>> concerned(Announcement announcement) {
        Map<StreamId, List<ClientSession>> concerned = new HashMap<>();
        order.lock();
        try {
            streams(announcement).forEach(stream -> concerned.put(stream, index.concerned(stream, announcement)));
        } finally {
            order.unlock();
        }
        return concerned;
    }

    /**
     * Subscribes a session, in place of what it had of that stream, and queues the confirmation and the present. What it was
     * sent before on that stream counts as not sent, so that its unacknowledged alerts can follow. Nothing happens to a session
     * that is closing.
     */
    void subscribe(ClientSession session, Subscription subscription, Message confirmation) {
        Map<Present.Told, Message> replays = replays(session, subscription);
        order.lock();
        try {
            if (session.isClosing()) {
                return;
            }
            replace(session, subscription.stream(), Optional.of(subscription), Set.of());
            session.outstanding().forget(subscription.stream());
            session.queueCritical(confirmation);
            session.queueLatest(present.on(subscription.stream()).stream()
                    .filter(told -> session.wants(subscription.stream(), told.announcement()))
                    .map(told -> replays.computeIfAbsent(told, newer -> replay(newer, session)))
                    .toList());
        } finally {
            order.unlock();
        }
        session.wake();
    }

    /** The present as it is now, encoded outside the lock; what changes before the session is entered is encoded under it. */
    private Map<Present.Told, Message> replays(ClientSession session, Subscription subscription) {
        List<Present.Told> now;
        order.lock();
        try {
            now = List.copyOf(present.on(subscription.stream()));
        } finally {
            order.unlock();
        }
        Map<Present.Told, Message> replays = new IdentityHashMap<>();
        now.stream()
                .filter(told -> session.permits(told.announcement().roomId()) && subscription.wants(told.announcement()))
                .forEach(told -> replays.put(told, replay(told, session)));
        return replays;
    }

    private Message replay(Present.Told told, ClientSession session) {
        String data = AnnouncementWriter.data(told.announcement(), clock.instant(), room -> session.permits(Optional.of(room)));
        return told.message().repeated(data, true, 0);
    }

    /** Takes a subscription back. */
    void unsubscribe(ClientSession session, StreamId stream) {
        order.lock();
        try {
            replace(session, stream, Optional.empty(), Set.of());
        } finally {
            order.unlock();
        }
    }

    /** Replaces a subscription by a narrower one: there is nothing new to see, and nothing to confirm. */
    void narrow(ClientSession session, Subscription narrower) {
        order.lock();
        try {
            if (session.subscriptions().containsKey(narrower.stream())) {
                replace(session, narrower.stream(), Optional.of(narrower), narrower.narrowedTo());
            }
        } finally {
            order.unlock();
        }
    }

    /** Takes a session out of everything. */
    void remove(ClientSession session) {
        order.lock();
        try {
            session.gone();
            session.subscriptions().keySet().forEach(stream -> index.remove(session, stream));
            session.subscriptions(Map.of());
        } finally {
            order.unlock();
        }
    }

    /** Swaps at once: at no moment does a session seem not to want what it wants before and after. */
    private void replace(ClientSession session, StreamId stream, Optional<Subscription> by, Set<RoomId> keepUnsent) {
        Map<StreamId, Subscription> changed = new HashMap<>(session.subscriptions());
        Subscription gone = changed.remove(stream);
        by.ifPresent(subscription -> changed.put(stream, subscription));
        index.remove(session, stream);
        session.subscriptions(changed);
        by.ifPresent(subscription -> index.add(session, subscription));
        if (gone != null) {
            session.forget(stream, keepUnsent);
        }
    }
}
