package io.roomcast.ops;

import io.roomcast.concurrent.PeriodicTasks;
import io.roomcast.start.StartFailure;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.SystemStatus.Health;
import io.roomcast.tracking.TrackingManager;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the node should be given clients. It should even when it is degraded: a broker that is away is away for every node,
 * and taking all of them out would only add a second failure. What is down is in the data. A node whose periodic tasks
 * stand still is not ready, since nobody knows what it fails to do; they are named in the data. One that could not
 * start says the reason.
 */
@Readiness
@ApplicationScoped
public class ReadinessCheck implements HealthCheck {

    private final ComponentBoard board;
    private final Instance<TrackingManager> tracker;
    private final StartFailure failure;
    private final StatusReporter reporter;
    private final PeriodicTasks periodic;

    /** For the container's proxy only. */
    protected ReadinessCheck() {
        this(null, null, null, null, null);
    }

    /** @param tracker looked up when it is asked for: a node that could not start may have none */
    @Inject
    public ReadinessCheck(ComponentBoard board, Instance<TrackingManager> tracker, StatusReporter reporter,
            PeriodicTasks periodic,
            StartFailure failure) {
        this.failure = failure;
        this.board = board;
        this.tracker = tracker;
        this.reporter = reporter;
        this.periodic = periodic;
    }

    @Override
    public HealthCheckResponse call() {
        if (failure.reason().isPresent()) {
            return HealthCheckResponse.named("roomcast").down().withData("reason", failure.reason().get()).build();
        }
        return describe(SystemHealth.of(board.states(), tracker.get().source(), !reporter.isRunning()),
                board.reports(), periodic.overdue());
    }

    private static HealthCheckResponse describe(Health health, Collection<ComponentReport> components,
            List<String> overdue) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("roomcast")
                .status(health != Health.UNHEALTHY && overdue.isEmpty())
                .withData("system_health", health.name().toLowerCase(Locale.ROOT));
        if (!overdue.isEmpty()) {
            answer.withData("overdue_tasks", String.join(", ", overdue));
        }
        for (ComponentReport component : components) {
            answer.withData(component.component(), component.state().name());
            if (!component.detail().isBlank()) {
                answer.withData(component.component() + "_detail", component.detail());
            }
        }
        return answer.build();
    }
}
