package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real Home Assistant and the broker Mosquitto, from the token to the first entity and through everything that is started anew. Skipped
 * where one of both is not installed. One long life of each release, since a start takes long.
 */
@Execution(ExecutionMode.CONCURRENT)
class RealHomeAssistantIT {

    private static final String HALL = "Hall motion";
    private static final String KITCHEN = "Kitchen motion";
    private static final String BEDROOM = "Bedroom presence";
    private static final String DOOR = "Front door";
    private static final String OWNED = "Roomcast";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private Mosquitto broker;
    private HomeAssistant home;

    @AfterEach
    void end() throws Exception {
        for (var each : started) {
            each.close();
        }
    }

    @ParameterizedTest
    @EnumSource(HomeAssistantRelease.class)
    @Timeout(300)
    void itFindsTheRoomsAndTheirPastAndTellsThemWhatItPredictsWhateverIsStartedAnew(HomeAssistantRelease release) {
        String name = "home-assistant-" + release.name().toLowerCase(Locale.ROOT);
        home = closedAtTheEnd(new HomeAssistant(release, name,
                Map.of(HALL, "motion", KITCHEN, "motion", BEDROOM, "occupancy", DOOR, "door")));
        broker = closedAtTheEnd(new Mosquitto(name, Machine.freePort()));
        broker.start();
        String token = furnish();
        Instant before = Instant.now();
        var roomcast = closedAtTheEnd(new ServerProcess(name, settings()).environment("HOME_ASSISTANT_TOKEN", token));

        roomcast.start();

        assertRoomsAreFound(roomcast);
        assertPastIsRead(roomcast, before);
        assertEntitiesAreMade();
        assertFollowed(roomcast);
        homeAssistantStartsAnew(roomcast);
        brokerStartsAnew(roomcast);
        roomcastStartsAnew(roomcast);
        home.api().revokeToken(OWNED);
        roomcast.awaitLog("refuses the token (home_assistant.token): Invalid access token or password");
        awaitStatus(roomcast, status -> status.getJsonObject("components").getString("home_assistant").equals("DOWN"));
        assertThat(roomcast.log() + roomcast.console()).doesNotContain(token);
    }

    /** What is started last is closed first. */
    private <T extends AutoCloseable> T closedAtTheEnd(T each) {
        started.push(each);
        return each;
    }

    private Settings settings() {
        return Settings.standard().rooms("study", "Study")
                .tracking("source", "embedded")
                .tracking("websocket_api_status_interval_seconds", 2)
                .set("home_assistant", "url", home.base().toString())
                .set("home_assistant", "aggregates", "home")
                .broker(broker.port()).mqtt("username", Mosquitto.USER).mqtt("password", Mosquitto.PASSWORD).mqtt("bridge", true);
    }

    /** Makes a home of it in which somebody has been in the kitchen and in the hall, and a token for it. */
    private String furnish() {
        home.start();
        var api = home.api();
        api.onboard();
        api.useBroker(broker.port(), Mosquitto.USER, Mosquitto.PASSWORD);
        List.of("Hall", "Kitchen", "Bedroom", "Garden").forEach(api::makeArea);
        Map.of(HALL, "hall", KITCHEN, "kitchen", BEDROOM, "bedroom", DOOR, "hall").forEach((sensor, area) -> {
            var entity = "binary_sensor." + HomeAssistant.id(sensor);
            await(entity).atMost(PATIENCE).until(() -> api.state(entity).isPresent());
            api.putInto(area, entity);
        });
        for (var sensor : List.of(KITCHEN, HALL)) {
            home.says(sensor, true);
            awaitState("binary_sensor." + HomeAssistant.id(sensor), "on");
            home.says(sensor, false);
            awaitState("binary_sensor." + HomeAssistant.id(sensor), "off");
        }
        return api.makeToken(OWNED);
    }

    private static void assertRoomsAreFound(ServerProcess roomcast) {
        roomcast.awaitLog("Home Assistant has");
        roomcast.awaitLog("home_assistant home is known");
        assertThat(roomcast.log())
                .contains("Connected to Home Assistant 20")
                .containsPattern("hall +\"Hall\": (?=.*binary_sensor.hall_motion \\(motion\\))(?=.*binary_sensor.front_door \\(door\\))")
                .containsPattern("bedroom +\"Bedroom\": binary_sensor.bedroom_presence \\(presence\\)")
                .containsPattern("garden +\"Garden\": is not predicted")
                .containsPattern("study +\"Study\": binary_sensor.study_motion \\(motion\\)");
    }

    private static void assertPastIsRead(ServerProcess roomcast, Instant before) {
        try (var rooms = subscribed(roomcast, "/ws/predictions")) {
            var kitchen = rooms.next("room_state_update", about("kitchen")).getJsonObject("data");
            assertThat(kitchen.getString("current_state")).isEqualTo("occupied");
            assertThat(Instant.parse(kitchen.getString("changed_at"))).isBefore(before);
            assertThat(rooms.next("prediction_update", about("kitchen")).getJsonObject("data").getString("transition_type"))
                    .isEqualTo("vacant");
        }
    }

