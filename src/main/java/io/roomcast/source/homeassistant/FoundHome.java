package io.roomcast.source.homeassistant;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The home as it was found. Immutable.
 *
 * @param home  its rooms and sensors
 * @param lacks of each room without a sensor, what it lacks, in part of a sentence
 * @param notes what else the owner may want to know, one line each
 */
record FoundHome(Home home, Map<RoomId, String> lacks, List<String> notes) {

    FoundHome {
        lacks = Map.copyOf(lacks);
        notes = List.copyOf(notes);
    }

    /** What was found, as a table with a line for each room. */
    String table() {
        int width = home.rooms().stream().mapToInt(room -> room.id().value().length()).max().orElse(0);
        String rows = home.rooms().stream()
                .map(room -> String.format(Locale.ROOT, "  %-" + Math.max(1, width) + "s  %s", room.id(), describe(room)))
                .collect(Collectors.joining("\n"));
        String lines = notes.stream().map(note -> "\n  " + note).collect(Collectors.joining());
        return "Home Assistant has %d rooms with %d sensors:\n%s%s".formatted(home.rooms().size(), home.sensors().size(), rows, lines);
    }

    private String describe(Room room) {
        List<Sensor> sensors = home.sensorsIn(room.id());
        Stream<String> own = sensors.stream().map(sensor -> sensor.entityId() + " (" + sensor.kind().name().toLowerCase(Locale.ROOT) + ")");
        Stream<String> parts = home.parts().getOrDefault(room.id(), Set.of()).stream().sorted().map(part -> "room " + part);
        return '"' + room.name() + "\": " + (home.isSensed(room.id())
                ? Stream.concat(parts, own).collect(Collectors.joining(", "))
                : "is not predicted: " + lacks.getOrDefault(room.id(), "no sensor"));
    }
}
