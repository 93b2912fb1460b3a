package io.roomcast.ops;

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

    /** For the container's proxy only. */
    protected StartedCheck() {
        this(null);
    }

    @Inject
    public StartedCheck(StatusReporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("roomcast-started")
                .status(reporter.isRunning() || reporter.isStopping())
                .build();
    }
}
