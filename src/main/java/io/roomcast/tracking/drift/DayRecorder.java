package io.roomcast.tracking.drift;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes down day after day what a home does. */
final class DayRecorder {

    private static final long QUARTER_SECONDS = 900;

    private final ZoneId zone;
    private final Consumer<HomeDay> dayEnded;
    private final Map<RoomId, RoomRecorder> rooms = new LinkedHashMap<>();
    private final Map<String, RoomId> roomOf;
    private final Map<String, Integer> activeQuarters = new HashMap<>();
    private final Map<String, Long> lastQuarter = new HashMap<>();
    private Instant told;
    private boolean fromTheStart;

    /** @param dayEnded takes each day that was seen from its beginning to its end */
    DayRecorder(Home home, Consumer<HomeDay> dayEnded) {
        this.zone = home.zone();
        this.dayEnded = dayEnded;
        for (Room room : home.rooms()) {
            rooms.put(room.id(), new RoomRecorder(zone));
        }
        this.roomOf = home.sensors().stream().collect(Collectors.toMap(Sensor::entityId, Sensor::room));
    }

    void changed(RoomId room, Instant at, boolean occupied) {
        passTo(at);
        recorder(room).changed(told, occupied);
    }

    void lost(RoomId room, Instant at) {
        passTo(at);
        recorder(room).lost();
    }

    void scored(RoomId room, Instant at, double loss) {
        passTo(at);
        recorder(room).losses().scored(told.atZone(zone).toLocalDate(), loss);
    }

    void reported(String sensor, Instant at) {
        RoomId room = roomOf.get(sensor);
        if (room == null) {
            throw new IllegalArgumentException("no sensor " + sensor);
        }
        passTo(at);
        rooms.get(room).reported(told);
        long quarter = Math.floorDiv(told.getEpochSecond(), QUARTER_SECONDS);
        if (!Long.valueOf(quarter).equals(lastQuarter.put(sensor, quarter))) {
            activeQuarters.merge(sensor, 1, Integer::sum);
        }
    }

    /** Lets the time pass, day by day; a moment that is past already is taken for the latest. */
    void passTo(Instant now) {
        if (told == null) {
            told = now;
        }
        while (now.isAfter(told)) {
            LocalDate date = told.atZone(zone).toLocalDate();
            Instant midnight = date.plusDays(1).atStartOfDay(zone).toInstant();
            Instant until = now.isBefore(midnight) ? now : midnight;
            for (RoomRecorder room : rooms.values()) {
                room.stayed(told, until);
            }
            told = until;
            if (until.equals(midnight)) {
                endDay(date);
            }
        }
    }

    /** Up to when it was told what happened, and what of it cannot be told again; if it was told anything. */
    Optional<DriftMemory> memory() {
        return Optional.ofNullable(told).map(latest -> new DriftMemory(latest.getEpochSecond(),
                rooms.entrySet().stream().map(room -> room.getValue().losses().memory(room.getKey().value())).toList()));
    }

    /** Goes on from there; what is known of other rooms is left out. */
    void restore(DriftMemory memory) {
        for (DriftMemory.RoomLosses losses : memory.losses()) {
            rooms.forEach((room, recorder) -> {
                if (room.value().equals(losses.room())) {
                    recorder.losses().restore(losses);
                }
            });
        }
    }

    private void endDay(LocalDate date) {
        Map<RoomId, RoomDay> roomDays = new LinkedHashMap<>();
        rooms.forEach((id, room) -> room.takeDay(date).ifPresent(day -> roomDays.put(id, day)));
        if (fromTheStart) {
            dayEnded.accept(new HomeDay(date, roomDays, activeQuarters));
        }
        activeQuarters.replaceAll((sensor, quarters) -> 0);
        fromTheStart = true;
    }

    private RoomRecorder recorder(RoomId room) {
        RoomRecorder recorder = rooms.get(room);
        if (recorder == null) {
            throw new IllegalArgumentException("no room " + room);
        }
        return recorder;
    }
}
