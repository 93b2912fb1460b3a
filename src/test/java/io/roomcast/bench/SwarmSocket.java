package io.roomcast.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One connection of a {@link Swarm}, driven by the swarm's thread alone. */
final class SwarmSocket implements Frames.Sink {

    /** What a connection says to be let in: the path to upgrade on, and the first message. */
    record Entrance(InetSocketAddress host, String path, String authentication) {

        private ByteBuffer request() {
            return ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: " + host.getHostString() + ":" + host.getPort()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                    + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** What the swarm is told. */
    interface Listener {
        void ready();

        void lost(String reason);

        void text(int socket, byte[] bytes, int from, int to);
    }

    private enum State { CONNECTING, UPGRADING, ENTERING, READY, LOST }

    private static final int LONGEST_ANSWER = 16 * 1024;

    private final int number;
    private final SocketChannel channel;
    private final Optional<Entrance> entrance;
    private final Listener listener;
    private final Frames frames = new Frames();
    private State state = State.CONNECTING;
    private byte[] remainder = new byte[0];

    /** @param entrance empty for a peer that sends frames at once, without a handshake */
    SwarmSocket(int number, SocketChannel channel, Optional<Entrance> entrance, Listener listener) {
        this.number = number;
        this.channel = channel;
        this.entrance = entrance;
        this.listener = listener;
    }

    void connected() throws IOException {
        if (entrance.isPresent()) {
            state = State.UPGRADING;
            write(entrance.get().request());
        } else {
            state = State.READY;
            listener.ready();
        }
    }

    /** Reads what is there through a heap buffer that all sockets of the thread share. */
    void read(ByteBuffer shared) throws IOException {
        shared.clear().put(remainder);
        int count = channel.read(shared);
        shared.flip();
        if (state == State.UPGRADING) {
            upgrade(shared);
        }
        if (state != State.UPGRADING) {
            frames.drain(shared, this);
        }
        remainder = new byte[shared.remaining()];
        shared.get(remainder);
        if (count < 0) {
            lose("the server closed the connection");
        }
    }

    private void upgrade(ByteBuffer in) throws IOException {
        String answer = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0 && in.remaining() < LONGEST_ANSWER) {
            return;
        }
        if (!answer.startsWith("HTTP/1.1 101")) {
            lose(answer.lines().findFirst().orElse("no answer") + " " + answer.substring(Math.max(0, end)).strip());
            return;
        }
        in.position(in.position() + end + 4);
        state = State.ENTERING;
        write(Frames.maskedText(entrance.orElseThrow().authentication()));
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        if (state == State.READY) {
            listener.text(number, bytes, from, to);
        } else if (state == State.ENTERING) {
            String message = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            if (message.contains("\"subscription_status\"")) {
                state = State.READY;
                listener.ready();
            } else if (message.contains("\"error_code\"")) {
                lose(message);
            }
        }
    }

    @Override
    public void ping(byte[] payload) {
        try {
            write(Frames.maskedPong(payload));
        } catch (IOException failure) {
            lose("no pong could be sent: " + failure.getMessage());
        }
    }

    @Override
    public void close(int code, String reason) {
        lose("closed with " + code + " " + reason);
    }

    void lose(String reason) {
        if (state == State.LOST) {
            return;
        }
        state = State.LOST;
        listener.lost(reason);
        try {
            channel.close();
        } catch (IOException failure) {
            listener.lost("not even closed: " + failure.getMessage());
        }
    }

    /** All of it at once: what this side sends is small, and its peer reads. */
    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
