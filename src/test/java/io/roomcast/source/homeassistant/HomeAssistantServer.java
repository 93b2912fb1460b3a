package io.roomcast.source.homeassistant;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** Lets the double speak by WebSocket on a port of 127.0.0.1; each message is one frame, as from the real one. Thread-safe. */
public final class HomeAssistantServer implements AutoCloseable {

    public static final String PATH = "/api/websocket";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private final HomeAssistantDouble home;
    private final String path;
    private final ServerSocket listening;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private volatile Optional<String> answer = Optional.empty();

    public HomeAssistantServer(HomeAssistantDouble home, ServerSocketFactory sockets) throws IOException {
        this(home, sockets, PATH);
    }

    HomeAssistantServer(HomeAssistantDouble home, ServerSocketFactory sockets, String path) throws IOException {
        this.home = home;
        this.path = path;
        this.listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on it answers every handshake by that status, such as {@code 502 Bad Gateway}. */
    public void answers(String status) {
        answer = Optional.of(status);
    }

    /** From now on it agrees to handshakes again. */
    public void agrees() {
        answer = Optional.empty();
    }

    /** Ends all connections without a farewell. */
    public void cut() {
        connections.forEach(Connection::close);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "home-assistant-double");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Connection connection = new Connection(listening.accept());
                connections.add(connection);
                thread(connection);
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private final class Connection implements Runnable {

        private final Socket socket;
        private DataOutputStream out;

        private Connection(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void run() {
            try (socket) {
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                out = new DataOutputStream(socket.getOutputStream());
                if (agree(in)) {
                    DoubleSession session = home.connect(this::text, this::leave);
                    try {
                        read(in, session);
                    } finally {
                        home.gone(session);
                    }
                }
            } catch (IOException gone) {
                // So are connections.
            } finally {
                connections.remove(this);
            }
        }

        private boolean agree(DataInputStream in) throws IOException {
            String request = line(in);
            String key = "";
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                    key = header.substring(header.indexOf(':') + 1).strip();
                }
            }
            boolean here = request.startsWith("GET " + path + " ");
            if (answer.isPresent() || !here || key.isEmpty()) {
                out.writeBytes("HTTP/1.1 " + answer.orElse("404 Not Found") + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return false;
            }
            out.writeBytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: "
                    + accepted(key) + "\r\n\r\n");
            return true;
        }

        private static String accepted(String key) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
                return Base64.getEncoder().encodeToString(hash);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private String line(DataInputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
                if (c > '~') {
                    out.writeBytes("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
                    throw new IOException("that is no HTTP");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        private void read(DataInputStream in, DoubleSession session) throws IOException {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            while (true) {
                int head = in.readUnsignedByte();
                byte[] part = payload(in);
                if ((head & 0xF) == CLOSE) {
                    frame(CLOSE, part);
                    return;
                }
                if ((head & 0xF) <= TEXT) {
                    message.write(part);
                    if ((head & 0x80) != 0) {
                        session.heard(message.toString(StandardCharsets.UTF_8));
                        message.reset();
                    }
                }
            }
        }

        private static byte[] payload(DataInputStream in) throws IOException {
            int second = in.readUnsignedByte();
            int size = second & 0x7F;
            int length = size < 126 ? size : size == 126 ? in.readUnsignedShort() : (int) in.readLong();
            byte[] mask = in.readNBytes((second & 0x80) != 0 ? 4 : 0);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; mask.length > 0 && i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return payload;
        }

        private void text(String text) {
            try {
                frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                close();
            }
        }

        private void leave() {
            try {
                frame(CLOSE, new byte[] {0x03, (byte) 0xE8});
            } catch (IOException gone) {
                close();
            }
        }

        private synchronized void frame(int kind, byte[] payload) throws IOException {
            out.writeByte(0x80 | kind);
            if (payload.length < 126) {
                out.writeByte(payload.length);
            } else if (payload.length < 65_536) {
                out.writeByte(126);
                out.writeShort(payload.length);
            } else {
                out.writeByte(127);
                out.writeLong(payload.length);
            }
            out.write(payload);
            out.flush();
        }

        private void close() {
            try {
                socket.close();
            } catch (IOException gone) {
                // It was to go.
            }
        }
    }
}
