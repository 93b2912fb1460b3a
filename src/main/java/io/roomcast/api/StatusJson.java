package io.roomcast.api;

import io.roomcast.tracking.WebSocketApiStatus;
import jakarta.json.Json;

/** The status record as JSON. By hand, because JSON-B does not keep the order of a record's members. */
final class StatusJson {

    private StatusJson() {
    }

    /** The record as an object, its members in the order of the protocol. */
    static String of(WebSocketApiStatus status) {
        return Json.createObjectBuilder()
                .add("enabled", status.enabled())
                .add("running", status.running())
                .add("host", status.host())
                .add("port", status.port())
                .add("active_connections", status.activeConnections())
                .add("authenticated_connections", status.authenticatedConnections())
                .add("total_connections_served", status.totalConnectionsServed())
                .add("predictions_connections", status.predictionsConnections())
                .add("system_status_connections", status.systemStatusConnections())
                .add("alerts_connections", status.alertsConnections())
                .add("room_specific_connections", status.roomSpecificConnections())
                .add("total_messages_sent", status.totalMessagesSent())
                .add("total_messages_received", status.totalMessagesReceived())
                .add("total_messages_conflated", status.totalMessagesConflated())
                .add("pending_acknowledgements", status.pendingAcknowledgements())
                .add("rate_limited_clients", status.rateLimitedClients())
                .add("authentication_failures", status.authenticationFailures())
                .add("tracking_manager_integrated", status.trackingManagerIntegrated())
                .add("api_version", status.apiVersion())
                .build()
                .toString();
    }
}
