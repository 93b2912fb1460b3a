package io.roomcast.source;

import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An executor that does one thing at a time, for which one can wait. Thread-safe. */
final class Turns implements Executor {

    private static final Logger LOG = Logger.getLogger(Turns.class.getPackageName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Executor serial;

    /** @param serial does one thing at a time, in order */
    Turns(Executor serial) {
        this.serial = serial;
    }

    @Override
    public void execute(Runnable task) {
        serial.execute(task);
    }

    /** Waits until the task is done, or nobody does it any more. One that fails is logged. */
    void run(Runnable task) {
        call(() -> {
            task.run();
            return Optional.empty();
        }, PATIENCE);
    }

    /**
     * The same with a result; there is none when nobody does it any more, or when it failed.
     *
     * @param patience how long it waits at most
     * @throws StoreUnavailableException what the task throws
     */
    <T> Optional<T> call(Callable<Optional<T>> task, Duration patience) {
        FutureTask<Optional<T>> done = new FutureTask<>(task);
        try {
            serial.execute(done);
            return done.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (RejectedExecutionException | TimeoutException stopping) {
            LOG.log(Level.FINE, "The server takes no more work", stopping);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StoreUnavailableException away) {
                throw away;
            }
            LOG.log(Level.SEVERE, "What happened in the home could not be followed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
