package io.roomcast.stream;

import io.roomcast.access.RoomFilter;
import io.roomcast.protocol.Claim;
import io.roomcast.protocol.StreamId;
import io.roomcast.protocol.Subscription;
import io.roomcast.tracking.CriticalAnnouncement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps of each client what its sockets subscribed to and may see, so that it can be resumed and so that alerts are owed to it
 * while it is away. Each socket adds to it. Disconnecting changes nothing, since a socket that is away may come back:
 *
 * <ul>
 * <li>Subscribing to something else takes away what the same socket had, unless that was kept before: it may be another's.
 * <li>Giving back a stream or a room is the client's word for its sockets that are away too, as far as the one that says it may see.
 * <li>What another socket that is here has stays in any case.
 * <li>What no socket has had for the retention time lapses.
 * </ul>
 *
 * <p>What was owed by nothing but what is gone is owed no longer.
 *
 * <p>A client without a name is only kept once it has asked for alerts. Thread-safe.
 */
final class DurableClients {

    private static final Logger LOG = Logger.getLogger(DurableClients.class.getPackageName());
    private static final int LOCKS = 64;

    private final AlertStore store;
    private final Sessions sessions;
    private final Waiver waiver;
    private final InstantSource clock;
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    DurableClients(AlertStore store, Sessions sessions, Waiver waiver, InstantSource clock) {
        this.store = store;
        this.sessions = sessions;
        this.waiver = waiver;
        this.clock = clock;
    }

    /** The clients that are owed the announcement. */
    Set<ClientId> owed(CriticalAnnouncement announcement) {
        return store.clients().stream()
                .filter(client -> claims(client).cover(announcement))
                .map(DurableClient::id)
                .collect(Collectors.toSet());
    }

    /** What the client was last subscribed to. */
    Collection<Subscription> lastSubscriptions(ClientId client) {
        return claims(store.client(client)).latest();
    }

    /** What another version of this software kept may mean nothing to this one; no other client is to suffer from it. */
    private static Claims claims(DurableClient kept) {
        try {
            return Claims.of(kept);
        } catch (IllegalArgumentException unreadable) {
            LOG.log(Level.SEVERE, "What {0} was subscribed to cannot be read, so that it is owed nothing until it subscribes again: {1}",
                    new Object[] {kept.id(), unreadable.getMessage()});
            return Claims.none();
        }
    }

    private static Claims claims(Optional<DurableClient> kept) {
        return kept.map(DurableClients::claims).orElseGet(Claims::none);
    }

    /**
     * Keeps what a socket wants of a stream now, and takes back what the client is owed no longer. To be called for one socket one
     * at a time; again when it failed.
     */
    void keep(ClientSession session, StreamId stream, Wish wish) {
        Login login = session.login().orElseThrow();
        synchronized (lock(login.client())) {
            Optional<DurableClient> kept = store.client(login.client());
            Claims claims = claims(kept);
            boolean hadAlerts = claims.carryAlerts();
            Optional<OwnClaim> own = change(claims, session, stream, wish);
            if (!claims.isEmpty() && (claims.carryAlerts() || !login.client().clientName().isEmpty())) {
                save(login, kept, hadAlerts, claims);
                waive(login.client(), claims);
            } else if (kept.isPresent()) {
                store.remove(login.client());
            }
            session.claimOn(stream, own);
        }
    }

    /** Changes the client's claims by what one socket wants, and tells what that socket has on the stream from now on. */
    private Optional<OwnClaim> change(Claims claims, ClientSession session, StreamId stream, Wish wish) {
        RoomFilter rooms = session.login().orElseThrow().rights().rooms();
        Set<Claim> others = othersOn(stream, session);
        Optional<Claim> wanted = wish.subscription().map(subscription -> new Claim(subscription, rooms));
        Optional<OwnClaim> before = session.claimOn(stream);
        boolean unchanged = before.isPresent() && before.map(OwnClaim::claim).equals(wanted);
        before.filter(own -> !unchanged && (own.isNew() || wish.givesBack()) && !others.contains(own.claim()))
                .ifPresent(own -> claims.remove(own.claim()));
        if (wish.givesBack()) {
            claims.giveBack(stream, wish::rest, rooms, others);
        }
        return wanted.map(claim -> {
            boolean isNew = !claims.contain(claim) || unchanged && before.get().isNew();
            claims.add(claim, others, clock.instant());
            return new OwnClaim(claim, isNew);
        });
    }

    private Set<Claim> othersOn(StreamId stream, ClientSession session) {
        return sessions.of(session.login().orElseThrow().client()).stream()
                .filter(other -> other != session)
                .flatMap(ClientSession::claims)
                .filter(claim -> claim.stream().equals(stream))
                .collect(Collectors.toSet());
    }

    private void save(Login login, Optional<DurableClient> kept, boolean hadAlerts, Claims claims) {
        Instant now = clock.instant();
        String memento = claims.memento();
        boolean same = kept.map(old -> old.subscriptions().equals(memento) && old.rights().equals(login.rights())).orElse(false);
        if (!same) {
            Instant since = hadAlerts ? kept.orElseThrow().since() : now;
            store.save(new DurableClient(login.client(), login.rights(), memento, since, now));
        }
    }

    private void waive(ClientId client, Claims claims) {
        if (claims.oweLess()) {
            waiver.waive(client, claims);
        }
    }

    /**
     * Lets claims lapse that no socket has had for the retention time, of those clients that are here. Those that are away
     * lapse as a whole.
     */
    void refresh(Duration retention) {
        Map<ClientId, Set<Claim>> present = new HashMap<>();
        for (ClientSession session : sessions.all()) {
            session.login().ifPresent(login ->
                    session.claims().forEach(present.computeIfAbsent(login.client(), id -> new HashSet<>())::add));
        }
        for (DurableClient client : store.clients()) {
            if (present.containsKey(client.id()) && claims(client).refresh(present.get(client.id()), clock.instant(), retention)) {
                refresh(client.id(), present.get(client.id()), retention);
            }
        }
    }

    private void refresh(ClientId id, Set<Claim> present, Duration retention) {
        synchronized (lock(id)) {
            store.client(id).ifPresent(kept -> {
                Instant now = clock.instant();
                Claims claims = claims(kept);
                if (claims.refresh(present, now, retention)) {
                    store.save(new DurableClient(id, kept.rights(), claims.memento(), kept.since(), now));
                    waive(id, claims);
                }
            });
        }
    }

    private Object lock(ClientId client) {
        return locks[Math.floorMod(client.hashCode(), LOCKS)];
    }
}
