package io.roomcast.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A client on one socket: sends text, as a client does, and looks at what it gets. */
final class TestClient {

    final FakeSocket socket;
    private final Connection connection;
    private int framesSeen;

    TestClient(FakeSocket socket, Connection connection) {
        this.socket = socket;
        this.connection = connection;
        socket.whenClosed(connection::gone);
    }

    /** Sends a message; single quotes stand for double ones. */
    TestClient send(String json) {
        connection.text(json.replace('\'', '"'));
        return this;
    }

    /** Makes the server fail at a message: an engine should bring a text, if an empty one. */
    void sendNothing() {
        connection.text(null);
    }

    /** Sends a message of that type with these members as its data. */
    TestClient send(String type, String data) {
        return send("{'type':'" + type + "','data':{" + data + "}}");
    }

    TestClient authenticate(String key) {
        return authenticate(key, "'features':[]");
    }

    /** @param more members of data besides the key */
    TestClient authenticate(String key, String more) {
        return send("authentication", "'api_key':'" + key + "'," + more);
    }

    TestClient subscribe(String endpoint) {
        return send("subscribe", "'endpoint':'" + endpoint + "'");
    }

    /** @param filters the members of {@code filters} */
    TestClient subscribe(String endpoint, String filters) {
        return send("subscribe", "'endpoint':'" + endpoint + "','filters':{" + filters + "}");
    }

    TestClient subscribeToRoom(String endpoint, String room) {
        return send("subscribe", "'endpoint':'" + endpoint + "','room_id':'" + room + "'");
    }

    TestClient unsubscribe(String endpoint) {
        return send("unsubscribe", "'endpoint':'" + endpoint + "'");
    }

    TestClient acknowledge(String messageId) {
        return send("acknowledge", "'message_id':'" + messageId + "'");
    }

    TestClient heartbeat() {
        return send("heartbeat", "");
    }

    void pong() {
        connection.pong();
    }

    void binary() {
        connection.binary();
    }

    void tooLong() {
        connection.tooLong(65_536);
    }

    /** The client goes away without a word. */
    void vanish() {
        connection.gone();
    }

    /** What came since this was last asked. */
    List<Received> take() {
        List<String> frames = socket.frames();
        List<Received> messages = new ArrayList<>();
        frames.subList(framesSeen, frames.size()).forEach(frame -> messages.addAll(Received.frame(frame)));
        framesSeen = frames.size();
        return messages;
    }

    /** Of what came since this was last asked, the messages of that type. */
    List<Received> take(String type) {
        return take().stream().filter(message -> message.type().equals(type)).collect(Collectors.toList());
    }

    /** The only message that came since this was last asked. */
    Received takeOne() {
        List<Received> messages = take();
        if (messages.size() != 1) {
            throw new AssertionError("expected one message, got " + messages);
        }
        return messages.get(0);
    }

    /** The only message of that type that came since this was last asked. */
    Received takeOne(String type) {
        List<Received> messages = take(type);
        if (messages.size() != 1) {
            throw new AssertionError("expected one " + type + ", got " + messages);
        }
        return messages.get(0);
    }

    boolean isOpen() {
        return socket.closed().isEmpty();
    }

    int closeCode() {
        return socket.closed().map(close -> close.code().number())
                .orElseThrow(() -> new AssertionError("the socket is open"));
    }
}
