package io.roomcast.api;

import io.roomcast.access.RoomFilter;
import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.Sensor;
import io.roomcast.tracking.HomeReport;
import io.roomcast.wire.JsonText;
import java.util.List;
import java.util.Set;

/** What is known of the home as JSON. */
final class HomeJson {

    private static final String ELSEWHERE = "the rooms are those of the tracking manager that is heard over MQTT; which sensors they have it"
            + " does not tell";

    private HomeJson() {
    }

    /** Of a home whose sensors are read here, as far as these rooms go. What belongs to no room is for who may see all of them. */
    static String of(HomeReport report, RoomFilter permitted) {
        Home home = report.home();
        List<Room> rooms = home.rooms().stream().filter(room -> permitted.permits(room.id())).toList();
        return JsonText.object()
                .put("source", report.source())
                .put("known", true)
                .put("certain", report.certain())
                .putEach("rooms", rooms, (json, room) -> room(json, room, report, permitted))
                .put("notes", permitted.isAll() ? report.notes() : List.of())
                .end();
    }

    /** Where none is known, and why. */
    static String ofNone(String source) {
        return JsonText.object()
                .put("source", source)
                .put("known", false)
                .put("reason", ELSEWHERE)
                .putEach("rooms", List.<Room>of(), (json, room) -> { })
                .end();
    }

    private static void room(JsonText json, Room room, HomeReport report, RoomFilter permitted) {
        Home home = report.home();
        json.put("room_id", room.id().value())
                .put("room_name", room.name())
                .put("predicted", home.isSensed(room.id()))
                .putEach("sensors", home.sensorsIn(room.id()), HomeJson::sensor)
                .put("made_of", home.parts().getOrDefault(room.id(), Set.of()).stream().filter(permitted::permits).sorted().toList())
                .put("lacks", report.lack(room.id()));
    }

    private static void sensor(JsonText json, Sensor sensor) {
        json.put("entity_id", sensor.entityId()).put("class", sensor.kind());
    }
}
