package io.roomcast.mqtt;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One connection to the broker, used once: it is connected, it subscribes, it is up, it goes down, and that was it. */
interface BrokerLink {

    /**
     * Connects. The broker may send at once what it has kept for the session.
     *
     * @param newSession whether the broker is to discard the session there was, with all that it has kept in it
     * @return complete when the broker has accepted the connection; completed exceptionally when it came to nothing
     */
    CompletableFuture<Void> connect(boolean newSession);

    /**
     * Subscribes with quality of service 1, once it is connected.
     *
     * @param filters topics to hear; at least one
     * @return those of them that the broker refuses; completed exceptionally when it gave no answer
     */
    CompletableFuture<Set<String>> subscribe(List<String> filters);

    /**
     * Publishes a message, once it is connected; in the order of the calls.
     *
     * @return what became of it; never completed exceptionally, but perhaps never completed when the link goes down
     */
    CompletableFuture<Delivery> publish(OutgoingMessage message);

    /** Takes leave of the broker, if it is connected; the broker keeps the session. Never completes exceptionally. */
    CompletableFuture<Void> close();

    /** Makes links. To close it ends them all, whatever condition they are in. */
    interface Factory extends AutoCloseable {
        /**
         * A link, not connected yet.
         *
         * @param receiver takes each message; called on the link's own thread, must not block
         * @param lost     is told why the link went down or could not be made; called on the link's own thread
         */
        BrokerLink create(MqttProtocol protocol, Consumer<IncomingMessage> receiver, Consumer<Throwable> lost);

        @Override
        void close();
    }
}
