package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.RoomFilter;
import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import io.roomcast.tracking.HomeReport;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HomeJsonTest {

    private static final RoomId HALL = new RoomId("hall");
    private static final RoomId ATTIC = new RoomId("attic");
    private static final RoomId CELLAR = new RoomId("cellar");
    private static final RoomId HOUSE = new RoomId("home");
    private static final Home HOME = new Home(ZoneOffset.UTC,
            List.of(new Room(HALL, "Hall"), new Room(ATTIC, "Attic"), new Room(CELLAR, "Cellar"), new Room(HOUSE, "Home")),
            List.of(new Sensor("binary_sensor.hall", SensorKind.MOTION, HALL)), Home.DEFAULT_HOLD_OFF, Map.of(),
            Map.of(HOUSE, Set.of(HALL, ATTIC)));
    private static final HomeReport REPORT = new HomeReport("home_assistant", false, HOME,
            Map.of(ATTIC, "there is no motion sensor in this area"), List.of("in no area, so not used: binary_sensor.lost"));

    @Test
    void eachRoomIsToldWithItsSensorsOrWhatItLacks() {
        assertThat(HomeJson.of(REPORT, RoomFilter.all())).isEqualTo("{\"source\":\"home_assistant\",\"known\":true,\"certain\":false,\"rooms\":["
                + "{\"room_id\":\"hall\",\"room_name\":\"Hall\",\"predicted\":true,"
                + "\"sensors\":[{\"entity_id\":\"binary_sensor.hall\",\"class\":\"motion\"}],\"made_of\":[]},"
                + "{\"room_id\":\"attic\",\"room_name\":\"Attic\",\"predicted\":false,\"sensors\":[],\"made_of\":[],"
                + "\"lacks\":\"there is no motion sensor in this area\"},"
                + "{\"room_id\":\"cellar\",\"room_name\":\"Cellar\",\"predicted\":false,\"sensors\":[],\"made_of\":[],\"lacks\":\"no sensor\"},"
                + "{\"room_id\":\"home\",\"room_name\":\"Home\",\"predicted\":true,\"sensors\":[],\"made_of\":[\"attic\",\"hall\"]}],"
                + "\"notes\":[\"in no area, so not used: binary_sensor.lost\"]}");
    }

    @Test
    void whoMaySeeSomeRoomsIsToldOfNoOther() {
        String json = HomeJson.of(REPORT, RoomFilter.of(List.of(HALL, HOUSE)));

        assertThat(json).contains("\"room_id\":\"hall\"", "\"made_of\":[\"hall\"]", "\"notes\":[]").doesNotContain("attic", "cellar", "lost");
    }

    @Test
    void whereTheRoomsAreSomebodyElsesThatIsSaid() {
        assertThat(HomeJson.ofNone("mqtt")).startsWith("{\"source\":\"mqtt\",\"known\":false,\"reason\":\"the rooms are those of")
                .endsWith("\"rooms\":[]}");
    }
}
