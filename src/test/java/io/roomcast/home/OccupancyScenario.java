package io.roomcast.home;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A tracker of two rooms, what its sensors say at which minute, and what it makes of that. */
abstract class OccupancyScenario {

    static final RoomId KITCHEN = new RoomId("kitchen");
    static final RoomId BATH = new RoomId("bath");
    static final Home HOME = new Home(ZoneOffset.UTC, List.of(Room.named(KITCHEN), Room.named(BATH)),
            List.of(new Sensor("motion", SensorKind.MOTION, KITCHEN),
                    new Sensor("seat", SensorKind.PRESENCE, KITCHEN),
                    new Sensor("door", SensorKind.DOOR, KITCHEN),
                    new Sensor("tap", SensorKind.MOTION, BATH)),
            Home.DEFAULT_HOLD_OFF, Map.of(BATH, Duration.ofMinutes(10)));

    final Heard heard = new Heard();
    final OccupancyTracker tracker = new OccupancyTracker(HOME, SensorLimits.standard(), heard);

    void on(String sensor, double minute) {
        says(sensor, SensorState.ON, minute);
    }

    void off(String sensor, double minute) {
        says(sensor, SensorState.OFF, minute);
    }

    void says(String sensor, SensorState state, double minute) {
        tracker.accept(new SensorEvent(sensor, at(minute), state));
    }

    void pass(double minute) {
        tracker.advance(at(minute));
    }

    static Instant at(double minute) {
        return Heard.START.plusSeconds(Math.round(minute * 60));
    }
}
