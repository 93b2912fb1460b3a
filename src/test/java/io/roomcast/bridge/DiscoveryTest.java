package io.roomcast.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.bridge.Discovery.Origin;
import io.roomcast.config.BridgeSettings;
import io.roomcast.config.DiscoveryForm;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscoveryTest {

    private static final String PREFIX = "occupancy/predictions";
    private static final String OWN = "{\"availability_topic\":\"occupancy/predictions/bridge/availability\"}";

    private final Discovery byDevice = discovery(DiscoveryForm.DEVICE, PREFIX);
    private final Discovery byEntity = discovery(DiscoveryForm.ENTITY, PREFIX);

    private static Discovery discovery(DiscoveryForm form, String prefix) {
        return new Discovery(new BridgeSettings(true, form, "homeassistant"), new Topics(prefix), Ids.of(prefix, PREFIX),
                new Origin("1.0.0", () -> "http://roomcast.example:8766/"), room -> true);
    }

    private static JsonObject parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static JsonObject expected(String name) throws IOException {
        try (InputStream file = DiscoveryTest.class.getResourceAsStream(name); var reader = Json.createReader(file)) {
            return reader.readObject();
        }
    }

    @Test
    void aRoomIsOneDeviceWithAllItsEntities() throws IOException {
        Map<String, String> configs = byDevice.of(Said.KITCHEN);

        assertThat(configs).containsOnlyKeys("homeassistant/device/roomcast-kitchen/config");
        assertThat(parse(configs.get("homeassistant/device/roomcast-kitchen/config"))).isEqualTo(expected("kitchen.json"));
    }

    @Test
    void aRoomThatIsNoAreaMakesNone() {
        Discovery noAreas = new Discovery(new BridgeSettings(true, DiscoveryForm.DEVICE, "homeassistant"), new Topics(PREFIX),
                Ids.of(PREFIX, PREFIX), new Origin("1.0.0", () -> "http://roomcast.example:8766/"), room -> false);

        JsonObject told = parse(noAreas.of(Said.KITCHEN).values().iterator().next());

        assertThat(told.getJsonObject("dev")).doesNotContainKey("sa").containsKey("name");
    }

    @Test
    void theWholeIsADeviceOfItsOwn() throws IOException {
        Map<String, String> configs = byDevice.ofAll();

        assertThat(configs).containsOnlyKeys("homeassistant/device/roomcast/config");
        assertThat(parse(configs.get("homeassistant/device/roomcast/config"))).isEqualTo(expected("all.json"));
    }

    @Test
    void inTheOlderFormEachEntityIsToldWithItsDevice() throws IOException {
        JsonObject device = expected("kitchen.json");
        Map<String, String> configs = byEntity.of(Said.KITCHEN);

        assertThat(configs).hasSameSizeAs(device.getJsonObject("cmps"));
        device.getJsonObject("cmps").forEach((key, value) -> {
            JsonObject component = value.asJsonObject();
            var entity = Json.createObjectBuilder(component).remove("p");
            device.forEach((name, shared) -> {
                if (!name.equals("cmps")) {
                    entity.add(name, shared);
                }
            });
            String topic = "homeassistant/" + component.getString("p") + "/roomcast/kitchen-" + key + "/config";
            assertThat(configs).containsKey(topic);
            assertThat(parse(configs.get(topic))).isEqualTo(entity.build());
        });
        assertThat(byEntity.ofAll()).containsKey("homeassistant/binary_sensor/roomcast/update_problems/config");
    }

    @Test
    void nothingIsToldWhereItIsOff() {
        Discovery off = discovery(DiscoveryForm.OFF, PREFIX);

        assertThat(off.of(Said.KITCHEN)).isEmpty();
        assertThat(off.ofAll()).isEmpty();
    }

    @Test
    void anotherNameChangesNoId() {
        JsonObject named = cmps(byDevice.of(new Room(new RoomId("kitchen"), "Küche")));

        JsonObject before = cmps(byDevice.of(Said.KITCHEN));
        assertThat(named).isEqualTo(before);
    }

    @Test
    void noPredictionIsAMeasurementAndNothingTicks() {
        for (JsonValue component : cmps(byDevice.of(Said.KITCHEN)).values()) {
            assertThat(component.asJsonObject()).doesNotContainKey("state_class");
            assertThat(component.toString()).doesNotContain("time_until", "duration");
        }
    }

    @Test
    void noTwoEntitiesShareAnId() {
        List<Room> rooms = Stream.of("kitchen", "kitchen_next", "health", "last", "a_", "A").map(RoomId::new).map(Room::named).toList();
        List<JsonObject> all = Stream.concat(Stream.of(cmps(byDevice.ofAll())), rooms.stream().map(room -> cmps(byDevice.of(room))))
                .toList();

        List<String> ids = all.stream().flatMap(cmps -> cmps.values().stream())
                .map(component -> component.asJsonObject().getString("unique_id")).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(all.stream().flatMap(cmps -> cmps.values().stream())
                .map(component -> component.asJsonObject().getString("default_entity_id")))
                .allMatch(id -> id.matches("(?!.*__)[a-z_]+\\.[a-z0-9][a-z0-9_]*[a-z0-9]"));
    }

    @Test
    void anotherPrefixOnTheSameBrokerHasIdsOfItsOwn() {
        Discovery other = discovery(DiscoveryForm.DEVICE, "cottage/rooms");

        assertThat(other.of(Said.KITCHEN)).containsOnlyKeys("homeassistant/device/roomcast_cottage_rooms-kitchen/config");
        assertThat(other.of(Said.KITCHEN).values()).first().asString().contains("sensor.roomcast_cottage_rooms_kitchen_confidence");
        assertThat(other.isOwn("homeassistant/device/roomcast-kitchen/config", OWN)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(DiscoveryForm.class)
    void itKnowsItsOwnInWhateverForm(DiscoveryForm form) {
        Discovery discovery = discovery(form, PREFIX);
        var topics = new TreeSet<String>();
        for (Discovery each : List.of(byDevice, byEntity)) {
            topics.addAll(each.ofAll().keySet());
            topics.addAll(each.of(Said.KITCHEN).keySet());
        }

        assertThat(topics).allMatch(topic -> discovery.isOwn(topic, OWN));
        assertThat(topics.stream().filter(topic -> topic.contains("kitchen")).map(discovery::roomOf))
                .containsOnly(Optional.of(new RoomId("kitchen")));
        assertThat(topics.stream().filter(topic -> !topic.contains("kitchen")).map(discovery::roomOf)).containsOnly(Optional.empty());
    }

    @Test
    void whatIsSomebodyElsesIsNotItsOwn() {
        assertThat(List.of("homeassistant/device/boiler/config", "homeassistant/sensor/boiler/temperature/config",
                "homeassistant/device/roomcaster-x/config", "homeassistant/device/roomcast-no-room/config", "homeassistant/status",
                "other/device/roomcast-kitchen/config")).noneMatch(topic -> byDevice.isOwn(topic, OWN));
        assertThat(byDevice.isOwn("homeassistant/device/roomcast-kitchen/config", OWN.replace("predictions", "others"))).isFalse();
        assertThat(byDevice.isOwn("homeassistant/device/roomcast-kitchen/config", "")).isFalse();
    }

    private static JsonObject cmps(Map<String, String> configs) {
        return parse(configs.values().iterator().next()).getJsonObject("cmps");
    }
}
