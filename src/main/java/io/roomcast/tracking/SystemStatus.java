package io.roomcast.tracking;

import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * How the node and what it depends on are doing.
 *
 * @param health               the whole in one word
 * @param uptimeSeconds        seconds since the start
 * @param activeConnections    open sockets on this node
 * @param predictionsPerMinute predictions announced in the last minute
 * @param modelAccuracy        latest accuracy per room, 0 to 1
 * @param database             the store
 * @param mqtt                 the broker
 * @param homeAssistant        Home Assistant's own interface
 * @param trackingSource       {@code mqtt} or {@code embedded}
 * @param memory               the heap
 * @param cpuLoad              the process's share of the processors, 0 to 1, where the JVM tells
 * @param components           each component's state by name
 * @param at                   when it was taken
 */
public record SystemStatus(
        Health health,
        long uptimeSeconds,
        int activeConnections,
        long predictionsPerMinute,
        SortedMap<RoomId, Double> modelAccuracy,
        Database database,
        Mqtt mqtt,
        HomeAssistant homeAssistant,
        String trackingSource,
        Memory memory,
        OptionalDouble cpuLoad,
        Map<String, ComponentState> components,
        Instant at)
        implements Announcement {

    /** The whole in one word. */
    public enum Health {
        HEALTHY,
        /** It works, but something it depends on is down. */
        DEGRADED,
        /** It cannot do what it is for. */
        UNHEALTHY
    }

    /** The store: whether it answers and how long its last probe took, in milliseconds. */
    public record Database(boolean connected, OptionalDouble queryTimeMs) {
    }

    /** The broker: whether it is connected and how many messages this node has published to it. */
    public record Mqtt(boolean connected, long messagesPublished) {
    }

    /** Home Assistant: whether it is connected, how many entities are followed, and when the last event came. */
    public record HomeAssistant(boolean connected, int entities, Optional<Instant> lastEventAt) {
    }

    /** The heap, in mebibytes. */
    public record Memory(long heapUsedMb, long heapMaxMb) {
    }

    @Override
    public Optional<RoomId> roomId() {
        return Optional.empty();
    }
}
