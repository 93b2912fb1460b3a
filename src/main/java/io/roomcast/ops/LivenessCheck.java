package io.roomcast.ops;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Whether the node can still get anything done: the scheduler, which everything regular hangs on, has run a task of late. It
 * asks nothing of the outside, since a restart would not bring a broker or a database back.
 */
@Liveness
@ApplicationScoped
public class LivenessCheck implements HealthCheck {

    private static final Duration BEAT = Duration.ofSeconds(10);
    /** Wide enough for a long garbage collection and a starved machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Pulse pulse = new Pulse(System::nanoTime, PATIENCE);

    @Resource
    private ManagedScheduledExecutorService scheduler;
    private volatile Future<?> beats;

    void start(@Observes @Priority(50) Startup event) {
        beats = scheduler.scheduleWithFixedDelay(pulse::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        Future<?> task = beats;
        if (task != null) {
            task.cancel(false);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("roomcast-scheduler")
                .withData("seconds_since_last_beat", pulse.sinceLastBeat().toSeconds())
                .status(pulse.isAlive())
                .build();
    }
}
