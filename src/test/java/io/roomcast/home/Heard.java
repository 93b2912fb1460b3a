package io.roomcast.home;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a tracker says, each as one line: the time since the beginning in minutes and seconds, and what it was. */
final class Heard implements OccupancyListener {

    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    /** What is known of a room changed. */
    record Change(RoomId room, Occupancy now, Instant at) {
    }

    @Override
    public void evidenceBegan(Sensor sensor, Instant at) {
        say(at, sensor.entityId() + " began");
    }

    @Override
    public void evidenceEnded(Sensor sensor, Instant at) {
        say(at, sensor.entityId() + " ended");
    }

    @Override
    public void changed(RoomId room, Occupancy now, Instant at) {
        changes.add(new Change(room, now, at));
        say(at, room + " " + now);
    }

    @Override
    public void sensorLost(Sensor sensor, Instant at) {
        say(at, sensor.entityId() + " lost");
    }

    @Override
    public void sensorBack(Sensor sensor, Instant at) {
        say(at, sensor.entityId() + " back");
    }

    /** Everything, in the order in which it was said. */
    List<String> lines() {
        return lines;
    }

    /** What became of rooms. */
    List<Change> changes() {
        return changes;
    }

    private void say(Instant at, String what) {
        Duration since = Duration.between(START, at);
        lines.add("%d:%02d %s".formatted(since.toMinutes(), Math.floorMod(since.toSeconds(), 60), what));
    }
}
