package io.roomcast.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way from a port of this machine to another one, which can be cut while both ends run on. Before it is plugged in, and after it
 * was pulled out, nobody listens at its port.
 */
final class Cable implements AutoCloseable {

    private final int from;
    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;

    Cable(int from, int to) {
        this.from = from;
        this.to = to;
    }

    Cable plugIn() {
        try {
            listener = new ServerSocket(from, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var plug = listener;
        start(() -> accept(plug));
        return this;
    }

    /** Ends all connections. */
    void pullOut() {
        close(listener);
        open.forEach(Cable::close);
    }

    @Override
    public void close() {
        pullOut();
    }

    private void accept(ServerSocket plug) {
        while (!plug.isClosed()) {
            try {
                var near = plug.accept();
                open.add(near);
                var far = new Socket(InetAddress.getLoopbackAddress(), to);
                open.add(far);
                start(() -> carry(near, far));
                start(() -> carry(far, near));
            } catch (IOException ended) {
                // Pulled out, or nobody is at the far end: either way both ends see theirs closed.
                open.forEach(Cable::close);
            }
        }
        open.forEach(Cable::close);
    }

    private void carry(Socket source, Socket target) {
        try (source; target) {
            source.getInputStream().transferTo(target.getOutputStream());
        } catch (IOException ended) {
            // One end is closed, and now the other one is too.
        } finally {
            open.remove(source);
            open.remove(target);
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            throw new AssertionError("a socket could not be closed", e);
        }
    }
}
