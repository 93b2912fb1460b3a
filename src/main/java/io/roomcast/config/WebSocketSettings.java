package io.roomcast.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The settings of the WebSocket API, checked. Immutable. {@link SettingsTable} has each one's property name, default and range.
 *
 * @param enabled                    whether connections are taken at all
 * @param host                       the address the server is set to listen on
 * @param port                       the port it is set to listen on
 * @param maxConnections             open sockets altogether
 * @param maxConnectionsPerIp        open sockets of one client address; 0 means no limit
 * @param maxMessagesPerMinute       messages a socket may send in a sliding minute, unless its key says otherwise
 * @param maxSubscribePerMinute      of these, {@code subscribe}; 0 means no limit of its own, as for the next three
 * @param maxUnsubscribePerMinute    of these, {@code unsubscribe}
 * @param maxAcknowledgePerMinute    of these, {@code acknowledge}
 * @param maxHeartbeatPerMinute      of these, {@code heartbeat}
 * @param maxMessageBytes            the longest message taken from a client
 * @param heartbeatInterval          how often each socket gets a heartbeat
 * @param connectionTimeout          silence after which a socket is closed
 * @param acknowledgmentTimeout      time after which an unacknowledged alert is sent again
 * @param authenticationTimeout      time a new socket has to authenticate
 * @param maxLoginFailuresPerIp      failures within ten minutes that ban an address; 0 means never
 * @param ban                        how long a ban lasts
 * @param alertRetention             time after which an unacknowledged alert lapses
 * @param maxPendingAcknowledgements open acknowledgements of a client beyond which it is closed
 * @param statusInterval             how often the system's status is sent
 * @param allowedOrigins             origins welcome besides the server's own; {@code *} welcomes all
 * @param trustedProxies             addresses and CIDR blocks of peers whose forwarding headers are believed
 */
public record WebSocketSettings(
        boolean enabled,
        String host,
        int port,
        int maxConnections,
        int maxConnectionsPerIp,
        int maxMessagesPerMinute,
        int maxSubscribePerMinute,
        int maxUnsubscribePerMinute,
        int maxAcknowledgePerMinute,
        int maxHeartbeatPerMinute,
        int maxMessageBytes,
        Duration heartbeatInterval,
        Duration connectionTimeout,
        Duration acknowledgmentTimeout,
        Duration authenticationTimeout,
        int maxLoginFailuresPerIp,
        Duration ban,
        Duration alertRetention,
        int maxPendingAcknowledgements,
        Duration statusInterval,
        Set<String> allowedOrigins,
        List<String> trustedProxies) {

    /** What {@link #maxMessageBytes} may be at most: the servers collect messages up to a length fixed in the code. */
    public static final int MAX_MESSAGE_BYTES_CEILING = 1_048_576;

    public WebSocketSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** What holds when nothing is set. */
    public static WebSocketSettings defaults() {
        return new WebSocketSettings(true, "0.0.0.0", 8766, 500, 50, 60, 0, 0, 0, 0, 65_536,
                Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(10),
                20, Duration.ofSeconds(600), Duration.ofHours(72), 1_000, Duration.ofSeconds(30), Set.of(), List.of());
    }

    /** Where the page is, as a browser on this machine reaches it. */
    public String address() {
        String reachable = switch (host) {
            case "0.0.0.0", "::", "[::]", "*" -> "localhost";
            default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
        return "http://" + reachable + ":" + port + "/";
    }
}
