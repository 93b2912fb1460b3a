package io.roomcast.source;

import io.roomcast.mqtt.Backoff;
import io.roomcast.mqtt.IncomingMessage;
import io.roomcast.tracking.StoreUnavailableException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes messages of which every single one counts, and has them handled one after the other, in their order, elsewhere. While they
 * cannot be stored the first one is tried again and the others wait behind it. A message is acknowledged once it has been handled,
 * so that until then the broker keeps it too; or once it has been given up, since a broker passes on only so many at a time that are
 * not acknowledged. Thread-safe.
 */
final class CriticalIntake implements Consumer<IncomingMessage> {

    private static final Logger LOGGER = Logger.getLogger(CriticalIntake.class.getPackageName());

    private final Handler handler;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Backoff backoff;
    private final int capacity;
    private final Runnable resend;

    // All guarded by this.
    private final Map<Content, IncomingMessage> waiting = new LinkedHashMap<>();
    private final Attempts attempts = new Attempts();
    private Optional<Future<?>> retry = Optional.empty();
    private boolean running;
    private boolean storing = true;
    private boolean refused;
    private boolean closed;

    /** Who handles the messages. */
    interface Handler {

        /**
         * Handles a message.
         *
         * @throws StoreUnavailableException if it has to be handled again, because it could not be stored
         * @throws RuntimeException          if it failed otherwise; then it is handled again {@link Attempts#MOST} times in all
         */
        void handle(IncomingMessage message);

        /** A message failed too often, and is not handled again. Must not throw. */
        void giveUp(IncomingMessage message, RuntimeException failure);
    }

    /** What makes two messages one: while we wait to store it, the broker sends it again at every reconnection. */
    private record Content(String topic, ByteBuffer payload) {
    }

    /**
     * @param executor where the handler is called
     * @param timer    when it is called again
     * @param backoff  how long to wait before
     * @param capacity how many messages may wait; what is more stays with the broker
     * @param resend   has the broker send again what it was not acknowledged
     */
    CriticalIntake(Handler handler, Executor executor, ScheduledExecutorService timer, Backoff backoff,
            int capacity, Runnable resend) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.timer = Objects.requireNonNull(timer, "timer");
        this.backoff = Objects.requireNonNull(backoff, "backoff");
        this.capacity = capacity;
        this.resend = Objects.requireNonNull(resend, "resend");
    }

    @Override
    public void accept(IncomingMessage message) {
        boolean start;
        synchronized (this) {
            if (closed || isRefused(message)) {
                return;
            }
            waiting.merge(new Content(message.topic(), message.payload()), message, CriticalIntake::both);
            start = !running;
            running = true;
        }
        if (start) {
            executor.execute(this::handleAll);
        }
    }

    private boolean isRefused(IncomingMessage message) {
        if (waiting.size() < capacity || waiting.containsKey(new Content(message.topic(), message.payload()))) {
            return false;
        }
        if (!refused) {
            refused = true;
            LOGGER.warning(() -> capacity + " alerts wait to be stored; further ones are left to the broker");
        }
        return true;
    }

    private static IncomingMessage both(IncomingMessage first, IncomingMessage again) {
        return new IncomingMessage(first.topic(), first.payload(), () -> {
            first.acknowledge().run();
            again.acknowledge().run();
        });
    }

    /** Nothing is handled any more but what is being handled; the broker sends it to whoever comes next. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        retry.ifPresent(future -> future.cancel(false));
    }

    private void handleAll() {
        for (Optional<IncomingMessage> message = first(); message.isPresent(); message = first()) {
            try {
                handler.handle(message.get());
                stored();
            } catch (RuntimeException failed) {
                if (waits(failed)) {
                    return;
                }
                handler.giveUp(message.get(), failed);
            }
            done(message.get());
        }
    }

    private synchronized Optional<IncomingMessage> first() {
        running = !waiting.isEmpty();
        return waiting.values().stream().findFirst();
    }

    private synchronized void stored() {
        if (!storing) {
            storing = true;
            LOGGER.info("Alerts can be stored again");
        }
    }

    private void done(IncomingMessage message) {
        Optional<IncomingMessage> merged;
        boolean drained;
        synchronized (this) {
            merged = Optional.ofNullable(waiting.remove(new Content(message.topic(), message.payload())));
            backoff.reset();
            attempts.reset();
            drained = refused && waiting.isEmpty();
            refused = refused && !drained;
        }
        merged.ifPresent(done -> done.acknowledge().run());
        if (drained) {
            resend.run();
        }
    }

    /** Whether a message that failed is not done with: it is tried again, or left to the broker when this is closed. */
    private synchronized boolean waits(RuntimeException failed) {
        if (closed) {
            return true;
        }
        if (!attempts.another(failed)) {
            return false;
        }
        if (storing) {
            storing = false;
            LOGGER.log(Level.WARNING, "An alert could not be stored; it and those behind it wait, and are tried again", failed);
        }
        retry = Optional.of(timer.schedule(
                () -> executor.execute(this::handleAll), backoff.next().toMillis(), TimeUnit.MILLISECONDS));
        return true;
    }
}
