package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.Sensor;
import io.roomcast.tracking.Alert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells the owner of sensors that are stuck or cannot be heard, and when such a sensor is back. What came and went before {@link #begin}
 * is not told. For one thread.
 */
final class SensorAlerts {

    private static final int LONGEST_ID = 128;

    private final Home home;
    private final Consumer<? super Alert> announce;
    private final Map<Sensor, Instant> lost = new LinkedHashMap<>();
    private boolean telling;

    SensorAlerts(Home home, Consumer<? super Alert> announce) {
        this.home = home;
        this.announce = announce;
    }

    /** From now on it is told, beginning with those that are lost by now. */
    void begin() {
        telling = true;
        lost.forEach(this::tellLost);
    }

    void lost(Sensor sensor, Instant at) {
        lost.put(sensor, at);
        if (telling) {
            tellLost(sensor, at);
        }
    }

    void back(Sensor sensor, Instant at) {
        Instant since = lost.remove(sensor);
        if (telling && since != null) {
            announce.accept(alert(sensor, since, at, Alert.Type.SYSTEM_RECOVERED, Alert.Severity.INFO,
                    "The sensor " + sensor.entityId() + " in " + name(sensor) + " counts again", Optional.empty()));
        }
    }

    private void tellLost(Sensor sensor, Instant since) {
        announce.accept(alert(sensor, since, since, Alert.Type.SENSOR_UNAVAILABLE, Alert.Severity.WARNING,
                "The sensor " + sensor.entityId() + " in " + name(sensor) + " is stuck or cannot be heard, and no longer counts",
                Optional.of("Check the sensor, its battery and its connection")));
    }

    /** The id is made from what happened, so that what is found out again after a restart is the same alert. */
    private static Alert alert(Sensor sensor, Instant since, Instant at, Alert.Type type, Alert.Severity severity, String message,
            Optional<String> action) {
        String id = type.code() + ":" + since.toEpochMilli() + ":"
                + sensor.entityId();
        return new Alert(id.substring(0, Math.min(id.length(), LONGEST_ID)), type, severity, message, Optional.of(sensor.room()), action, at,
                List.of(new Alert.Label("sensor", sensor.entityId()), new Alert.Label("unavailable_since", since.toString())));
    }

    private String name(Sensor sensor) {
        return home.room(sensor.room()).map(Room::name).orElseThrow();
    }
}
