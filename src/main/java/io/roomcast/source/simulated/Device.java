package io.roomcast.source.simulated;

import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import java.util.Locale;

/** The sensors of the home. */
enum Device {
    LIVING_ROOM_MOTION(Place.LIVING_ROOM, SensorKind.MOTION, 6),
    COUCH(Place.LIVING_ROOM, SensorKind.PRESENCE, 0),
    KITCHEN_MOTION(Place.KITCHEN, SensorKind.MOTION, 5),
    FRIDGE(Place.KITCHEN, SensorKind.DOOR, 0),
    BATHROOM_MOTION(Place.BATHROOM, SensorKind.MOTION, 4),
    BATHROOM_DOOR(Place.BATHROOM, SensorKind.DOOR, 0),
    BEDROOM_MOTION(Place.BEDROOM, SensorKind.MOTION, 5),
    BED_LEFT(Place.BEDROOM, SensorKind.PRESENCE, 0),
    BED_RIGHT(Place.BEDROOM, SensorKind.PRESENCE, 0),
    CHILDS_ROOM_MOTION(Place.CHILDS_ROOM, SensorKind.MOTION, 5),
    CHILDS_BED(Place.CHILDS_ROOM, SensorKind.PRESENCE, 0),
    STUDY_MOTION(Place.STUDY, SensorKind.MOTION, 5),
    DESK(Place.STUDY, SensorKind.PRESENCE, 0),
    HALL_MOTION(Place.HALL, SensorKind.MOTION, 3),
    FRONT_DOOR(Place.HALL, SensorKind.DOOR, 0);

    /** Off at least that long before it can be on again, in milliseconds: sensors are blind for a moment. */
    static final long PAUSE = 2_000;

    private final Place place;
    private final SensorKind kind;
    private final long hold;
    private final String entityId;

    Device(Place place, SensorKind kind, long holdSeconds) {
        this.place = place;
        this.kind = kind;
        this.hold = holdSeconds * 1_000;
        this.entityId = "binary_sensor.simulated_" + name().toLowerCase(Locale.ROOT);
    }

    Place place() {
        return place;
    }

    SensorKind kind() {
        return kind;
    }

    /** How long it stays on after what it last saw, in milliseconds. */
    long hold() {
        return hold;
    }

    /** Named as nothing real is, since the events of a real home may come into the same database later. */
    String entityId() {
        return entityId;
    }

    Sensor sensor() {
        return new Sensor(entityId, kind, place.room().id());
    }

    /** The motion sensor of a room. */
    static Device motionIn(Place place) {
        return switch (place) {
            case LIVING_ROOM -> LIVING_ROOM_MOTION;
            case KITCHEN -> KITCHEN_MOTION;
            case BATHROOM -> BATHROOM_MOTION;
            case BEDROOM -> BEDROOM_MOTION;
            case CHILDS_ROOM -> CHILDS_ROOM_MOTION;
            case STUDY -> STUDY_MOTION;
            case HALL -> HALL_MOTION;
            case OUT -> throw new IllegalArgumentException("nothing is seen outside");
        };
    }
}
