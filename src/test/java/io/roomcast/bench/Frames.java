package io.roomcast.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The little of RFC 6455 that a load driver needs, on one connection's incoming bytes. Not thread-safe. */
final class Frames {

    /** Takes what the frames hold; the bytes are the reader's own and valid during the call only. */
    interface Sink {
        void text(byte[] bytes, int from, int to);

        void ping(byte[] payload);

        void close(int code, String reason);
    }

    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int FIN = 0x80;

    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);

    /** Takes every whole frame out of the heap buffer and leaves it at the start of an incomplete one. */
    void drain(ByteBuffer in, Sink sink) {
        while (in.remaining() >= 2) {
            int start = in.position();
            int first = in.get() & 0xFF;
            int length = length(in);
            if (length < 0 || in.remaining() < length) {
                in.position(start);
                return;
            }
            int from = in.arrayOffset() + in.position();
            in.position(in.position() + length);
            take(first, in.array(), from, from + length, sink);
        }
    }

    private static int length(ByteBuffer in) {
        int shortLength = in.get() & 0x7F;
        if (shortLength < 126) {
            return shortLength;
        }
        int bytes = shortLength == 126 ? 2 : 8;
        if (in.remaining() < bytes) {
            return -1;
        }
        return bytes == 2 ? in.getShort() & 0xFFFF : Math.toIntExact(in.getLong());
    }

    private void take(int first, byte[] bytes, int from, int to, Sink sink) {
        switch (first & 0xF) {
            case PING -> sink.ping(Arrays.copyOfRange(bytes, from, to));
            case PONG -> { }
            case CLOSE -> sink.close(to - from < 2 ? 1005 : (bytes[from] & 0xFF) << 8 | bytes[from + 1] & 0xFF,
                    to - from <= 2 ? "" : new String(bytes, from + 2, to - from - 2, StandardCharsets.UTF_8));
            default -> data((first & FIN) != 0, bytes, from, to, sink);
        }
    }

    private void data(boolean last, byte[] bytes, int from, int to, Sink sink) {
        if (last && fragments.size() == 0) {
            sink.text(bytes, from, to);
            return;
        }
        fragments.write(bytes, from, to - from);
        if (last) {
            byte[] whole = fragments.toByteArray();
            fragments.reset();
            sink.text(whole, 0, whole.length);
        }
    }

    static ByteBuffer maskedText(String text) {
        return masked(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static ByteBuffer maskedPong(byte[] payload) {
        return masked(PONG, payload);
    }

    /** Masked with four zeros, which leave the payload as it is: valid, and the driver's own server is no proxy. */
    private static ByteBuffer masked(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) (FIN | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        return frame.putInt(0).put(payload).flip();
    }

    /** A server's text frame, for payloads of at most 65 535 bytes. */
    static ByteBuffer plainText(byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 4).put((byte) (FIN | TEXT));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        return frame.put(payload).flip();
    }
}
