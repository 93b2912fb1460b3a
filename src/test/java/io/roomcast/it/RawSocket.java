package io.roomcast.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A WebSocket made by hand on a plain socket, for what a well-behaved engine will not send, and for reading how a handshake
 * was refused. It answers no pings.
 */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** An answer over plain HTTP. Header names are in lower case. */
    record HttpAnswer(int status, Map<String, String> headers, String body) {

        boolean upgraded() {
            return status == 101;
        }
    }

    /** A frame as it came. */
    record Frame(int opcode, boolean last, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The code of a close frame, 1005 when it has none. */
        int closeCode() {
            return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }

        /** The reason of a close frame. */
        String closeReason() {
            return payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    private static final byte[] MASK = {0x1a, 0x2b, 0x3c, 0x4d};

    private final Socket socket;
    private final DataInputStream in;
    private final String authority;

    private RawSocket(URI server, Socket socket) {
        this.socket = socket;
        try {
            authority = server.getAuthority();
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.setSoTimeout((int) Inbox.PATIENCE.toMillis());
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to the deployed application, nothing sent yet. */
    static RawSocket open() {
        return open(Server.base());
    }

    static RawSocket open(URI server) {
        return new RawSocket(server, new Socket());
    }

    /** A connection that comes from another address of this machine, e.g. 127.0.0.2. */
    static RawSocket openFrom(String address) {
        try {
            var socket = new Socket();
            socket.bind(new InetSocketAddress(address, 0));
            return new RawSocket(Server.base(), socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection for which this machine holds no more than about that many bytes that were not read. */
    static RawSocket openSmall(int receiveBuffer) {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            return new RawSocket(Server.base(), socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An open WebSocket on that path; fails when it is refused. */
    static RawSocket upgraded(String path) {
        var socket = open();
        var answer = socket.handshake(path);
        if (!answer.upgraded()) {
            throw new AssertionError("no upgrade: " + answer);
        }
        return socket;
    }

    /** How a handshake on that path is answered. */
    static HttpAnswer tryHandshake(String path, String... headerLines) {
        try (var socket = open()) {
            return socket.handshake(path, headerLines);
        }
    }

    /** Asks for an upgrade, with further header lines, and reads the answer, its body too unless it is the upgrade. */
    HttpAnswer handshake(String path, String... headerLines) {
        return request("GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + String.join("", java.util.Arrays.stream(headerLines).map(line -> line + "\r\n").toList()) + "\r\n");
    }

    /** Sends a whole request as it stands and reads the answer. */
    HttpAnswer request(String request) {
        sendRaw(request.getBytes(StandardCharsets.ISO_8859_1));
        try {
            var status = Integer.parseInt(line().split(" ")[1]);
            var headers = new TreeMap<String, String>();
            for (var line = line(); !line.isEmpty(); line = line()) {
                var colon = line.indexOf(':');
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
            return new HttpAnswer(status, headers, status == 101 ? "" : body(headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void text(String text) {
        frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one masked frame. */
    void frame(int opcode, boolean last, byte... payload) {
        var out = new ByteArrayOutputStream(payload.length + 14);
        header(out, opcode, last, payload.length);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % 4]);
        }
        sendRaw(out.toByteArray());
    }

    /** Sends only the head of a frame that claims to be that long. */
    void frameHead(int opcode, boolean last, long length) {
        var out = new ByteArrayOutputStream();
        header(out, opcode, last, length);
        sendRaw(out.toByteArray());
    }

    void sendRaw(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame, whatever it is. */
    Frame readFrame() {
        try {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            return new Frame(first & 0x0f, (first & 0x80) != 0, in.readNBytes((int) length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's close frame; what comes before it is passed over. */
    Frame awaitClose() {
        var frame = readFrame();
        while (frame.opcode() != CLOSE) {
            frame = readFrame();
        }
        return frame;
    }

    /** Whether the server ends the connection within that time; what comes before is passed over. */
    boolean endsWithin(Duration time) {
        try {
            socket.setSoTimeout((int) time.toMillis());
            while (in.read() >= 0) {
                continue;
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Vanishes without a farewell of any kind, as a process that was killed. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void header(ByteArrayOutputStream out, int opcode, boolean last, long length) {
        out.write((last ? 0x80 : 0) | opcode);
        if (length < 126) {
            out.write(0x80 | (int) length);
        } else if (length < 65_536) {
            out.write(0x80 | 126);
            out.write((int) (length >> 8));
            out.write((int) length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) (length >> shift));
            }
        }
        out.writeBytes(MASK);
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            var body = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                body.writeBytes(in.readNBytes(size));
                line();
            }
            return body.toString(StandardCharsets.UTF_8);
        }
        var length = headers.get("content-length");
        var bytes = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended within a header: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
