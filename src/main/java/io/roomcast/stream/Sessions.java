package io.roomcast.stream;

import io.roomcast.protocol.StreamId;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The open sockets of this node. Thread-safe. */
final class Sessions {

    private final Set<ClientSession> open = ConcurrentHashMap.newKeySet();
    private final Object none = new Object();

    void add(ClientSession session) {
        open.add(session);
    }

    /**
     * Takes a session out.
     *
     * @return whether it was there
     */
    boolean remove(ClientSession session) {
        boolean removed = open.remove(session);
        if (removed && open.isEmpty()) {
            synchronized (none) {
                none.notifyAll();
            }
        }
        return removed;
    }

    /**
     * Waits until there is none.
     *
     * @return whether that came about in time
     */
    boolean awaitNone(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (none) {
            while (!open.isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                none.wait(left);
            }
        }
        return true;
    }

    /** All of them; a view that goes with the changes. */
    Collection<ClientSession> all() {
        return Collections.unmodifiableSet(open);
    }

    /** The sockets of one durable client. */
    List<ClientSession> of(ClientId client) {
        return open.stream()
                .filter(session -> session.login().map(login -> login.client().equals(client)).orElse(false))
                .toList();
    }

    int count() {
        return open.size();
    }

    int count(StreamId.Kind kind) {
        return (int) open.stream().filter(session -> session.path().kind() == kind).count();
    }

    int authenticated() {
        return (int) open.stream().filter(ClientSession::isAuthenticated).count();
    }

    int queued() {
        return open.stream().mapToInt(ClientSession::queued).sum();
    }
}
