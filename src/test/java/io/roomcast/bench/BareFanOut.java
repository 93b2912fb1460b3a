package io.roomcast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The least a gateway can do: takes updates from the broker and writes one ready frame, as long as the server's, to
 * each connection in turn, without parsing, rights or queues. What it takes is the floor on this machine, today.
 */
final class BareFanOut implements AutoCloseable {

    private final ServerSocketChannel listener;
    private final List<SocketChannel> peers = new CopyOnWriteArrayList<>();

    BareFanOut() throws IOException {
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        Thread thread = new Thread(this::accept, "load-bare-fan-out");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** Sends what the update mentions of the series, in a text of the given length, to everybody. */
    void fanOut(Publication series, byte[] update, int length) {
        series.find(update, 0, update.length, number -> {
            byte[] version = series.version(number).getBytes(StandardCharsets.US_ASCII);
            byte[] text = Arrays.copyOf(version, Math.max(length, version.length + 1));
            ByteBuffer frame = Frames.plainText(text);
            for (SocketChannel peer : peers) {
                write(peer, frame.duplicate());
            }
        });
    }

    private static void write(SocketChannel peer, ByteBuffer frame) {
        try {
            while (frame.hasRemaining()) {
                peer.write(frame);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() {
        try {
            while (listener.isOpen()) {
                SocketChannel peer = listener.accept();
                peer.setOption(StandardSocketOptions.TCP_NODELAY, true);
                peers.add(peer);
            }
        } catch (AsynchronousCloseException closed) {
            peers.clear();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SocketChannel peer : peers) {
            peer.close();
        }
    }
}
