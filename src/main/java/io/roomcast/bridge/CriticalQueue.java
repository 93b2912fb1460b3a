package io.roomcast.bridge;

import io.roomcast.metrics.Metrics;
import io.roomcast.metrics.Metrics.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Alerts and drifts that wait for the broker, in their order. At most {@value #MOST} wait, and none longer than an alert is kept; the
 * oldest goes first. What is dropped is logged and counted. For one thread.
 */
final class CriticalQueue {

    /** So many wait at most. */
    static final int MOST = 1_000;

    private static final Logger LOG = Logger.getLogger(CriticalQueue.class.getPackageName());

    private final Duration retention;
    private final InstantSource clock;
    private final Map<TopicKind, Counter> dropped = new EnumMap<>(TopicKind.class);
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** A letter and since when it waits. */
    record Waiting(Letter letter, Instant since) {
    }

    /** @param retention how long one may wait */
    CriticalQueue(Duration retention, InstantSource clock, Metrics metrics) {
        this.retention = retention;
        this.clock = clock;
        for (TopicKind kind : new TopicKind[] {TopicKind.ALERT, TopicKind.DRIFT}) {
            dropped.put(kind, metrics.counter("mqtt_messages_dropped_total",
                    "Messages that were not published: too many or too old ones waited, or the broker refused them", "kind=" + kind));
        }
    }

    void add(Letter letter) {
        waiting.addLast(new Waiting(letter, clock.instant()));
        if (waiting.size() > MOST) {
            drop(waiting.removeFirst(), MOST + " others wait for the MQTT broker");
        }
    }

    /** Takes out the first that may still be sent. */
    Optional<Waiting> take() {
        Instant oldest = clock.instant().minus(retention);
        while (!waiting.isEmpty() && waiting.peekFirst().since().isBefore(oldest)) {
            drop(waiting.removeFirst(), "the MQTT broker was away for longer than alerts are kept");
        }
        return Optional.ofNullable(waiting.pollFirst());
    }

    /** Makes one that was taken out the first again. */
    void putBack(Waiting taken) {
        waiting.addFirst(taken);
    }

    /** Gives one up that was taken out. */
    void drop(Waiting taken, String why) {
        dropped.get(taken.letter().kind()).increment();
        LOG.warning(() -> "Not published on " + taken.letter().topic() + ", because " + why + ": " + taken.letter().text().get());
    }

    int size() {
        return waiting.size();
    }
}
