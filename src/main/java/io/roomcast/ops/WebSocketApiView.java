package io.roomcast.ops;

import io.roomcast.tracking.WebSocketApiStatus;
import java.util.function.Supplier;

/** Shows the record of the WebSocket API as a management bean. Every attribute is read anew. */
final class WebSocketApiView implements WebSocketApiMXBean {

    private final Supplier<WebSocketApiStatus> status;

    WebSocketApiView(Supplier<WebSocketApiStatus> status) {
        this.status = status;
    }

    @Override
    public boolean isEnabled() {
        return status.get().enabled();
    }

    @Override
    public boolean isRunning() {
        return status.get().running();
    }

    @Override
    public String getHost() {
        return status.get().host();
    }

    @Override
    public int getPort() {
        return status.get().port();
    }

    @Override
    public int getActiveConnections() {
        return status.get().activeConnections();
    }

    @Override
    public int getAuthenticatedConnections() {
        return status.get().authenticatedConnections();
    }

    @Override
    public long getTotalConnectionsServed() {
        return status.get().totalConnectionsServed();
    }

    @Override
    public int getPredictionsConnections() {
        return status.get().predictionsConnections();
    }

    @Override
    public int getSystemStatusConnections() {
        return status.get().systemStatusConnections();
    }

    @Override
    public int getAlertsConnections() {
        return status.get().alertsConnections();
    }

    @Override
    public int getRoomSpecificConnections() {
        return status.get().roomSpecificConnections();
    }

    @Override
    public long getTotalMessagesSent() {
        return status.get().totalMessagesSent();
    }

    @Override
    public long getTotalMessagesReceived() {
        return status.get().totalMessagesReceived();
    }

    @Override
    public long getTotalMessagesConflated() {
        return status.get().totalMessagesConflated();
    }

    @Override
    public long getPendingAcknowledgements() {
        return status.get().pendingAcknowledgements();
    }

    @Override
    public int getRateLimitedClients() {
        return status.get().rateLimitedClients();
    }

    @Override
    public long getAuthenticationFailures() {
        return status.get().authenticationFailures();
    }

    @Override
    public boolean isTrackingManagerIntegrated() {
        return status.get().trackingManagerIntegrated();
    }

    @Override
    public String getApiVersion() {
        return status.get().apiVersion();
    }
}
