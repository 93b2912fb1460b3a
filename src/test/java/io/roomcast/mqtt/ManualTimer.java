package io.roomcast.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A scheduler and a clock whose time goes by when the test says so. Tasks run on the thread of the test. */
public final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {

    private final PriorityBlockingQueue<Task<?>> tasks =
            new PriorityBlockingQueue<>(11, Comparator.comparing((Task<?> task) -> task.due));
    private Instant now = Instant.parse("2026-01-15T14:30:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** Lets the time pass, and runs what comes due, each at its time. */
    public void pass(Duration time) {
        Instant end = now.plus(time);
        while (!tasks.isEmpty() && !tasks.peek().due.isAfter(end)) {
            Task<?> task = tasks.poll();
            now = task.due;
            task.run();
        }
        now = end;
    }

    /** Sets the clock; what is waiting goes on waiting as long as it would have. */
    public void jump(Duration time) {
        now = now.plus(time);
        List<Task<?>> shifted = new ArrayList<>(tasks);
        tasks.clear();
        shifted.forEach(task -> task.due = task.due.plus(time));
        tasks.addAll(shifted);
    }

    /** How long it is until each of the waiting tasks comes due. */
    public List<Duration> waiting() {
        return tasks.stream().filter(task -> !task.isCancelled()).map(task -> Duration.between(now, task.due)).sorted().toList();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        Task<V> task = new Task<>(callable, now.plus(delay, unit.toChronoUnit()));
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(() -> {
            command.run();
            return null;
        }, delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> left = new ArrayList<>(tasks);
        tasks.clear();
        return left;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private Instant due;

        private Task(Callable<V> callable, Instant due) {
            super(callable);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(now, due));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
