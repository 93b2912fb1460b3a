package io.roomcast.source;

import io.roomcast.home.SensorEvent;
import io.roomcast.tracking.EventStore;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Has sensor events stored, many at a time and elsewhere, in their order, so that whoever brings them need not wait. Only when too many
 * wait it has to. While the store is away they stay in memory, the oldest giving way when there are too many. Only what the sensors of
 * the home say is stored: nobody ever asks for the rest, and the store may be unable to take it. Thread-safe.
 */
final class EventKeeper {

    /** So many are stored at once as soon as there are. */
    static final int BATCH = 1_000;
    /** So many wait at most. */
    static final int MOST = 200_000;

    private static final Logger LOG = Logger.getLogger(EventKeeper.class.getPackageName());

    private final EventStore store;
    private final Supplier<Set<String>> sensors;
    private final Executor executor;
    private final int most;
    /** Held while something is stored: one batch after the other. */
    private final Object storing = new Object();
    /** These are guarded by this. */
    private final Deque<SensorEvent> waiting = new ArrayDeque<>();
    private boolean requested;
    private boolean away;
    private long lost;
    /** By the machine's clock for spans; 0 until it is closed. */
    private volatile long deadline;

    /**
     * @param sensors  the home's by their entity ids, as they are known when they are asked for
     * @param executor where they are stored
     * @param most     how many wait at most
     */
    EventKeeper(EventStore store, Supplier<Set<String>> sensors, Executor executor, int most) {
        this.store = store;
        this.sensors = sensors;
        this.executor = executor;
        this.most = most;
    }

    /** Takes events, those of the home among them, and has these stored when it is enough for a batch. */
    void take(List<SensorEvent> events) {
        boolean many;
        Set<String> known = sensors.get();
        synchronized (this) {
            events.stream().filter(event -> known.contains(event.entityId())).forEach(waiting::addLast);
            many = waiting.size() > most;
            if (waiting.size() >= BATCH && !away && !many) {
                flushSoon();
            }
        }
        if (many) {
            flush();
            giveWay();
        }
    }

    /** Has all there is stored, without waiting for it. */
    synchronized void flushSoon() {
        if (!waiting.isEmpty() && !requested) {
            requested = true;
            executor.execute(this::flush);
        }
    }

    /** Stores all there is; what cannot be stored now waits. */
    void flush() {
        synchronized (storing) {
            try {
                for (List<SensorEvent> batch = batch(); !batch.isEmpty() && isInTime(); batch = batch()) {
                    store.append(batch);
                    stored(batch.size());
                }
            } catch (StoreUnavailableException failed) {
                failed(failed);
            } finally {
                done();
            }
        }
    }

    /**
     * Those of these sensors of which nothing was ever stored.
     *
     * @throws StoreUnavailableException when that cannot be found out now
     */
    Set<String> unheard(Set<String> sensors) {
        flush();
        Set<String> heard = store.sensors();
        return sensors.stream().filter(sensor -> !heard.contains(sensor)).collect(Collectors.toSet());
    }

    /**
     * Stores at once, all of it or none, what sensors said that are not in the home yet.
     *
     * @throws StoreUnavailableException when it cannot be stored now
     */
    void recollect(List<SensorEvent> events) {
        store.append(events);
    }

    /** Stores what it can before it is closed. What is left the source tells again after a start, since it is asked for what came later. */
    void close(Duration atMost) {
        deadline = System.nanoTime() + atMost.toNanos();
        flush();
    }

    private boolean isInTime() {
        return deadline == 0 || System.nanoTime() - deadline < 0;
    }

    private synchronized void done() {
        requested = false;
    }

    private synchronized List<SensorEvent> batch() {
        return waiting.stream().limit(BATCH).toList();
    }

    private synchronized void stored(int count) {
        for (int i = 0; i < count; i++) {
            waiting.pollFirst();
        }
        if (away) {
            away = false;
            long gone = lost;
            lost = 0;
            LOG.info(() -> "Sensor events can be stored again; " + gone + " were lost");
        }
    }

    private synchronized void failed(StoreUnavailableException why) {
        if (!away) {
            away = true;
            LOG.log(Level.WARNING, "Sensor events could not be stored; they wait, and are tried again", why);
        }
    }

    private void giveWay() {
        synchronized (storing) {
            synchronized (this) {
                while (waiting.size() > most) {
                    waiting.pollFirst();
                    lost++;
                }
            }
        }
    }
}
