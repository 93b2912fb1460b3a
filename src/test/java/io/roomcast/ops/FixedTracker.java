package io.roomcast.ops;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.TrackingManager;
import io.roomcast.tracking.WebSocketApiStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tracking manager that always says the same; every figure differs, so that none can be mistaken for another. */
record FixedTracker() implements TrackingManager {

    static final WebSocketApiStatus STATUS = new WebSocketApiStatus(
            true, false, "192.0.2.1", 8766, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, true, "1.0.0");

    @Override
    public String source() {
        return "mqtt";
    }

    @Override
    public boolean isAtWork() {
        return true;
    }

    @Override
    public Collection<Room> rooms() {
        return List.of(Room.named(new RoomId("kitchen")));
    }

    @Override
    public Optional<Room> room(RoomId id) {
        return rooms().stream().filter(room -> room.id().equals(id)).findFirst();
    }

    @Override
    public SortedMap<RoomId, Double> modelAccuracy() {
        return new TreeMap<>(Map.of(new RoomId("kitchen"), 0.84));
    }

    @Override
    public long predictionsPerMinute() {
        return 12;
    }

    @Override
    public WebSocketApiStatus getWebSocketApiStatus() {
        return STATUS;
    }
}
