package io.roomcast.prediction;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Homes for tests: what goes on in them is made up, but not by chance alone. */
final class Homes {

    static final RoomId BEDROOM = new RoomId("bedroom");
    static final RoomId KITCHEN = new RoomId("kitchen");
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private Homes() {
    }

    static Home twoRooms() {
        return new Home(ZoneOffset.UTC, List.of(Room.named(BEDROOM), Room.named(KITCHEN)), List.of(), Home.DEFAULT_HOLD_OFF, Map.of());
    }

    static Instant at(int day, int hour, double minute) {
        return Minutes.toInstant(Minutes.of(START) + day * Minutes.DAY + hour * Minutes.HOUR + minute);
    }

    /**
     * The same day again and again, give or take some minutes: in bed until seven, in the kitchen for half an hour in the morning and
     * for an hour in the evening, to bed at half past ten.
     */
    static HomeHistory regular(int days, double spreadMinutes, long seed) {
        HomeHistory history = new HomeHistory(twoRooms());
        Random random = new Random(seed);
        for (int day = 0; day < days; day++) {
            change(history, BEDROOM, day == 0 ? Occupancy.OCCUPIED : null, at(day, 0, 1));
            change(history, BEDROOM, Occupancy.VACANT, at(day, 7, spreadMinutes * random.nextGaussian()));
            change(history, KITCHEN, Occupancy.OCCUPIED, at(day, 7, 60 + spreadMinutes * random.nextGaussian() / 3));
            change(history, KITCHEN, Occupancy.VACANT, at(day, 8, 30 + spreadMinutes * random.nextGaussian() / 3));
            change(history, KITCHEN, Occupancy.OCCUPIED, at(day, 18, spreadMinutes * random.nextGaussian()));
            change(history, KITCHEN, Occupancy.VACANT, at(day, 19, 30 + spreadMinutes * random.nextGaussian() / 3));
            change(history, BEDROOM, Occupancy.OCCUPIED, at(day, 22, 30 + spreadMinutes * random.nextGaussian()));
        }
        return history;
    }

    static void change(HomeHistory history, RoomId room, Occupancy to, Instant at) {
        if (to != null) {
            history.changed(room, to, at);
        }
    }
}
