package io.roomcast.source;

import io.roomcast.metrics.Metrics.Counter;
import io.roomcast.mqtt.IncomingMessage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Takes messages of which only the latest of each topic counts, and has them handled one after the other elsewhere. A message that
 * has not been handled when the next one of its topic comes is replaced by it, so that what waits is bounded by the topics there
 * are. What is replaced is counted. Each message is acknowledged once it has been handled or replaced. Thread-safe.
 */
final class LatestIntake implements Consumer<IncomingMessage> {

    private final Consumer<IncomingMessage> handler;
    private final Executor executor;
    private final Counter conflated;
    private final Map<String, IncomingMessage> waiting = new LinkedHashMap<>();
    private boolean running;
    private boolean closed;

    /**
     * @param handler   must not throw
     * @param executor  where it is called
     * @param conflated counts what is replaced
     */
    LatestIntake(Consumer<IncomingMessage> handler, Executor executor, Counter conflated) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.conflated = Objects.requireNonNull(conflated, "conflated");
    }

    @Override
    public void accept(IncomingMessage message) {
        boolean start;
        Optional<IncomingMessage> replaced;
        synchronized (this) {
            if (closed) {
                return;
            }
            replaced = Optional.ofNullable(waiting.put(message.topic(), message));
            start = !running;
            running = true;
        }
        replaced.ifPresent(older -> {
            conflated.increment();
            older.acknowledge().run();
        });
        if (start) {
            executor.execute(this::handleAll);
        }
    }

    /** Nothing is handled any more but what is being handled. */
    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private void handleAll() {
        for (Optional<IncomingMessage> message = next(); message.isPresent(); message = next()) {
            handler.accept(message.get());
            message.get().acknowledge().run();
        }
    }

    private synchronized Optional<IncomingMessage> next() {
        Iterator<IncomingMessage> messages = waiting.values().iterator();
        running = messages.hasNext();
        if (!running) {
            return Optional.empty();
        }
        IncomingMessage first = messages.next();
        messages.remove();
        return Optional.of(first);
    }
}
