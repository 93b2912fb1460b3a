package io.roomcast.ops;

import io.roomcast.start.ApplicationStarting;
import io.roomcast.tracking.TrackingManager;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.MBeanServer;

/**
 * Keeps the management beans registered while the application runs. They are read on threads of the management server, which know
 * nothing of the application: the reading takes the application's context along.
 */
@ApplicationScoped
public class ManagementBeans {

    private final TrackingManager tracker;

    @Resource
    private ContextService contexts;
    private volatile List<MBeanRegistration> open = List.of();

    /** For the container's proxy only. */
    protected ManagementBeans() {
        this(null);
    }

    @Inject
    public ManagementBeans(TrackingManager tracker) {
        this.tracker = tracker;
    }

    void start(@Observes @Priority(50) ApplicationStarting event) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        open = List.of(
                MBeanRegistration.open(server, "WebSocketApi",
                        new WebSocketApiView(contexts.contextualSupplier(tracker::getWebSocketApiStatus))),
                MBeanRegistration.open(server, "Tracking", new TrackingView(tracker, contexts::contextualSupplier)));
    }

    @PreDestroy
    void stop() {
        open.forEach(MBeanRegistration::close);
    }
}
