package io.roomcast.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A subscriber of the predictions that reads only when it is told to, and for which the network keeps little meanwhile. */
final class StalledClient implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 64 * 1024;

    private final RawSocket socket = RawSocket.openSmall(RECEIVE_BUFFER);

    private StalledClient() {
    }

    /** Connects, authenticates, reads up to the confirmation of its subscription, and then no more. */
    static StalledClient subscribed(TestKey key) {
        var client = new StalledClient();
        if (!client.socket.handshake("/ws/predictions").upgraded()) {
            throw new AssertionError("no upgrade");
        }
        client.socket.text(Json.createObjectBuilder().add("type", "authentication")
                .add("data", Json.createObjectBuilder().add("api_key", key.secret())).build().toString());
        client.next("subscription_status");
        return client;
    }

    /** Shows that it is there. */
    void showLife() {
        socket.frame(RawSocket.PONG, true);
    }

    /** The next message of that type; others before it are passed over. */
    JsonObject next(String type) {
        for (var message = next(); ; message = next()) {
            if (message.getString("message_type").equals(type)) {
                return message;
            }
        }
    }

    /** Whether the server no longer has the connection, so that what is sent over it meets nobody. */
    boolean isLetGo() {
        try {
            showLife();
            return false;
        } catch (UncheckedIOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private JsonObject next() {
        var text = new ByteArrayOutputStream();
        RawSocket.Frame frame;
        do {
            frame = socket.readFrame();
            if (frame.opcode() == RawSocket.TEXT || frame.opcode() == RawSocket.CONTINUATION) {
                text.writeBytes(frame.payload());
            } else if (frame.opcode() == RawSocket.CLOSE) {
                throw new AssertionError("closed with " + frame.closeCode() + " " + frame.closeReason());
            }
        } while (text.size() == 0 || !frame.last());
        try (var reader = Json.createReader(new StringReader(text.toString(StandardCharsets.UTF_8)))) {
            return reader.readObject();
        }
    }
}
