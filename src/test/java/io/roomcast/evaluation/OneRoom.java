package io.roomcast.evaluation;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.prediction.HomeHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What happened in a room, told by hand. */
final class OneRoom {

    static final RoomId ID = new RoomId("study");

    private final HomeHistory history = new HomeHistory(
            new Home(ZoneOffset.UTC, List.of(Room.named(ID)), List.of(), Home.DEFAULT_HOLD_OFF, Map.of()));

    /** It was occupied from then on for so many minutes. */
    OneRoom occupied(String wallClock, long minutes) {
        history.changed(ID, Occupancy.OCCUPIED, at(wallClock));
        history.changed(ID, Occupancy.VACANT, at(wallClock).plus(Duration.ofMinutes(minutes)));
        return this;
    }

    Truth truth(Period period) {
        return new Truth(history.room(0), period);
    }

    static Instant at(String wallClock) {
        return LocalDateTime.parse(wallClock).toInstant(ZoneOffset.UTC);
    }
}
