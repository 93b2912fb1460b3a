package io.roomcast.prediction;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.OccupancyListener;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a home: the history of each room, and when its people got up, so to speak. Listens to what the sensors tell. For one
 * thread; a {@link #copy} is for another.
 *
 * <p>A room counts as vacant before anything is known of it.
 */
public final class HomeHistory implements OccupancyListener {

    /** After so many minutes without a transition anywhere, the next one counts as getting up or coming home. */
    private static final double SILENCE = 150;

    private final WallClock clock;
    private final Map<RoomId, Integer> places = new LinkedHashMap<>();
    private final List<RoomHistory> rooms = new ArrayList<>();
    private final Map<String, Evidence> sensors = new LinkedHashMap<>();
    private final Map<String, Integer> placesOfSensors = new HashMap<>();
    /** For each room that others are made of, the places of these. */
    private final Map<RoomId, List<Integer>> wholes = new HashMap<>();
    private double began = Double.POSITIVE_INFINITY;
    private double latestTransition = Double.NEGATIVE_INFINITY;
    private double[] risings = new double[64];
    private int risingCount;

    public HomeHistory(Home home) {
        this(new WallClock(home.zone()), home.rooms().stream().map(Room::id).toList());
        for (Sensor sensor : home.sensors()) {
            sensors.put(sensor.entityId(), new Evidence());
            placesOfSensors.put(sensor.entityId(), places.get(sensor.room()));
        }
        home.parts().forEach((whole, parts) -> parts.forEach(part ->
                wholes.computeIfAbsent(part, first -> new ArrayList<>()).add(places.get(whole))));
    }

    private HomeHistory(WallClock clock, Iterable<RoomId> ids) {
        this.clock = clock;
        for (RoomId id : ids) {
            places.put(id, rooms.size());
            rooms.add(new RoomHistory());
        }
    }

    @Override
    public void evidenceBegan(Sensor sensor, Instant at) {
        double minute = seen(at);
        rooms.get(places.get(sensor.room())).evidenceBegan(minute);
        wholesOf(sensor).forEach(whole -> rooms.get(whole).evidenceBegan(minute));
        sensors.get(sensor.entityId()).began(minute);
    }

    @Override
    public void evidenceEnded(Sensor sensor, Instant at) {
        double minute = seen(at);
        rooms.get(places.get(sensor.room())).evidenceEnded(minute);
        wholesOf(sensor).forEach(whole -> rooms.get(whole).evidenceEnded(minute));
        sensors.get(sensor.entityId()).ended(minute);
    }

    @Override
    public void changed(RoomId room, Occupancy now, Instant at) {
        RoomHistory history = rooms.get(places.get(room));
        double minute = seen(at);
        if (now == Occupancy.UNKNOWN) {
            history.lost(minute);
            return;
        }
        int before = history.transitionCount();
        history.changed(now == Occupancy.OCCUPIED, minute);
        if (history.transitionCount() > before && history.isSeen(before)) {
            noteRising(minute);
        }
    }

    @Override
    public void sensorLost(Sensor sensor, Instant at) {
        seen(at);
    }

    @Override
    public void sensorBack(Sensor sensor, Instant at) {
        seen(at);
    }

    /** The rooms' ids, in the order of the home. */
    public List<RoomId> roomIds() {
        return List.copyOf(places.keySet());
    }

    /** The history of the room at that place in the home. */
    public RoomHistory room(int place) {
        return rooms.get(place);
    }

    /** The place of that room in the home. */
    public int place(RoomId room) {
        return places.get(room);
    }

    /** The sensors of the room at that place, by their entity ids, in the order of the home. */
    List<String> sensorsIn(int place) {
        return sensors.keySet().stream().filter(id -> placesOfSensors.get(id) == place).toList();
    }

    /** When that sensor saw somebody; nothing if it is not in the home. */
    Optional<Evidence> sensor(String entityId) {
        return Optional.ofNullable(sensors.get(entityId));
    }

    /** How many rooms there are. */
    public int size() {
        return rooms.size();
    }

    /** What the clock on the wall shows there. */
    public WallClock clock() {
        return clock;
    }

    /** The moment of the first event; infinity before there is one. */
    public double began() {
        return began;
    }

    /** Minutes since the room's last transition, or since the beginning when there was none; two days at most. */
    double elapsed(int place, double moment) {
        return Math.max(0, Math.min(Evidence.LONG_AGO, moment - rooms.get(place).since(began, moment)));
    }

    /** Minutes since people last got up or came home; a day at most. */
    double awake(double moment) {
        int count = RoomHistory.countUntil(risings, risingCount, moment);
        return count == 0 ? Minutes.DAY : Math.min(Minutes.DAY, moment - risings[count - 1]);
    }

    /** Takes out what was before that moment. */
    public void forgetBefore(double moment) {
        rooms.forEach(room -> room.forgetBefore(moment));
        sensors.values().forEach(sensor -> sensor.forgetBefore(moment));
        began = Math.max(began, moment);
        int gone = RoomHistory.countUntil(risings, risingCount, moment - Minutes.DAY);
        risings = Arrays.copyOfRange(risings, gone, Math.max(gone + 64, risings.length));
        risingCount -= gone;
    }

    /** The same, for another thread. */
    public HomeHistory copy() {
        HomeHistory copy = new HomeHistory(clock, List.of());
        copy.places.putAll(places);
        rooms.forEach(room -> copy.rooms.add(room.copy()));
        sensors.forEach((id, evidence) -> copy.sensors.put(id, evidence.copy()));
        copy.placesOfSensors.putAll(placesOfSensors);
        copy.wholes.putAll(wholes);
        copy.began = began;
        copy.latestTransition = latestTransition;
        copy.risings = Arrays.copyOf(risings, Math.max(1, risingCount));
        copy.risingCount = risingCount;
        return copy;
    }

    private List<Integer> wholesOf(Sensor sensor) {
        return wholes.getOrDefault(sensor.room(), List.of());
    }

    private double seen(Instant at) {
        double minute = Minutes.of(at);
        began = Math.min(began, minute);
        return minute;
    }

    private void noteRising(double minute) {
        if (minute - latestTransition > SILENCE) {
            if (risingCount == risings.length) {
                risings = Arrays.copyOf(risings, 2 * risingCount);
            }
            risings[risingCount++] = minute;
        }
        latestTransition = Math.max(latestTransition, minute);
    }
}