    private void assertEntitiesAreMade() {
        await("a prediction").atMost(PATIENCE).until(() -> home.api().state("sensor.roomcast_kitchen_next_transition").isPresent());
        assertThat(Instant.parse(home.api().state("sensor.roomcast_kitchen_next_transition").orElseThrow())).isAfter(Instant.now());
        assertEntity("sensor.roomcast_kitchen_next_transition", "timestamp", null);
        assertEntity("sensor.roomcast_kitchen_next_state", "enum", null);
        assertEntity("sensor.roomcast_kitchen_confidence", null, "%");
        assertEntity("sensor.roomcast_kitchen_occupied_within_30_minutes", null, "%");
        assertEntity("binary_sensor.roomcast_kitchen_occupancy", "occupancy", null);
        assertEntity("sensor.roomcast_health", "enum", null);
        awaitState("sensor.roomcast_kitchen_next_state", "vacant");
        awaitState("sensor.roomcast_kitchen_occupied_within_30_minutes", "100");
        awaitState("binary_sensor.roomcast_kitchen_occupancy", "on");
        awaitState("sensor.roomcast_home_next_state", "vacant");
        awaitState("sensor.roomcast_health", "healthy");
        assertThat(home.api().entity("sensor.roomcast_garden_next_state")).as("of a room that is not predicted").isEmpty();
        assertThat(home.api().areas()).as("none is made").containsExactlyInAnyOrder("Living Room", "Kitchen", "Bedroom", "Hall", "Garden");
    }

    private void assertEntity(String id, String deviceClass, String unit) {
        var attributes = home.api().entity(id).orElseThrow(() -> new AssertionError("there is no " + id)).getJsonObject("attributes");
        assertThat(attributes.getString("device_class", null)).as(id).isEqualTo(deviceClass);
        assertThat(attributes.getString("unit_of_measurement", null)).as(id).isEqualTo(unit);
        assertThat(attributes.keySet()).as(id).doesNotContain("state_class");
    }

    /** What happens comes at once; what Roomcast makes of it in Home Assistant is no sensor of the room, although it is in its area. */
    private void assertFollowed(ServerProcess roomcast) {
        try (var rooms = subscribed(roomcast, "/ws/predictions")) {
            home.says(BEDROOM, true);
            rooms.next("room_state_update", about("bedroom", "occupied"));
        }
        awaitState("binary_sensor.roomcast_bedroom_occupancy", "on");
        awaitState("sensor.roomcast_bedroom_next_state", "vacant");
        assertThat(roomcast.log()).doesNotContain("roomcast_bedroom_occupancy");
    }

    private void homeAssistantStartsAnew(ServerProcess roomcast) {
        home.stop();
        awaitStatus(roomcast, status -> status.getString("system_health").equals("degraded")
                && !status.getJsonObject("home_assistant_status").getBoolean("connected"));

        home.start();

        awaitStatus(roomcast, status -> status.getString("system_health").equals("healthy")
                && status.getJsonObject("home_assistant_status").getBoolean("connected"));
        awaitState("binary_sensor.roomcast_bedroom_occupancy", "on");
        assertThat(home.api().state("sensor.roomcast_bedroom_next_transition")).isPresent();
    }

    private void brokerStartsAnew(ServerProcess roomcast) {
        broker.stop();
        await("the entities are away").atMost(PATIENCE).until(() ->
                home.api().state("sensor.roomcast_bedroom_next_transition").isEmpty());

        broker.start();

        await("the entities are back").atMost(PATIENCE).until(() ->
                home.api().state("sensor.roomcast_bedroom_next_transition").isPresent());
        awaitStatus(roomcast, status -> status.getString("system_health").equals("healthy"));
    }

    /**
     * What has happened meanwhile is read; what was known before is not asked for again. While Home Assistant is away it is not known which
     * rooms there are, and none is taken back.
     */
    private void roomcastStartsAnew(ServerProcess roomcast) {
        roomcast.stop();
        awaitState("sensor.roomcast_hall_next_transition", "unavailable");
        home.says(DOOR, true);
        home.stop();

        roomcast.start();
        roomcast.awaitLog("nothing listens there, or a firewall refuses (home_assistant.url); trying again");
        awaitStatus(roomcast, status -> status.getJsonObject("mqtt_status").getBoolean("connected"));
        home.start();

        roomcast.awaitLog("home_assistant home is known");
        assertThat(roomcast.log()).contains("What is stored of the home was read in").doesNotContain("Home Assistant has recorded")
                .doesNotContain("Home Assistant is told that this is no more");
        await("the entities are back").atMost(PATIENCE).until(() ->
                home.api().state("sensor.roomcast_hall_next_transition").isPresent());
    }

    private void awaitState(String entityId, String state) {
        await(entityId + " is " + state).atMost(PATIENCE).until(() ->
                home.api().entity(entityId).filter(entity -> entity.getString("state").equals(state)).isPresent());
    }

    private static void awaitStatus(ServerProcess roomcast, Predicate<JsonObject> fits) {
        try (var system = subscribed(roomcast, "/ws/system-status")) {
            await("the status").atMost(PATIENCE).until(() -> fits.test(system.next("system_status_update").getJsonObject("data")));
        }
    }

    private static Predicate<JsonObject> about(String room) {
        return message -> message.getString("room_id").equals(room);
    }

    private static Predicate<JsonObject> about(String room, String state) {
        return about(room).and(message -> message.getJsonObject("data").getString("current_state").equals(state));
    }

    private static TestClient subscribed(ServerProcess roomcast, String path) {
        var client = TestClient.connect(roomcast.base(), path);
        client.authenticate(TestKey.FULL, "owner");
        client.next("subscription_status");
        return client;
    }
}
