package io.roomcast.ops;

/**
 * What the WebSocket API is doing, as attributes of a management bean; they are those of
 * {@link io.roomcast.tracking.WebSocketApiStatus}. Counts are since the start.
 */
public interface WebSocketApiMXBean {

    /** Whether the API is switched on. */
    boolean isEnabled();

    /** Whether it takes connections. */
    boolean isRunning();

    /** The address it is set to listen on. */
    String getHost();

    /** The port it is set to listen on. */
    int getPort();

    /** Open sockets. */
    int getActiveConnections();

    /** Of these, with a key accepted. */
    int getAuthenticatedConnections();

    /** Sockets ever opened. */
    long getTotalConnectionsServed();

    /** Open sockets opened on {@code /ws/predictions}. */
    int getPredictionsConnections();

    /** Open sockets opened on {@code /ws/system-status}. */
    int getSystemStatusConnections();

    /** Open sockets opened on {@code /ws/alerts}. */
    int getAlertsConnections();

    /** Open sockets opened on {@code /ws/room/…}. */
    int getRoomSpecificConnections();

    /** Messages handed to the wire. */
    long getTotalMessagesSent();

    /** Messages that came in. */
    long getTotalMessagesReceived();

    /** Updates replaced by a newer one before they were sent. */
    long getTotalMessagesConflated();

    /** Critical messages not acknowledged yet, over all durable clients. */
    long getPendingAcknowledgements();

    /** Sockets blocked by a rate limit now. */
    int getRateLimitedClients();

    /** Refused authentications. */
    long getAuthenticationFailures();

    /** Whether a tracking manager feeds it at present. */
    boolean isTrackingManagerIntegrated();

    /** Version of the protocol. */
    String getApiVersion();
}
