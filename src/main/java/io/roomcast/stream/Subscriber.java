package io.roomcast.stream;

import io.roomcast.access.Rights;
import io.roomcast.home.RoomId;
import io.roomcast.protocol.ClientMessage;
import io.roomcast.protocol.ControlMessages;
import io.roomcast.protocol.ControlMessages.SubscriptionOutcome;
import io.roomcast.protocol.ErrorCode;
import io.roomcast.protocol.Filters;
import io.roomcast.protocol.ProtocolException;
import io.roomcast.protocol.Subscription;
import io.roomcast.tracking.TrackingManager;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Carries out {@code subscribe} and {@code unsubscribe}, for rooms that exist and may be seen. */
final class Subscriber {

    private final TrackingManager tracking;
    private final Fanout fanout;
    private final Registration registration;
    private final InstantSource clock;

    Subscriber(TrackingManager tracking, Fanout fanout, Registration registration, InstantSource clock) {
        this.tracking = tracking;
        this.fanout = fanout;
        this.registration = registration;
        this.clock = clock;
    }

    void subscribe(ClientSession session, ClientMessage.Subscribe request) throws ProtocolException {
        subscribe(session, request.subscription(), false, request.messageId());
    }

    /** Subscribes and confirms it. Narrowings of one stream by room add up, unless the server restores the last state. */
    void subscribe(ClientSession session, Subscription requested, boolean automatic, Optional<String> inReplyTo)
            throws ProtocolException {
        Rights rights = session.login().orElseThrow().rights();
        if (!rights.has(requested.stream().kind().capability())) {
            throw refused("This connection lacks the capability for " + requested.stream().path());
        }
        Set<RoomId> rooms = new TreeSet<>(requested.narrowedTo());
        requested.stream().room().ifPresent(rooms::add);
        for (RoomId room : rooms) {
            if (!rights.rooms().permits(room)) {
                throw refused("The room " + room + " is outside the rooms of this connection");
            }
            if (tracking.room(room).isEmpty()) {
                throw refused("There is no room " + room);
            }
        }
        Subscription before = session.subscriptions().get(requested.stream());
        Subscription subscription = before == null ? requested : before.plus(requested);
        fanout.subscribe(session, subscription, ControlMessages.subscription(
                clock.instant(),
                new SubscriptionOutcome(requested, "subscribe", "Subscribed to " + requested.stream().path(), automatic,
                        Optional.empty()),
                inReplyTo));
        registration.subscribed(session, subscription);
    }

    void unsubscribe(ClientSession session, ClientMessage.Unsubscribe request) {
        Subscription before = session.subscriptions().get(request.stream());
        Set<RoomId> room = request.room().map(Set::of).orElse(Set.of());
        Optional<Subscription> rest = before == null || room.isEmpty() ? Optional.empty() : before.without(room);
        boolean wasSubscribed = before != null && !rest.equals(Optional.of(before));
        SubscriptionOutcome outcome = new SubscriptionOutcome(
                new Subscription(request.stream(), room, before == null ? Filters.NONE : before.filters()),
                "unsubscribe",
                (wasSubscribed ? "Unsubscribed from " : "Was not subscribed to ") + request.stream().path(),
                false,
                Optional.of(wasSubscribed));
        if (wasSubscribed) {
            rest.ifPresentOrElse(narrower -> fanout.narrow(session, narrower), () -> fanout.unsubscribe(session, request.stream()));
            registration.unsubscribed(session, request.stream(), room, rest);
        }
        session.tell(ControlMessages.subscription(clock.instant(), outcome, request.messageId()));
    }

    private static ProtocolException refused(String text) {
        return new ProtocolException(ErrorCode.SUBSCRIPTION_ERROR, text);
    }
}
