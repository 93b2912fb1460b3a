package io.roomcast.config;

import io.roomcast.home.Room;
import java.util.List;

/**
 * All settings, read and checked at the start. Immutable.
 *
 * @param webSocket      the WebSocket API
 * @param mqtt           the broker
 * @param access         where keys come from
 * @param directories    where files are
 * @param trackingSource who is the tracking manager
 * @param rooms          the rooms of {@code rooms.yaml}, in its order
 */
public record Settings(
        WebSocketSettings webSocket,
        MqttSettings mqtt,
        AccessSettings access,
        Directories directories,
        TrackingSource trackingSource,
        List<Room> rooms) {

    public Settings {
        rooms = List.copyOf(rooms);
    }
}
