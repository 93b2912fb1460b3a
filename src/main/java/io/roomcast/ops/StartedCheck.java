package io.roomcast.ops;

import io.roomcast.start.StartFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Whether the start is over: settings read, schema migrated, everything begun. A node that stops has still started. */
@Startup
@ApplicationScoped
public class StartedCheck implements HealthCheck {

    private final StatusReporter reporter;
    private final StartFailure failure;

    /** For the container's proxy only. */
    protected StartedCheck() {
        this(null, null);
    }

    @Inject
    public StartedCheck(StatusReporter reporter, StartFailure failure) {
        this.failure = failure;
        this.reporter = reporter;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("roomcast-started")
                .status(failure.reason().isEmpty() && (reporter.isRunning() || reporter.isStopping()))
                .build();
    }
}
