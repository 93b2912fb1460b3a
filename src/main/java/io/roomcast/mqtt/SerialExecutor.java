package io.roomcast.mqtt;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs tasks one after the other, in the order they were given, on threads of another executor. A task that fails is logged and
 * does not stop the next; when the other executor takes no more, what waits is dropped. Thread-safe.
 */
public final class SerialExecutor implements Executor {

    private static final Logger LOGGER = Logger.getLogger(SerialExecutor.class.getPackageName());

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    public SerialExecutor(Executor threads) {
        this.threads = Objects.requireNonNull(threads, "threads");
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            threads.execute(this::runAll);
        } catch (RejectedExecutionException stopped) {
            synchronized (waiting) {
                running = false;
                waiting.clear();
            }
            throw stopped;
        }
    }

    private void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException failed) {
                LOGGER.log(Level.SEVERE, "A task failed", failed);
            }
        }
    }

    private Runnable next() {
        synchronized (waiting) {
            Runnable task = waiting.poll();
            running = task != null;
            return task;
        }
    }
}
