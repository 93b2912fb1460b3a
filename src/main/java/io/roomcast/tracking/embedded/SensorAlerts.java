package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.tracking.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Alerts the owner to sensors that are stuck or cannot be heard, and when they are back. Sensors that are lost
 * together, as when Home Assistant or a hub is away, make one alert, and one when they are back. What came and went
 * before {@link #begin} is not announced. For one thread.
 */
final class SensorAlerts {

    /** How long those of an outage that are back first wait for the others until they are announced without them. */
    static final Duration RECOVERY_PATIENCE = Duration.ofMinutes(5);

    private static final Duration TOGETHER = Duration.ofMinutes(1);
    private static final int LONGEST_ID = 128;
    private static final int NAMED_IN_MESSAGE = 5;
    private static final int LONGEST_LIST = 4_000;

    private final Home home;
    private final Consumer<? super Alert> announce;
    private final Map<Sensor, Instant> lost = new LinkedHashMap<>();
    private final Map<Sensor, Instant> unannounced = new LinkedHashMap<>();
    private final List<Outage> outages = new ArrayList<>();
    private boolean announcing;

    /** Sensors that were lost together, since when each is, and those of them that are back by now. */
    private record Outage(Map<Sensor, Instant> since, Map<Sensor, Instant> back) {
    }

    SensorAlerts(Home home, Consumer<? super Alert> announce) {
        this.home = home;
        this.announce = announce;
    }

    /** From now on it is announced, beginning with what is lost by now. */
    void begin() {
        announcing = true;
        unannounced.putAll(lost);
    }

    void lost(Sensor sensor, Instant at) {
        lost.put(sensor, at);
        boolean again = outages.stream().anyMatch(outage -> outage.back().remove(sensor) != null);
        if (announcing && !again) {
            unannounced.put(sensor, at);
        }
    }

    void back(Sensor sensor, Instant at) {
        lost.remove(sensor);
        if (unannounced.remove(sensor) == null) {
            outages.stream().filter(outage -> outage.since().containsKey(sensor)).findFirst()
                    .ifPresent(outage -> outage.back().put(sensor, at));
        }
    }

    /** Announces what has come about since the last call, as of that moment. */
    void announceChanges(Instant moment) {
        for (Map<Sensor, Instant> together : lostTogether()) {
            outages.add(new Outage(together, new LinkedHashMap<>()));
            announce.accept(lostAlert(together));
        }
        unannounced.clear();
        outages.forEach(outage -> announceRecovery(outage, moment));
        outages.removeIf(outage -> outage.since().isEmpty());
    }

    /** What is to be announced, apart where more than {@link #TOGETHER} lie between one loss and the next. */
    private List<Map<Sensor, Instant>> lostTogether() {
        List<Map<Sensor, Instant>> groups = new ArrayList<>();
        Instant last = Instant.MIN;
        for (Map.Entry<Sensor, Instant> next : unannounced.entrySet().stream().sorted(Map.Entry.comparingByValue())
                .toList()) {
            if (groups.isEmpty() || next.getValue().isAfter(last.plus(TOGETHER))) {
                groups.add(new LinkedHashMap<>());
            }
            groups.get(groups.size() - 1).put(next.getKey(), next.getValue());
            last = next.getValue();
        }
        return groups;
    }

    private void announceRecovery(Outage outage, Instant moment) {
        Optional<Instant> first = outage.back().values().stream().min(Instant::compareTo);
        boolean whole = outage.back().size() == outage.since().size();
        if (first.isEmpty() || !whole && moment.isBefore(first.get().plus(RECOVERY_PATIENCE))) {
            return;
        }
        Map<Sensor, Instant> recovered = new LinkedHashMap<>(outage.since());
        recovered.keySet().retainAll(outage.back().keySet());
        Instant at = outage.back().values().stream().max(Instant::compareTo).orElseThrow();
        outage.since().keySet().removeAll(recovered.keySet());
        outage.back().clear();
        announce.accept(backAlert(recovered, at));
    }

    private Alert lostAlert(Map<Sensor, Instant> sensors) {
        Instant since = first(sensors);
        String what = sensors.size() == 1
                ? "The sensor " + named(sensors.keySet()) + " is stuck or cannot be heard, and no longer counts"
                : sensors.size() + " sensors are stuck or cannot be heard, and no longer count: "
                + named(sensors.keySet());
        return alert(sensors, since, since, Alert.Type.SENSOR_UNAVAILABLE, Alert.Severity.WARNING, what,
                Optional.of(sensors.size() == 1
                        ? "Check the sensor, its battery and its connection"
                        : "Check what connects these sensors: their hub, or Home Assistant"));
    }

    private Alert backAlert(Map<Sensor, Instant> sensors, Instant at) {
        return alert(sensors, first(sensors), at, Alert.Type.SYSTEM_RECOVERED, Alert.Severity.INFO, sensors.size() == 1
                ? "The sensor " + named(sensors.keySet()) + " counts again"
                : sensors.size() + " sensors count again: " + named(sensors.keySet()), Optional.empty());
    }

    private static Instant first(Map<Sensor, Instant> sensors) {
        return sensors.values().stream().min(Instant::compareTo).orElseThrow();
    }

    /** The id is made from what happened, so that what is found out again after a restart is the same alert. */
    private static Alert alert(Map<Sensor, Instant> sensors, Instant since, Instant at, Alert.Type type,
            Alert.Severity severity, String message, Optional<String> action) {
        String ids = sensors.keySet().stream().map(Sensor::entityId).sorted().collect(Collectors.joining(", "));
        String which = sensors.size() == 1 ? ids : sensors.size() + "-" + Integer.toHexString(ids.hashCode());
        String id = type.code() + ":" + since.toEpochMilli() + ":" + which;
        Set<RoomId> rooms = sensors.keySet().stream().map(Sensor::room).collect(Collectors.toSet());
        return new Alert(id.substring(0, Math.min(id.length(), LONGEST_ID)), type, severity, message,
                rooms.size() == 1 ? rooms.stream().findFirst() : Optional.empty(), action, at,
                List.of(new Alert.Label(sensors.size() == 1 ? "sensor" : "sensors",
                                ids.substring(0, Math.min(ids.length(), LONGEST_LIST))),
                        new Alert.Label("unavailable_since", since.toString())));
    }

    /** The first of them, with their rooms, and how many more there are. */
    private String named(Collection<Sensor> sensors) {
        String first = sensors.stream().limit(NAMED_IN_MESSAGE)
                .map(sensor -> sensor.entityId() + " in " + home.room(sensor.room()).map(Room::name).orElseThrow())
                .collect(Collectors.joining(", "));
        return sensors.size() <= NAMED_IN_MESSAGE ? first : first + " and " + (sensors.size() - NAMED_IN_MESSAGE)
                + " more";
    }
}
