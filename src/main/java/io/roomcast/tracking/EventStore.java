package io.roomcast.tracking;

import io.roomcast.home.SensorEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the sensors have said so far, kept for training. Thread-safe. */
public interface EventStore {

    /**
     * Keeps the events. One that is kept already, that is the same sensor at the same moment with the same state, is not kept twice.
     * Moments are kept to the microsecond.
     *
     * @throws StoreUnavailableException when they could not be kept; none of them is
     */
    void append(List<SensorEvent> events);

    /**
     * Shows the events from that moment on, oldest first, without holding all of them in memory. Events of one sensor at the same
     * moment come in the order in which they were kept.
     *
     * @throws StoreUnavailableException when they could not be read to the end
     */
    void replay(Instant from, Consumer<? super SensorEvent> receiver);

    /** The entity ids of all sensors of which anything was ever kept, be it forgotten by now. */
    Set<String> sensors();

    /** The moment of the latest event kept that is earlier than that one, if there is any. */
    Optional<Instant> latestBefore(Instant moment);

    /** Forgets the events before that moment, and says how many there were. */
    long forgetBefore(Instant moment);
}
