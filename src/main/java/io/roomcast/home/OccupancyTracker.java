package io.roomcast.home;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Derives the rooms' occupancy from sensor events; the same code for what happens now and for what was recorded.
 *
 * <p>Motion and presence are evidence while they are on, motion no longer than a limit; a door is evidence at each edge. A room is
 * occupied at <i>t</i> if there is evidence in (<i>t</i> − hold-off, <i>t</i>], otherwise vacant. It is unknown before any of its
 * sensors has spoken, and when none is left that can be trusted: all are unavailable or stuck on beyond the {@link SensorLimits}.
 * What is left of the hold-off still counts then.
 *
 * <p>What is evidence in a room is evidence as well in those that are made of it.
 *
 * <p>A sensor that is unavailable is no evidence from then on, and what it says when it is back is not an edge. Saying the same
 * again changes nothing; a sensor's first word counts as a change.
 *
 * <p>Time goes forward only: events that come late count as of the latest moment that was told. Of these, one that is older than
 * what its own sensor has said already is out of order, or comes once more, and is dropped. Only when several of these in a row are behind
 * by the same, for more than {@link #TOLERANCE}, the source's clock was set back, and from then on they count. When {@link #advance}
 * itself is told a moment that much earlier, the clock here was set back: hold-offs and limits then go on with what was left of them, and
 * the listener hears times of the new clock. A clock that jumps forward cannot be told from time that passed.
 *
 * <p>For one thread at a time. The listener is called within the calls made here, and must not call back.
 */
public final class OccupancyTracker {

    /** How far out of order events may come, and clocks may differ, before it means that a clock was set back. */
    public static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Deadlines deadlines = new Deadlines();
    private final Map<String, SensorWatch> sensors = new HashMap<>();
    private final Map<RoomId, RoomWatch> rooms = new HashMap<>();
    private final SourceClock sourceClock = new SourceClock();
    private Instant told = Instant.MIN;

    /**
     * @param home     the rooms and sensors; events of others only tell the time
     * @param limits   how long a sensor that is on is believed
     * @param listener hears what the events mean
     */
    public OccupancyTracker(Home home, SensorLimits limits, OccupancyListener listener) {
        // Sensors come before rooms: a room that empties at the moment at which its last sensor is lost has not been seen to be vacant.
        int order = home.sensors().size();
        for (Room room : home.rooms()) {
            rooms.put(room.id(), new RoomWatch(order++, room.id(), home.holdOff(room.id()), deadlines, listener));
        }
        home.parts().forEach((whole, parts) -> parts.forEach(part -> rooms.get(part).isPartOf(rooms.get(whole))));
        order = 0;
        for (Sensor sensor : home.sensors()) {
            sensors.put(sensor.entityId(),
                    new SensorWatch(order++, sensor, rooms.get(sensor.room()), limits, deadlines, listener));
        }
    }

    /** Takes an event of the past, in its order, and lets the time pass until it. */
    public void accept(SensorEvent event) {
        Instant at = event.at();
        if (at.isAfter(told)) {
            deadlines.runBefore(at);
            told = at;
        }
        SensorWatch sensor = sensors.get(event.entityId());
        if (sensor != null && isNews(sensor, at)) {
            sensor.says(event.state(), told);
        }
    }

    private boolean isNews(SensorWatch sensor, Instant at) {
        if (!at.isBefore(told.minus(TOLERANCE))) {
            sourceClock.isRight();
        } else if (sensor.isLate(at) && sourceClock.isSetBack(at, told)) {
            forgetTime();
        }
        return sensor.isNews(at);
    }

    private void forgetTime() {
        sensors.values().forEach(SensorWatch::forgetTime);
        sourceClock.isRight();
    }

    /** Takes an event that has just come in: one that claims to be from later than now is from a clock that is fast, and is of now. */
    public void accept(SensorEvent event, Instant now) {
        accept(event.at().isAfter(now) ? new SensorEvent(event.entityId(), now, event.state()) : event);
    }

    /**
     * Lets the time pass: says what has come about by that moment with no event at all. Nothing more is to come of that moment; an
     * event that does counts as of that moment all the same.
     */
    public void advance(Instant now) {
        if (now.isBefore(told) && now.isBefore(told.minus(TOLERANCE))) {
            deadlines.shiftBack(Duration.between(now, told));
            forgetTime();
            told = now;
        }
        deadlines.runThrough(now);
        if (now.isAfter(told)) {
            told = now;
        }
    }

    /** When time alone will bring about something next, so that {@link #advance} is wanted; absent: not before another event. */
    public Optional<Instant> nextDeadline() {
        return deadlines.next();
    }

    /**
     * What is known of that room by now.
     *
     * @throws IllegalArgumentException if the home has no such room
     */
    public Occupancy occupancy(RoomId room) {
        return Optional.ofNullable(rooms.get(room)).map(RoomWatch::occupancy)
                .orElseThrow(() -> new IllegalArgumentException("no room " + room));
    }
}
