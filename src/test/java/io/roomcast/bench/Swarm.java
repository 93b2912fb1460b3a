package io.roomcast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Many client sockets on one thread and one selector, so that thousands of them cost less than the server under test.
 * Its methods may be called from any thread; messages are handed on by the swarm's own.
 */
final class Swarm implements AutoCloseable {

    /**
     * @param sockets       how many
     * @param perAddress    how many share one loopback address; 0 leaves the choice to the system
     * @param receiveBuffer bytes the system may keep unread for each; 0 for its default
     */
    record Shape(int sockets, int perAddress, int receiveBuffer) { }

    private static final int OPENING_AT_ONCE = 32;
    private static final int READ_BUFFER = 1 << 20;

    private final InetSocketAddress target;
    private final Optional<SwarmSocket.Entrance> entrance;
    private final Shape shape;
    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer shared = ByteBuffer.allocate(READ_BUFFER);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ready;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicReference<String> firstLoss = new AtomicReference<>();
    private volatile Optional<Deliveries> deliveries = Optional.empty();
    private volatile boolean closing;
    private int started;
    private int opening;

    Swarm(InetSocketAddress target, Optional<SwarmSocket.Entrance> entrance, Shape shape) throws IOException {
        this.target = target;
        this.entrance = entrance;
        this.shape = shape;
        this.selector = Selector.open();
        this.ready = new CountDownLatch(shape.sockets());
        this.thread = new Thread(this::run, "load-swarm");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until all sockets are in; says why the first one failed if any did. */
    void awaitReady(Duration within) throws InterruptedException {
        boolean allIn = ready.await(within.toMillis(), TimeUnit.MILLISECONDS);
        if (!allIn || lost.get() > 0) {
            throw new IllegalStateException((allIn ? lost.get() : ready.getCount() + lost.get()) + " of "
                    + shape.sockets() + " sockets did not get in; first reason: " + firstLoss().orElse("no answer"));
        }
    }

    /** From now on every text goes there. */
    void countInto(Deliveries target) {
        deliveries = Optional.of(target);
    }

    void pauseReading() {
        interest(0);
    }

    void resumeReading() {
        interest(SelectionKey.OP_READ);
    }

    int lost() {
        return lost.get();
    }

    Optional<String> firstLoss() {
        return Optional.ofNullable(firstLoss.get());
    }

    /** CPU time the swarm's thread has used. */
    Duration cpu() {
        return Duration.ofNanos(Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId())));
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
    }

    private void interest(int operations) {
        tasks.add(() -> selector.keys().stream().filter(SelectionKey::isValid)
                .forEach(key -> key.interestOps(operations)));
        selector.wakeup();
    }

    private void run() {
        try {
            while (!closing) {
                while (opening < OPENING_AT_ONCE && started < shape.sockets()) {
                    connect(started++);
                }
                selector.select(this::serve);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void connect(int number) throws IOException {
        SocketChannel channel = SocketChannel.open();
        SwarmSocket socket = new SwarmSocket(number, channel, entrance, new Reports());
        opening++;
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (shape.receiveBuffer() > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, shape.receiveBuffer());
            }
            if (shape.perAddress() > 0 && target.getAddress().isLoopbackAddress()) {
                channel.bind(new InetSocketAddress(loopback(1 + number / shape.perAddress()), 0));
            }
            channel.register(selector, SelectionKey.OP_CONNECT, socket);
            channel.connect(target);
        } catch (IOException failure) {
            socket.lose(failure.getMessage());
        }
    }

    private static InetAddress loopback(int number) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, (byte) (number / 250), (byte) (number % 250 + 1)});
    }

    private void serve(SelectionKey key) {
        SwarmSocket socket = (SwarmSocket) key.attachment();
        try {
            if (key.isConnectable()) {
                ((SocketChannel) key.channel()).finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                socket.connected();
            } else {
                socket.read(shared);
            }
        } catch (IOException failure) {
            socket.lose(failure.getMessage());
        }
    }

    private final class Reports implements SwarmSocket.Listener {
        private boolean in;

        @Override
        public void ready() {
            in = true;
            opening--;
            ready.countDown();
        }

        @Override
        public void lost(String reason) {
            firstLoss.compareAndSet(null, reason);
            lost.incrementAndGet();
            if (!in) {
                ready();
            }
        }

        @Override
        public void text(int socket, byte[] bytes, int from, int to) {
            deliveries.ifPresent(those -> those.received(socket, bytes, from, to, System.nanoTime()));
        }
    }
}
