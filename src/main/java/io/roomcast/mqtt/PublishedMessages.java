package io.roomcast.mqtt;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.LongAdder;

/** How many messages the broker has taken from this node since its start: counted by who publishes, read by the status. Thread-safe. */
@ApplicationScoped
public class PublishedMessages {

    private final LongAdder count = new LongAdder();

    /** One more. */
    public void increment() {
        count.increment();
    }

    /** All so far. */
    public long count() {
        return count.sum();
    }
}
