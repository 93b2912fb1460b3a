package io.roomcast.concurrent;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Repeats tasks until the application stops: nothing that a task does, an {@link Error} included, ends its repetition.
 * The next turn begins a fixed time after the end of the one before, which does not depend on the computer's clock.
 * Tasks whose turns stay away are named by {@link #overdue}. Thread-safe.
 */
@ApplicationScoped
public class PeriodicTasks {

    /** How many turns a task may miss before it is overdue. */
    static final int MISSED_TURNS = 3;
    /** No task is overdue sooner, so that neither a long garbage collection nor a starved machine makes it. */
    static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(15);

    private final LongSupplier nanoTime;
    private final Map<PeriodicTask, Future<?>> tasks = new ConcurrentHashMap<>();

    @Resource
    private ManagedScheduledExecutorService container;

    /** Runs the tasks on the container's scheduler. */
    public PeriodicTasks() {
        this(System::nanoTime);
    }

    PeriodicTasks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Repeats a task whose turns are short. It is overdue when it has missed three turns, but not within 15 s.
     *
     * @param activity what the task does, as it is named in logs and in the readiness: {@code reading the API keys}
     * @param first    when the first turn begins, from now
     * @param interval from the end of a turn to the beginning of the next
     * @return ends the repetition when it is run; a turn under way is not interrupted
     */
    public Runnable repeat(String activity, Duration first, Duration interval, Runnable action) {
        Duration missed = interval.multipliedBy(MISSED_TURNS);
        return repeat(activity, first, interval, missed.compareTo(SHORTEST_PATIENCE) < 0 ? SHORTEST_PATIENCE : missed,
                action);
    }

    /**
     * Repeats a task whose turns may take long, since they wait for a database or for the network.
     *
     * @param patience how long no turn may end before the task is overdue
     * @see #repeat(String, Duration, Duration, Runnable)
     */
    public Runnable repeat(String activity, Duration first, Duration interval, Duration patience, Runnable action) {
        return repeat(container, activity, first, interval, patience, action);
    }

    Runnable repeat(ScheduledExecutorService scheduler, String activity, Duration first, Duration interval,
            Duration patience,
            Runnable action) {
        PeriodicTask task = new PeriodicTask(activity, action, first.plus(patience), nanoTime);
        tasks.put(task, scheduler.scheduleWithFixedDelay(task, first.toMillis(), interval.toMillis(),
                TimeUnit.MILLISECONDS));
        return () -> end(task);
    }

    /** What the tasks do whose turns stay away, in alphabetical order. */
    public List<String> overdue() {
        return tasks.keySet().stream().filter(PeriodicTask::isOverdue).map(PeriodicTask::activity).sorted().toList();
    }

    @PreDestroy
    void stop() {
        tasks.keySet().forEach(this::end);
    }

    private void end(PeriodicTask task) {
        Future<?> repetition = tasks.remove(task);
        if (repetition != null) {
            repetition.cancel(false);
        }
    }
}
