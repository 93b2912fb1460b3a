package io.roomcast.mqtt;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Speaks as much of MQTT 5 and 3.1.1 as it takes to show what Mosquitto 2.0.11 does with retained messages: at a
 * subscription it sends a hundred, and for each acknowledgement a hundred more, whatever receive maximum it was told.
 * The protocol's end with a disconnect packet is kept for the test.
 */
final class OverrunningBroker implements Closeable {

    private static final int PIECE = 100;
    private static final int CONNECT = 1;
    private static final int PUBACK = 4;
    private static final int SUBSCRIBE = 8;
    private static final int PING = 12;
    private static final int DISCONNECT = 14;

    private final int retained;
    private final ServerSocket server;
    final AtomicReference<String> ended = new AtomicReference<>("");

    OverrunningBroker(int retained) throws IOException {
        this.retained = retained;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept, "overrunning-broker");
        accepting.setDaemon(true);
        accepting.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    serve(new DataInputStream(new BufferedInputStream(socket.getInputStream())),
                            new DataOutputStream(socket.getOutputStream()));
                } catch (EOFException left) {
                    ended.compareAndSet("", "the client closed the connection");
                }
            }
        } catch (IOException closed) {
            ended.compareAndSet("", "the broker was closed");
        }
    }

    private void serve(DataInputStream in, DataOutputStream out) throws IOException {
        boolean five = true;
        int sent = 0;
        try {
            while (true) {
                int type = in.readUnsignedByte() >> 4;
                byte[] body = in.readNBytes(length(in));
                switch (type) {
                    case CONNECT -> {
                        five = body[6] == 5;
                        out.write(five ? new byte[] {0x20, 3, 0, 0, 0} : new byte[] {0x20, 2, 0, 0});
                    }
                    case SUBSCRIBE -> {
                        out.write(five ? new byte[] {(byte) 0x90, 4, body[0], body[1], 0, 1}
                                : new byte[] {(byte) 0x90, 3, body[0], body[1], 1});
                        sent = send(out, five, sent);
                    }
                    case PUBACK -> sent = send(out, five, sent);
                    case PING -> out.write(new byte[] {(byte) 0xd0, 0});
                    case DISCONNECT -> ended.compareAndSet("", "the client disconnected with "
                            + (body.length > 0 ? body[0] & 0xff : 0));
                    default -> throw new IOException("a packet of type " + type + " was not expected");
                }
            }
        } catch (SocketException reset) {
            ended.compareAndSet("", "the client reset the connection");
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            length |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return length;
            }
        }
    }

    private int send(DataOutputStream out, boolean five, int sent) throws IOException {
        int until = Math.min(retained, sent + PIECE);
        for (int i = sent; i < until; i++) {
            var body = new ByteArrayOutputStream();
            var data = new DataOutputStream(body);
            data.writeUTF("t/room_" + i + "/prediction");
            data.writeShort(i % 65_535 + 1);
            if (five) {
                data.writeByte(0);
            }
            data.write(("prediction " + i).getBytes(StandardCharsets.UTF_8));
            out.writeByte(0x33);
            out.writeByte(body.size());
            body.writeTo(out);
        }
        out.flush();
        return until;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
