package io.roomcast.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs things on threads of their own that start together. */
final class AtOnce {

    private AtOnce() {
    }

    /** Something that may fail. */
    interface Task {
        void run() throws Exception;
    }

    /** Runs them all and fails if one of them fails or they are not done within half a minute. */
    static void run(List<Task> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (Task task : tasks) {
                runs.add(threads.submit(() -> {
                    start.await();
                    task.run();
                    return null;
                }));
            }
            for (Future<?> each : runs) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
