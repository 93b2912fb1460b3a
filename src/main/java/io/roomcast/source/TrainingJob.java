package io.roomcast.source;

import io.roomcast.tracking.TrainingProgress;
import io.roomcast.tracking.embedded.Training;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** One training on a thread of its own, at low priority: tells how far it has come, at most once a second, and can be cancelled. */
final class TrainingJob implements Training.Progress {

    private static final Duration TOLD_AT_MOST_EVERY = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Consumer<? super TrainingProgress> announce;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean cancelled;
    private String phase = "";
    private Instant phaseBegan = Instant.MIN;
    private Instant told = Instant.MIN;

    TrainingJob(InstantSource clock, Consumer<? super TrainingProgress> announce) {
        this.clock = clock;
        this.announce = announce;
    }

    /**
     * Trains on the calling thread.
     *
     * @throws CancellationException if it was cancelled
     */
    Training.Result run(Function<Training.Progress, Training.Result> training) {
        Thread thread = Thread.currentThread();
        int priority = thread.getPriority();
        thread.setPriority(Thread.MIN_PRIORITY);
        try {
            Training.Result result = training.apply(this);
            endIfCancelled();
            return result;
        } finally {
            thread.setPriority(priority);
        }
    }

    /** Ends it soon: within the training of one room, which takes about a second. */
    void cancel() {
        cancelled = true;
    }

    /** It has ended. */
    void end() {
        ended.countDown();
    }

    /** Waits until it has ended, and says whether it has. */
    boolean awaitEnd(Duration patience) {
        try {
            return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void reached(String newPhase, long done, long total) {
        endIfCancelled();
        Instant now = clock.instant();
        if (!newPhase.equals(phase)) {
            phase = newPhase;
            phaseBegan = now;
            told = Instant.MIN;
        }
        if (done == total || told.equals(Instant.MIN) || !now.isBefore(told.plus(TOLD_AT_MOST_EVERY))) {
            told = now;
            announce.accept(new TrainingProgress(Optional.empty(), phase, done, total, eta(now, done, total), now));
        }
    }

    private void endIfCancelled() {
        if (cancelled) {
            throw new CancellationException("it was cancelled");
        }
    }

    private OptionalLong eta(Instant now, long done, long total) {
        long millis = Duration.between(phaseBegan, now).toMillis();
        return done == 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, millis * (total - done) / done / 1000));
    }
}
