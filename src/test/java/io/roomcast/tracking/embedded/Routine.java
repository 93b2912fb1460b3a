package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorKind;
import io.roomcast.home.SensorState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small home whose people keep to a routine: up at seven, in the kitchen till eight and again from six to seven in the evening. */
public final class Routine {

    public static final RoomId KITCHEN = new RoomId("kitchen");
    public static final RoomId BEDROOM = new RoomId("bedroom");
    public static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    public static final Sensor KITCHEN_MOTION = new Sensor("binary_sensor.kitchen", SensorKind.MOTION, KITCHEN);
    public static final Sensor BED = new Sensor("binary_sensor.bed", SensorKind.PRESENCE, BEDROOM);
    public static final Home HOME = new Home(ZoneOffset.UTC, List.of(Room.named(KITCHEN), Room.named(BEDROOM)),
            List.of(KITCHEN_MOTION, BED), Home.DEFAULT_HOLD_OFF, Map.of());

    private Routine() {
    }

    /** A moment so many days after {@link #MONDAY}. */
    public static Instant at(int day, int hour, int minute) {
        return MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(minute));
    }

    /** What the sensors say on those days, everything up to ten minutes off. */
    public static List<SensorEvent> days(int from, int until) {
        return days(from, until, 0);
    }

    /** The same, so many hours later. */
    public static List<SensorEvent> days(int from, int until, int hoursLater) {
        Random random = new Random(7);
        List<SensorEvent> events = new ArrayList<>();
        for (int day = from; day < until; day++) {
            Instant start = at(day, hoursLater, 0).plusSeconds(random.nextInt(600));
            events.add(says(BED, start.plus(Duration.ofHours(7)), SensorState.OFF));
            events.add(says(KITCHEN_MOTION, start.plus(Duration.ofMinutes(425)), SensorState.ON));
            events.add(says(KITCHEN_MOTION, start.plus(Duration.ofMinutes(480)), SensorState.OFF));
            events.add(says(KITCHEN_MOTION, start.plus(Duration.ofHours(18)), SensorState.ON));
            events.add(says(KITCHEN_MOTION, start.plus(Duration.ofMinutes(18 * 60 + 50)), SensorState.OFF));
            events.add(says(BED, start.plus(Duration.ofMinutes(20 * 60 + 30)), SensorState.ON));
        }
        return events;
    }

    public static SensorEvent says(Sensor sensor, Instant at, SensorState state) {
        return new SensorEvent(sensor.entityId(), at, state);
    }
}
