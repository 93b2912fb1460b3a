package io.roomcast.source.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.config.EntitySelection;
import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import io.roomcast.source.homeassistant.Registry.Area;
import io.roomcast.source.homeassistant.Registry.Device;
import io.roomcast.source.homeassistant.Registry.Entity;
import io.roomcast.source.homeassistant.Registry.Floor;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomFinderTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
    private static final RoomId HALL = new RoomId("hall");

    private final List<Area> areas = new ArrayList<>(List.of(new Area("hall", "Hall", Optional.empty())));
    private final List<Device> devices = new ArrayList<>();
    private final List<Entity> entities = new ArrayList<>();
    private final Map<String, String> classes = new HashMap<>();
    private Home own = HomeAssistantFixture.NOTHING_OWN;
    private Set<String> excluded = Set.of();
    private Set<String> aggregates = Set.of();
    private final Map<String, String> labels = new HashMap<>();
    private Set<String> outdoor = Set.of();
    private EntitySelection selection = EntitySelection.USUAL;
    private final List<Floor> floors = new ArrayList<>(List.of(new Floor("ground_floor", "Ground floor"), new Floor("cellar", "Cellar")));

    private void entity(String id, String deviceClass, String area, String device) {
        entities.add(new Entity(id, Optional.ofNullable(area), Optional.ofNullable(device), false, false));
        classes.put(id, deviceClass);
    }

    private void device(String id, String area, String via) {
        devices.add(new Device(id, Optional.ofNullable(area), Optional.ofNullable(via)));
    }

    private RoomFinder finder() {
        return new RoomFinder(own, excluded, new SensorSelection(selection), new Aggregates(aggregates, outdoor));
    }

    private FoundHome find() {
        return finder().find(new Registry(floors, areas, devices, entities, labels), classes, ZONE);
    }

    private Optional<RoomId> roomOf(String entityId) {
        return find().home().sensors().stream().filter(sensor -> sensor.entityId().equals(entityId)).map(Sensor::room).findFirst();
    }

    @ParameterizedTest
    @CsvSource({"motion,MOTION", "moving,MOTION", "occupancy,PRESENCE", "presence,PRESENCE", "door,DOOR",
            "opening,DOOR",
            "window,DOOR", "garage_door,DOOR", "lock,DOOR"})
    void theseDeviceClassesTellWhetherSomebodyIsThere(String deviceClass, SensorKind kind) {
        entity("binary_sensor.one", deviceClass, "hall", null);

        assertThat(find().home().sensors()).containsExactly(new Sensor("binary_sensor.one", kind, HALL));
    }

    @ParameterizedTest
    @CsvSource({"binary_sensor.one,battery", "cover.one,blind", "binary_sensor.one,", "sensor.one,motion",
            "light.one,door"})
    void othersDoNotCount(String entityId, String deviceClass) {
        entity(entityId, deviceClass == null ? "" : deviceClass, "hall", null);

        assertThat(find().home().sensors()).isEmpty();
        assertThat(find().home().rooms()).containsExactly(new Room(HALL, "Hall"));
    }

    @ParameterizedTest
    @CsvSource({
        "hall,   ,     ,      hall",
        "hall,   attic, ,     hall",
        ",       hall, ,      hall",
        ",       ,     hall,  hall",
        ",       gone, hall,  hall",
        "gone,   hall, attic, hall",
        "gone,   gone, gone,  ",
        ",       ,     ,      "})
    void anEntityIsInItsOwnAreaElseInItsDevicesElseInTheParents(String area, String device, String parent, String room) {
        areas.add(new Area("attic", "Attic", Optional.empty()));
        device("parent", parent, null);
        device("device", device, "parent");
        entity("binary_sensor.one", "motion", area, "device");

        assertThat(roomOf("binary_sensor.one")).isEqualTo(Optional.ofNullable(room).map(RoomId::new));
    }

    @Test
    void halfARegistryDoesNoHarm() {
        device("round", null, "about");
        device("about", null, "round");
        entity("binary_sensor.lost", "motion", null, "nowhere");
        entity("binary_sensor.circling", "motion", null, "round");
        entity("nonsense", "motion", "hall", null);

        FoundHome found = find();

        assertThat(found.home().sensors()).isEmpty();
        assertThat(found.notes()).containsExactly("in no area, so not used: binary_sensor.lost, binary_sensor.circling");
    }

    @Test
    void whatIsHiddenOrDisabledDoesNotCount() {
        entities.add(new Entity("binary_sensor.hidden", Optional.of("hall"), Optional.empty(), false, true));
        entities.add(new Entity("binary_sensor.disabled", Optional.of("hall"), Optional.empty(), true, false));
        classes.putAll(Map.of("binary_sensor.hidden", "motion", "binary_sensor.disabled", "motion"));

        assertThat(find().home().sensors()).isEmpty();
        assertThat(find().lacks()).containsEntry(HALL, "its sensors are hidden, disabled or in other rooms of rooms.yaml: "
                + "binary_sensor.hidden, binary_sensor.disabled");
    }

    @Test
    void whatRoomsYamlSaysWins() {
        own = new Home(ZONE, List.of(new Room(HALL, "Lobby"), new Room(new RoomId("shed"), "Shed")),
                List.of(new Sensor("binary_sensor.one", SensorKind.DOOR, new RoomId("shed"))),
                Duration.ofMinutes(3), Map.of(HALL, Duration.ofMinutes(9)));
        entity("binary_sensor.one", "motion", "hall", null);
        entity("binary_sensor.two", "motion", "hall", null);

        Home home = find().home();

        assertThat(home.rooms()).containsExactly(new Room(HALL, "Lobby"), new Room(new RoomId("shed"), "Shed"));
        assertThat(home.sensors()).containsExactlyInAnyOrder(new Sensor("binary_sensor.one", SensorKind.DOOR, new RoomId("shed")),
                new Sensor("binary_sensor.two", SensorKind.MOTION, HALL));
        assertThat(home.holdOff(HALL)).isEqualTo(Duration.ofMinutes(9));
        assertThat(home.holdOff()).isEqualTo(Duration.ofMinutes(3));
        assertThat(home.zone()).isEqualTo(ZONE);
    }

    @Test
    void aDeviceTrackerThatRoomsYamlNamesIsASensor() {
        Sensor phone = new Sensor("device_tracker.phone", SensorKind.PERSON, HALL);
        own = new Home(ZONE, List.of(new Room(HALL, "Lobby")), List.of(phone), Duration.ofMinutes(3), Map.of());
        entity(phone.entityId(), "", null, null);

        assertThat(find().home().sensors()).containsExactly(phone);
        assertThat(finder().candidates(new Registry(floors, areas, devices, entities, labels)))
                .contains(phone.entityId());
    }

    @ParameterizedTest
    @CsvSource({"hall", "Hall", "HALL"})
    void excludedAreasAreNoRooms(String name) {
        excluded = Set.of(name);
        entity("binary_sensor.one", "motion", "hall", null);

        assertThat(find().home().rooms()).isEmpty();
        assertThat(find().home().sensors()).isEmpty();
    }

    @Test
    void areaIdsThatAreNoRoomIdsAreMadeToFit() {
        areas.clear();
        areas.add(new Area("küche", "Küche", Optional.empty()));
        areas.add(new Area("k_che", "Another", Optional.empty()));
        areas.add(new Area("x".repeat(80), "Long", Optional.empty()));

        assertThat(find().home().rooms()).extracting(room -> room.id().value())
                .containsExactly("k_che_2", "k_che", "x".repeat(64));
    }

    @ParameterizedTest
    @CsvSource({"none-at-all,", "floors,ground_floor", "GROUND FLOOR,ground_floor", "cellar,", "home,home", "all,ground_floor|home"})
    void floorsAndTheHomeAreRoomsWhenTheyAreAskedFor(String wanted, String ids) {
        aggregates = Set.of(wanted);
        areas.add(new Area("kitchen", "Kitchen", Optional.of("ground_floor")));
        areas.add(new Area("office", "Office", Optional.of("ground_floor")));
        excluded = Set.of("office");

        Home home = find().home();

        assertThat(home.rooms()).extracting(room -> room.id().value()).startsWith("hall", "kitchen");
        List<String> expected = ids == null ? List.of() : List.of(ids.split("\\|"));
        assertThat(home.rooms().stream().skip(2).map(room -> room.id().value())).isEqualTo(expected);
        assertThat(home.parts()).hasSize(expected.size()).allSatisfy((whole, parts) -> assertThat(parts)
                .isEqualTo(whole.value().equals("home") ? Set.of(HALL, new RoomId("kitchen")) : Set.of(new RoomId("kitchen"))));
    }

    @Test
    void personsWhoAreFollowedCountForTheHomeAndForNothingElse() {
        entities.add(new Entity("person.anna", Optional.of("hall"), Optional.empty(), false, false));
        entities.add(new Entity("person.guest", Optional.empty(), Optional.empty(), false, false));
        classes.put("person.anna", Aggregates.FOLLOWED_PERSON);
        assertThat(find().home().sensors()).isEmpty();

        aggregates = Set.of("home");

        assertThat(find().home().sensors()).containsExactly(new Sensor("person.anna", SensorKind.PERSON, new RoomId("home")));
    }

    @Test
    void anAreaKeepsItsIdWhenAFloorHasTheSame() {
        aggregates = Set.of("all");
        areas.add(new Area("ground_floor", "Down here", Optional.of("ground_floor")));

        assertThat(find().home().rooms()).extracting(room -> room.id().value())
                .containsExactly("hall", "ground_floor", "ground_floor_2", "home");
    }

    @Test
    void theTableTellsOfEachRoomItsSensorsOrWhatItLacks() {
        areas.add(new Area("attic", "Attic", Optional.empty()));
        areas.add(new Area("kitchen", "Kitchen", Optional.empty()));
        entity("binary_sensor.hall", "motion", "hall", null);
        entity("binary_sensor.battery", "battery", "attic", null);

        assertThat(find().table()).isEqualTo("""
                Home Assistant has 3 rooms with 1 sensors:
                  hall     "Hall": binary_sensor.hall (motion)
                  attic    "Attic": is not predicted: there is no motion, occupancy, presence or door sensor in this area; \
                these do not tell whether somebody is there: binary_sensor.battery
                  kitchen  "Kitchen": is not predicted: there is no motion, occupancy, presence or door sensor in this area""");
    }

    @Test
    void aHubDoesNotLendItsAreaToWhatIsReachedByIt() {
        var registry = RegistryReader.registry(JsonValue.NULL, json("""
                [{"area_id": "office", "name": "Office"}, {"area_id": "bath", "name": "Bath"}]"""), json("""
                [{"id": "hub", "area_id": "office"}, {"id": "sensor", "area_id": null, "via_device_id": "hub"},
                 {"id": "strip", "area_id": "bath"}, {"id": "socket", "area_id": null, "parent_device_id": "strip"},
                 {"id": "part", "parent_device_id": "socket", "via_device_id": "hub"}]"""), json("""
                [{"entity_id": "binary_sensor.reached", "device_id": "sensor"},
                 {"entity_id": "binary_sensor.part", "device_id": "part"}]"""), JsonValue.NULL);

        FoundHome found = finder().find(registry, Map.of("binary_sensor.reached", "motion", "binary_sensor.part",
                "motion"), ZONE);

        assertThat(found.home().sensors()).containsExactly(new Sensor("binary_sensor.part", SensorKind.MOTION,
                new RoomId("bath")));
        assertThat(found.notes()).containsExactly("in no area, so not used: binary_sensor.reached");
    }

    @ParameterizedTest
    @CsvSource({"cover.gate,gate", "cover.garage,garage", "cover.door,door", "cover.roof,window", "lock.front,"})
    void whatOpensAndClosesIsADoor(String entityId, String deviceClass) {
        entity(entityId, deviceClass == null ? "" : deviceClass, "hall", null);

        assertThat(find().home().sensors()).containsExactly(new Sensor(entityId, SensorKind.DOOR, HALL));
    }

    @Test
    void whatDerivesOccupancyFromOthersIsLeftOutUnlessTheRoomHasNothingElse() {
        areas.add(new Area("attic", "Attic", Optional.empty()));
        of("binary_sensor.hall_motion", "motion", "hall", "mqtt");
        of("binary_sensor.hall_probability", "occupancy", "hall", "bayesian");
        of("binary_sensor.attic_occupied", "occupancy", "attic", "area_occupancy");

        assertThat(find().home().sensors()).extracting(Sensor::entityId)
                .containsExactly("binary_sensor.hall_motion", "binary_sensor.attic_occupied");
        assertThat(find().notes()).singleElement().asString().contains("binary_sensor.hall_probability (bayesian)");
    }

    @Test
    void aGroupCountsUnlessAllItsMembersDo() {
        of("binary_sensor.one", "motion", "hall", "mqtt");
        of("binary_sensor.two", "motion", "hall", "mqtt");
        of("binary_sensor.known", "motion", "hall", "group", "binary_sensor.one", "binary_sensor.two");
        of("binary_sensor.more", "motion", "hall", "group", "binary_sensor.one", "binary_sensor.elsewhere");
        of("binary_sensor.reckoned", "occupancy", "hall", "template");

        assertThat(find().home().sensors()).extracting(Sensor::entityId)
                .containsExactlyInAnyOrder("binary_sensor.one", "binary_sensor.two", "binary_sensor.more",
                "binary_sensor.reckoned");
        assertThat(find().notes()).singleElement().asString()
                .contains("binary_sensor.known (group of sensors that count)");
    }

    @Test
    void aRoomWithNothingButAGroupKeepsIt() {
        areas.add(new Area("attic", "Attic", Optional.empty()));
        of("binary_sensor.one", "motion", "hall", "mqtt");
        of("binary_sensor.attic", "motion", "attic", "group", "binary_sensor.one");

        assertThat(roomOf("binary_sensor.attic")).contains(new RoomId("attic"));
    }

    @Test
    void entitiesAndLabelsAreTakenInAndOut() {
        of("binary_sensor.out", "motion", "hall", "mqtt");
        of("binary_sensor.in", "occupancy", "hall", "bayesian");
        of("binary_sensor.usual", "motion", "hall", "mqtt");
        entities.add(new Entity("binary_sensor.labelled", Optional.of("hall"), Optional.of("toy"), false, false, "",
                "mqtt", Set.of(),
                Set.of()));
        classes.put("binary_sensor.labelled", "motion");
        devices.add(new Device("toy", Optional.empty(), Optional.empty(), Set.of("label_7")));
        labels.put("label_7", "Not a sensor");
        selection = new EntitySelection(Set.of("binary_sensor.out"), Set.of("binary_sensor.in"),
                Set.of("not a Sensor", "nowhere"),
                Set.of());

        assertThat(find().home().sensors()).extracting(Sensor::entityId)
                .containsExactlyInAnyOrder("binary_sensor.in", "binary_sensor.usual");
        assertThat(find().notes())
                .containsExactly("home_assistant.exclude_labels: Home Assistant has no label nowhere");
    }

    @Test
    void anOutdoorAreaIsARoomButDoesNotMakeTheHomeOccupied() {
        areas.add(new Area("garden", "Garden", Optional.of("ground_floor")));
        areas.set(0, new Area("hall", "Hall", Optional.of("ground_floor")));
        of("binary_sensor.hall", "motion", "hall", "mqtt");
        of("binary_sensor.garden", "motion", "garden", "mqtt");
        aggregates = Set.of("all");
        outdoor = Set.of("garden");

        Home home = find().home();

        assertThat(home.room(new RoomId("garden"))).isPresent();
        assertThat(home.parts()).containsEntry(new RoomId("home"), Set.of(HALL))
                .containsEntry(new RoomId("ground_floor"), Set.of(HALL));
    }

    private void of(String id, String deviceClass, String area, String platform, String... members) {
        entities.add(new Entity(id, Optional.of(area), Optional.empty(), false, false, "", platform, Set.of(),
                Set.of(members)));
        classes.put(id, deviceClass);
    }

    private static JsonValue json(String text) {
        return Json.createReader(new StringReader(text)).readValue();
    }
}
