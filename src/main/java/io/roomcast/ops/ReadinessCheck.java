package io.roomcast.ops;

import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.SystemStatus.Health;
import io.roomcast.tracking.TrackingManager;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the node should be given clients. It should even when it is degraded: a broker that is away is away for every node,
 * and taking all of them out would only add a second failure. What is down is in the data.
 */
@Readiness
@ApplicationScoped
public class ReadinessCheck implements HealthCheck {

    private final ComponentBoard board;
    private final TrackingManager tracker;
    private final StatusReporter reporter;

    /** For the container's proxy only. */
    protected ReadinessCheck() {
        this(null, null, null);
    }

    @Inject
    public ReadinessCheck(ComponentBoard board, TrackingManager tracker, StatusReporter reporter) {
        this.board = board;
        this.tracker = tracker;
        this.reporter = reporter;
    }

    @Override
    public HealthCheckResponse call() {
        return describe(SystemHealth.of(board.states(), tracker.source(), !reporter.isRunning()), board.reports());
    }

    private static HealthCheckResponse describe(Health health, Collection<ComponentReport> components) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("roomcast")
                .status(health != Health.UNHEALTHY)
                .withData("system_health", health.name().toLowerCase(Locale.ROOT));
        for (ComponentReport component : components) {
            answer.withData(component.component(), component.state().name());
            if (!component.detail().isBlank()) {
                answer.withData(component.component() + "_detail", component.detail());
            }
        }
        return answer.build();
    }
}
