package io.roomcast.bridge;

import io.roomcast.bridge.CriticalQueue.Waiting;
import io.roomcast.metrics.Metrics;
import io.roomcast.metrics.Metrics.Counter;
import io.roomcast.mqtt.Delivery;
import io.roomcast.mqtt.OutgoingMessage;
import io.roomcast.mqtt.PublishedMessages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Sends letters while there is a connection, and keeps them while there is none: of what is retained only the latest of each topic; of
 * what is not every one, sent one after the other until the broker has confirmed it. What the broker does not permit is
 * left out. For the thread of the executor only.
 */
final class Publisher {

    private static final Logger LOG = Logger.getLogger(Publisher.class.getPackageName());
    /** So many messages may be on their way to the broker at once. */
    private static final int MOST_UNDER_WAY = 32;

    private final Function<OutgoingMessage, CompletableFuture<Delivery>> connection;
    private final Runnable renew;
    private final Executor executor;
    private final CriticalQueue critical;
    private final ForbiddenTopics forbidden;
    private final PublishedMessages published;
    private final Map<TopicKind, Counter> counters = new EnumMap<>(TopicKind.class);
    private final Map<String, Letter> latest = new LinkedHashMap<>();
    private final Map<String, Integer> latestUnderWay = new HashMap<>();
    private final List<Awaited> awaited = new ArrayList<>();
    private final Set<TopicKind> refused = EnumSet.noneOf(TopicKind.class);
    private boolean up;
    private int underWay;
    private boolean criticalUnderWay;
    private volatile boolean stopped;

    /** A task, and the topics that it still waits for. */
    private record Awaited(Set<String> open, Runnable task) {
    }

    /**
     * @param connection sends a message and tells what became of it
     * @param renew      has the connection made anew, should it have lost a message and not have noticed
     * @param executor   runs one task after the other
     */
    Publisher(Function<OutgoingMessage, CompletableFuture<Delivery>> connection, Runnable renew, Executor executor, CriticalQueue critical,
            ForbiddenTopics forbidden, PublishedMessages published, Metrics metrics) {
        this.connection = connection;
        this.renew = renew;
        this.executor = executor;
        this.critical = critical;
        this.forbidden = forbidden;
        this.published = published;
        for (TopicKind kind : TopicKind.values()) {
            counters.put(kind, metrics.counter("mqtt_messages_published_total", "Messages that the broker has taken", "kind=" + kind));
        }
    }

    /** There is a connection: sends what waits. */
    void connected() {
        up = true;
        forbidden.connected();
        sendAll();
    }

    /**
     * Runs a task, by the executor, once the broker has taken or refused what was sent last on each of the topics, of
     * what is retained, or it is left out since the broker does not permit it; at once if nothing is under way to them.
     */
    void afterDelivery(Collection<String> topics, Runnable task) {
        Set<String> open = topics.stream().filter(this::isOpen).collect(Collectors.toCollection(HashSet::new));
        if (open.isEmpty()) {
            executor.execute(task);
        } else {
            awaited.add(new Awaited(open, task));
        }
    }

    private boolean isOpen(String topic) {
        return latest.containsKey(topic) || latestUnderWay.containsKey(topic);
    }

    /** There is none any more. */
    void disconnected() {
        up = false;
    }

    /** The connection that was there has ended. */
    void ended() {
        forbidden.ended();
    }

    /** Sends a letter, after those that wait; one that is retained in the place of an earlier one on its topic. */
    void send(Letter letter) {
        if (letter.kind().retained()) {
            latest.remove(letter.topic());
            latest.put(letter.topic(), letter);
        } else {
            critical.add(letter);
        }
        sendAll();
    }

    /** Nothing is sent any more. From any thread. */
    void stop() {
        stopped = true;
    }

    /** How many alerts and drifts wait. */
    int waiting() {
        return critical.size();
    }

    private void sendAll() {
        while (up && !stopped && underWay < (forbidden.isOneByOne() ? 1 : MOST_UNDER_WAY)
                && (sendCritical() || sendLatest())) {
            underWay++;
        }
    }

    private boolean sendCritical() {
        Optional<Waiting> first = criticalUnderWay ? Optional.empty() : critical.take();
        while (first.isPresent() && forbidden.isLeftOut(first.get().letter())) {
            critical.drop(first.get(), "the MQTT broker does not permit it");
            first = critical.take();
        }
        if (first.isEmpty()) {
            return false;
        }
        Waiting taken = first.get();
        criticalUnderWay = true;
        dispatch(taken.letter(), delivery -> criticalDone(taken, delivery));
        return true;
    }

    private boolean sendLatest() {
        List<String> leftOut = latest.values().stream().filter(forbidden::isLeftOut).map(Letter::topic).toList();
        leftOut.forEach(latest::remove);
        leftOut.stream().filter(topic -> !isOpen(topic)).forEach(this::settled);
        Iterator<Letter> letters = latest.values().iterator();
        if (!letters.hasNext()) {
            return false;
        }
        Letter letter = letters.next();
        letters.remove();
        latestUnderWay.merge(letter.topic(), 1, Integer::sum);
        dispatch(letter, delivery -> latestDone(letter, delivery));
        return true;
    }

    private void dispatch(Letter letter, Consumer<Delivery> then) {
        OutgoingMessage message = forbidden.isOneByOne() ? letter.written().confirmed() : letter.written();
        if (!message.atLeastOnce()) {
            forbidden.sentUnconfirmed(letter);
        }
        connection.apply(message).thenAccept(delivery -> executor.execute(() -> {
            underWay--;
            then.accept(delivery);
            done(letter, delivery);
            sendAll();
        }));
    }

    private void criticalDone(Waiting taken, Delivery delivery) {
        criticalUnderWay = false;
        if (delivery == Delivery.LOST) {
            critical.putBack(taken);
        } else if (delivery == Delivery.REFUSED) {
            critical.drop(taken, "the MQTT broker refuses it");
        }
    }

    private void latestDone(Letter letter, Delivery delivery) {
        latestUnderWay.computeIfPresent(letter.topic(), (topic, count) -> count == 1 ? null : count - 1);
        if (delivery == Delivery.LOST) {
            if (latest.putIfAbsent(letter.topic(), letter) == null && forbidden.isOneByOne()) {
                retryFirst(letter);
            }
        } else if (!isOpen(letter.topic())) {
            settled(letter.topic());
        }
    }

    /** Nothing more is to come of what was sent on that topic; runs what waited for it. */
    private void settled(String topic) {
        List<Awaited> complete = awaited.stream().filter(each -> each.open().remove(topic) && each.open().isEmpty())
                .toList();
        awaited.removeAll(complete);
        complete.forEach(each -> executor.execute(each.task()));
    }

    /**
     * One by one, the same message is tried again before the others, so that it is soon known whether it ends the
     * connection.
     */
    private void retryFirst(Letter letter) {
        latest.remove(letter.topic());
        Map<String, Letter> others = new LinkedHashMap<>(latest);
        latest.clear();
        latest.put(letter.topic(), letter);
        latest.putAll(others);
    }

    private void done(Letter letter, Delivery delivery) {
        switch (delivery) {
            case TAKEN -> {
                refused.remove(letter.kind());
                counters.get(letter.kind()).increment();
                published.increment();
            }
            case REFUSED -> {
                if (refused.add(letter.kind())) {
                    LOG.warning(() -> "The MQTT broker refuses messages such as those on " + letter.topic());
                }
            }
            case LOST -> {
                forbidden.lost(letter);
                if (up) {
                    up = false;
                    renew.run();
                }
            }
        }
    }
}
