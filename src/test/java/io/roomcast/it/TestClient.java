package io.roomcast.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A WebSocket client on the JDK's own engine. Messages are kept until a test takes them; taking waits up to {@link
 * Inbox#PATIENCE}. Pings are answered by the engine. For one thread, as tests are.
 */
final class TestClient implements AutoCloseable {

    /** In place of a close code: the connection ended without one. */
    static final int LOST = 1006;

    private static final HttpClient ENGINE = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Inbox inbox = new Inbox();
    private final AtomicInteger pings = new AtomicInteger();
    private final Consumer<String> received;
    private final WebSocket socket;

    private TestClient(URI address, Optional<Consumer<String>> receiver, String... headers) {
        received = receiver.orElse(inbox::text);
        var builder = ENGINE.newWebSocketBuilder().connectTimeout(Inbox.PATIENCE);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(address, new Listener()).orTimeout(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Opens a socket to the deployed application. */
    static TestClient connect(String path, String... headers) {
        return connect(Server.base(), path, headers);
    }

    /**
     * Opens a socket.
     *
     * @param headers name, value, name, value, …
     * @throws java.util.concurrent.CompletionException when refused; {@link RawSocket} shows with what answer
     */
    static TestClient connect(URI server, String path, String... headers) {
        return new TestClient(address(server, path), Optional.empty(), headers);
    }

    /** Opens a socket whose messages all go to the receiver as they come, so that none is kept. It still has to authenticate. */
    static TestClient listening(String path, Consumer<String> receiver) {
        return new TestClient(address(Server.base(), path), Optional.of(receiver));
    }

    /** Opens a socket and authenticates. The answers, the automatic subscription's too, are left in the inbox. */
    static TestClient authenticated(String path, TestKey key, String clientName) {
        var client = connect(path);
        client.authenticate(key, clientName);
        return client;
    }

    void authenticate(TestKey key, String clientName) {
        authenticate(Json.createObjectBuilder().add("api_key", key.secret()).add("client_name", clientName).build());
    }

    void authenticate(JsonObject data) {
        send("authentication", data);
    }

    void subscribe(String endpoint) {
        send("subscribe", Json.createObjectBuilder().add("endpoint", endpoint).build());
    }

    void unsubscribe(String endpoint) {
        send("unsubscribe", Json.createObjectBuilder().add("endpoint", endpoint).build());
    }

    void acknowledge(JsonObject message) {
        send("acknowledge", Json.createObjectBuilder().add("message_id", message.getString("message_id")).build());
    }

    void send(String type, JsonObject data) {
        send(Json.createObjectBuilder().add("type", type).add("data", data).build());
    }

    void send(JsonObject message) {
        send(message.toString());
    }

    void send(String text) {
        done(socket.sendText(text, true));
    }

    /** One text message in several frames. */
    void sendFragments(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            done(socket.sendText(parts[i], i == parts.length - 1));
        }
    }

    void sendBinary(byte... bytes) {
        done(socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    void ping(String payload) {
        done(socket.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8))));
    }

    void pong() {
        done(socket.sendPong(ByteBuffer.allocate(0)));
    }

    /** The next message of that type; taken, while others stay. */
    JsonObject next(String type) {
        return next(type, message -> true);
    }

    /** The next message of that type that also fits. */
    JsonObject next(String type, Predicate<JsonObject> fits) {
        return inbox.take(type, message -> message.getString("message_type").equals(type) && fits.test(message));
    }

    /** The next message, whatever it is. */
    JsonObject next() {
        return inbox.take("message", message -> true);
    }

    /** The next error; its data. */
    JsonObject nextError() {
        return next("error").getJsonObject("data");
    }

    /** A message of that type, if one has come or comes within the time: for showing that none does. */
    Optional<JsonObject> within(Duration time, String type) {
        return inbox.takeWithin(time, message -> message.getString("message_type").equals(type));
    }

    /** Every frame so far: an object, or an array for a batch. */
    List<JsonStructure> frames() {
        return inbox.frames();
    }

    /** What has come and was not taken. */
    List<JsonObject> untaken() {
        return inbox.untaken();
    }

    /** How many pings have come. */
    int pings() {
        return pings.get();
    }

    /** Waits until the server closes. */
    Inbox.Closing awaitClose() {
        return awaitClose(Inbox.PATIENCE);
    }

    Inbox.Closing awaitClose(Duration patience) {
        return inbox.awaitClosing(patience);
    }

    boolean isOpen() {
        return inbox.closing().isEmpty();
    }

    /** Ends the connection without a closing handshake. */
    void vanish() {
        socket.abort();
    }

    @Override
    public void close() {
        if (!isOpen() || socket.isOutputClosed()) {
            socket.abort();
            return;
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((sent, failure) -> {
            if (failure != null) {
                socket.abort();
            }
        });
        inbox.awaitClosing(Inbox.PATIENCE);
    }

    private static URI address(URI server, String path) {
        return URI.create("ws://" + server.getAuthority() + path);
    }

    private static void done(java.util.concurrent.CompletableFuture<WebSocket> sending) {
        sending.orTimeout(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.accept(text.toString());
                text.setLength(0);
            }
            return more(from);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
            pings.incrementAndGet();
            return more(from);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
            return more(from);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            inbox.closed(new Inbox.Closing(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            inbox.closed(new Inbox.Closing(LOST, error.toString()));
        }

        private CompletionStage<?> more(WebSocket from) {
            from.request(1);
            return null;
        }
    }
}
