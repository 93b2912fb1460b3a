package io.roomcast.stream;

import io.roomcast.protocol.CloseCode;
import java.util.function.Consumer;

/** The port to one open WebSocket. Thread-safe. No method blocks on the peer, and none throws. */
public interface Socket {

    /**
     * Starts to send one text frame. The next send may start only after this one is done.
     *
     * @param text the frame
     * @param done called exactly once, on any thread, possibly before this method returns: with nothing when the frame was
     *             handed to the network, with the cause when it was not
     */
    void send(String text, Consumer<Throwable> done);

    /**
     * Starts to send a WebSocket ping. No send may start before it is done.
     *
     * @param done called exactly once, on any thread, however it went
     */
    void ping(Runnable done);

    /**
     * Closes the socket. A send under way has a moment to end, and is then given up.
     *
     * @param reason why, in plain words; at most 123 bytes are sent
     */
    void close(CloseCode code, String reason);
}
