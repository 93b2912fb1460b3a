package io.roomcast.tracking;

/**
 * What the WebSocket API is doing, as one record; the counts are since the start.
 *
 * @param enabled                   whether the API is switched on
 * @param running                   whether it takes connections
 * @param host                      the address it is set to listen on
 * @param port                      the port it is set to listen on
 * @param activeConnections         open sockets
 * @param authenticatedConnections  of these, with a key accepted
 * @param totalConnectionsServed    sockets ever opened
 * @param predictionsConnections    open sockets opened on {@code /ws/predictions}
 * @param systemStatusConnections   open sockets opened on {@code /ws/system-status}
 * @param alertsConnections         open sockets opened on {@code /ws/alerts}
 * @param roomSpecificConnections   open sockets opened on {@code /ws/room/…}
 * @param totalMessagesSent         messages handed to the wire
 * @param totalMessagesReceived     messages that came in
 * @param totalMessagesConflated    updates replaced by a newer one before they were sent
 * @param pendingAcknowledgements   critical messages not acknowledged yet, over all durable clients
 * @param rateLimitedClients        sockets blocked by a rate limit now
 * @param authenticationFailures    refused authentications
 * @param trackingManagerIntegrated whether a tracking manager feeds it at present
 * @param apiVersion                version of the protocol
 */
public record WebSocketApiStatus(
        boolean enabled,
        boolean running,
        String host,
        int port,
        int activeConnections,
        int authenticatedConnections,
        long totalConnectionsServed,
        int predictionsConnections,
        int systemStatusConnections,
        int alertsConnections,
        int roomSpecificConnections,
        long totalMessagesSent,
        long totalMessagesReceived,
        long totalMessagesConflated,
        long pendingAcknowledgements,
        int rateLimitedClients,
        long authenticationFailures,
        boolean trackingManagerIntegrated,
        String apiVersion) {

    /** Where the record comes from; implemented by whoever serves the API. */
    public interface Source {
        /** The record as of now. */
        WebSocketApiStatus webSocketApiStatus();
    }
}
