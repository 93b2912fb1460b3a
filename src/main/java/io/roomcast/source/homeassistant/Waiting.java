package io.roomcast.source.homeassistant;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Goes on after a while, on the serial executor. Thread-safe. */
final class Waiting {

    private final Executor serial;
    private final ScheduledExecutorService timer;

    Waiting(Executor serial, ScheduledExecutorService timer) {
        this.serial = serial;
        this.timer = timer;
    }

    /** Comes when that time has passed. */
    CompletableFuture<Void> of(Duration time) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try {
            timer.schedule(() -> serial.execute(() -> over.complete(null)), time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            over.completeExceptionally(new ConversationOverException());
        }
        return over;
    }

    /** Takes over what comes elsewhere. */
    <T> CompletableFuture<T> here(CompletableFuture<T> elsewhere) {
        CompletableFuture<T> here = new CompletableFuture<>();
        elsewhere.whenComplete((value, failure) -> serial.execute(() -> {
            if (failure == null) {
                here.complete(value);
            } else {
                here.completeExceptionally(failure);
            }
        }));
        return here;
    }
}
