package io.roomcast.stream;

import java.util.Collection;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends what an announcement put into many outboxes, on other threads than the announcing one and on several at a time. So
 * whoever announces can go on to the next at once; what the senders do not manage in time conflates in the outboxes, each
 * client's for itself, and is counted there. A session waits here at most once. Thread-safe; nothing here blocks.
 */
final class Senders {

    private final Executor executor;
    private final int most;
    private final Queue<ClientSession> ready = new ConcurrentLinkedQueue<>();
    private final AtomicInteger active = new AtomicInteger();

    /**
     * @param executor where sending is done
     * @param most     threads that send at the same time, at least 1
     */
    Senders(Executor executor, int most) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.most = most;
    }

    /** Has every session send what waits for it. */
    void wake(Collection<ClientSession> sessions) {
        int added = 0;
        for (ClientSession session : sessions) {
            if (session.lineUp()) {
                ready.add(session);
                added++;
            }
        }
        for (int started = 0; started < added && enter(); started++) {
            start();
        }
    }

    private void start() {
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException stopping) {
            work();
        }
    }

    private void work() {
        do {
            try {
                sendAll();
            } finally {
                active.decrementAndGet();
            }
            // Looked at after leaving: whoever added one and found all places taken relies on it.
        } while (!ready.isEmpty() && enter());
    }

    private void sendAll() {
        for (ClientSession next = ready.poll(); next != null; next = ready.poll()) {
            next.leaveLine();
            next.wake();
        }
    }

    private boolean enter() {
        return active.getAndUpdate(senders -> Math.min(most, senders + 1)) < most;
    }
}
