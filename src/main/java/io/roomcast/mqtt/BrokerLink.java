package io.roomcast.mqtt;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One connection to the broker, used once: it is opened, it is up, it goes down, and that was it. */
interface BrokerLink {

    /**
     * Connects and subscribes. Messages may arrive before this is complete: those that the broker has kept for us.
     *
     * @param filters topics to hear, with quality of service 1; none: it only publishes
     * @return complete when the broker has confirmed all subscriptions; completed exceptionally when it came to nothing
     */
    CompletableFuture<Void> open(List<String> filters);

    /**
     * Publishes a message, once it is open; in the order of the calls.
     *
     * @return what became of it; never completed exceptionally, but perhaps never completed when the link goes down
     */
    CompletableFuture<Delivery> publish(OutgoingMessage message);

    /** Takes leave of the broker, if it is connected; the broker keeps the session. Never completes exceptionally. */
    CompletableFuture<Void> close();

    /** Makes links. To close it ends them all, whatever condition they are in. */
    interface Factory extends AutoCloseable {
        /**
         * A link, not opened yet.
         *
         * @param receiver takes each message; called on the link's own thread, must not block
         * @param lost     is told why the link went down or could not be opened; called on the link's own thread
         */
        BrokerLink create(MqttProtocol protocol, Consumer<IncomingMessage> receiver, Consumer<Throwable> lost);

        @Override
        void close();
    }
}
