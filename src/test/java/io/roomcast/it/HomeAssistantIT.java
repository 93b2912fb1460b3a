package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.source.homeassistant.HomeAssistantDouble;
import io.roomcast.source.homeassistant.HomeAssistantServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import javax.net.ServerSocketFactory;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A home in Home Assistant, of which a double speaks, is followed by the server's own WebSocket client. The registry of its entities is
 * longer than what servers take in one message unless they are told.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class HomeAssistantIT {

    private static final String ROOMCAST = "roomcast-home-assistant";
    private static final String HALL = "binary_sensor.hall_motion";
    private static final String KITCHEN = "binary_sensor.kitchen_presence";
    private static final int LAMPS = 60_000;
    private static final int DAYS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HomeAssistantDouble HOME = new HomeAssistantDouble(InstantSource.system());
    private static final HomeAssistantServer SERVER = serve();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = ROOMCAST, managed = false, testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard().rooms("study", "Study")
                .tracking("source", "embedded")
                .tracking("websocket_api_status_interval_seconds", 2)
                .set("home_assistant", "url", "http://127.0.0.1:" + SERVER.port())
                .set("home_assistant", "token", HomeAssistantDouble.TOKEN));
    }

    private static HomeAssistantServer serve() {
        try {
            return new HomeAssistantServer(HOME, ServerSocketFactory.getDefault());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void close() throws IOException {
        SERVER.close();
    }

    @Test
    void aHomeIsFoundWithItsPastAndFollowedAlsoAfterTheConnectionWasLost() throws Exception {
        Instant emptied = furnish();

        deployer.deploy(ROOMCAST);

        try {
            follow(emptied);
        } finally {
            deployer.undeploy(ROOMCAST);
        }

        await("it has left").atMost(PATIENCE).until(() -> HOME.sessions() == 0);
        try (var management = ServerJmx.connect()) {
            await("no thread does anything of the application's").atMost(Duration.ofSeconds(30)).untilAsserted(() ->
                    assertThat(management.frames()).noneMatch(frame -> frame.contains("io.roomcast.")));
        }
        assertThat(ServerLog.text()).doesNotContain(HomeAssistantDouble.TOKEN);
        goOnWithoutHomeAssistant();
    }

    @Test
    void aRefusedTokenIsSaidOnceAndIsNotSaidAloud() {
        long before = ServerLog.lines("refuses the token");
        HOME.accept("another");
        deployer.deploy(ROOMCAST);
        try {
            try (var system = TestClient.authenticated("/ws/system-status", TestKey.FULL, "resident")) {
                system.next("system_status_update", update -> update.getJsonObject("data").getJsonObject("components")
                        .getString("home_assistant", "").equals("DOWN"));
                system.next("system_status_update", update -> !isConnected(update));
            }
            assertThat(Api.health().getString("home_assistant_detail")).contains("refuses the token (home_assistant.token)")
                    .contains("not tried again before a restart");
            assertThat(ServerLog.lines("refuses the token") - before).isOne();
            assertThat(ServerLog.text()).doesNotContain(HomeAssistantDouble.TOKEN);
        } finally {
            HOME.accept(HomeAssistantDouble.TOKEN);
            deployer.undeploy(ROOMCAST);
        }
    }

    private void goOnWithoutHomeAssistant() {
        SERVER.answers("502 Bad Gateway");
        deployer.deploy(ROOMCAST);
        try (var rooms = TestClient.authenticated("/ws/predictions", TestKey.FULL, "resident")) {
            rooms.next("room_state_update", message -> message.getString("room_id").equals("kitchen"));
            rooms.next("prediction_update", message -> message.getString("room_id").equals("kitchen"));
            assertThat(Api.get(Server.base().resolve("api/home"), "X-API-Key", TestKey.FULL.secret()).body())
                    .contains("\"certain\":false", "\"room_id\":\"attic\"");
            assertThat(Api.health().getString("home_assistant")).isEqualTo("DOWN");

            SERVER.agrees();
            await("it is there again").atMost(PATIENCE).until(() -> Api.health().getString("home_assistant").equals("UP"));
        } finally {
            SERVER.agrees();
            deployer.undeploy(ROOMCAST);
        }
    }

    private static void follow(Instant emptied) {
        await("the home is followed").atMost(PATIENCE).until(() -> Api.health().getString("tracker", "").equals("UP"));
        try (var rooms = TestClient.authenticated("/ws/predictions", TestKey.FULL, "resident");
                var system = TestClient.authenticated("/ws/system-status", TestKey.FULL, "resident")) {
            assertPastIsKnown(rooms, emptied);
            assertHomeIsTold();
            HOME.says(HALL, "on");
            var entered = rooms.next("room_state_update", about("hall", "occupied")).getJsonObject("data");
            assertThat(entered.getString("room_name")).isEqualTo("Hall");
            assertThat(entered.getString("source")).isEqualTo("home_assistant");
            var status = system.next("system_status_update", isHealthy()).getJsonObject("data").getJsonObject("home_assistant_status");
            assertThat(status.getInt("entities")).isEqualTo(2);
            assertThat(Instant.parse(status.getString("last_event_at"))).isAfter(emptied);

            SERVER.answers("502 Bad Gateway");
            SERVER.cut();
            system.next("system_status_update", isHealthy().negate().and(update -> !isConnected(update)
                    && update.getJsonObject("data").getString("system_health").equals("degraded")));
            HOME.says(KITCHEN, "on");
            SERVER.agrees();

            await("it is followed again").atMost(PATIENCE).until(() ->
                    rooms.within(Inbox.PATIENCE, "room_state_update").filter(about("kitchen", "occupied")).isPresent());
            system.next("system_status_update", isHealthy());
        }
    }

    /** A home with thousands of lamps in which somebody goes through the hall into the kitchen twice a day; brings when the last left. */
    private static Instant furnish() {
        HOME.registry("area", registry -> {
            registry.area("hall", "Hall", null);
            registry.area("kitchen", "Kitchen", null);
            registry.area("attic", "Attic", null);
        });
        HOME.registry("entity", registry -> {
            for (int lamp = 0; lamp < LAMPS; lamp++) {
                registry.entity("light.lamp_number_" + lamp, "hall", null);
            }
            registry.entity(HALL, "hall", null);
            registry.entity(KITCHEN, "kitchen", null);
        });
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant entered = now;
        for (int half = 2 * DAYS; half > 0; half--) {
            entered = now.minus(Duration.ofHours(12L * half)).plus(Duration.ofHours(6));
            record(HALL, "motion", entered, Duration.ofSeconds(30));
            record(KITCHEN, "occupancy", entered.plusSeconds(40), Duration.ofMinutes(40));
        }
        return entered.plus(Duration.ofMinutes(40)).plusSeconds(40);
    }

    private static void assertHomeIsTold() {
        var all = Api.get(Server.base().resolve("api/home"), "X-API-Key", TestKey.ONLY_STATUS.secret());
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(all.body()).contains("\"source\":\"home_assistant\",\"known\":true,\"certain\":true", "\"room_id\":\"hall\"",
                "{\"entity_id\":\"" + KITCHEN + "\",\"class\":\"presence\"}",
                "\"room_id\":\"attic\",\"room_name\":\"Attic\",\"predicted\":false",
                "\"lacks\":\"there is no motion, occupancy, presence or door sensor in this area\"");
        var kitchen = Api.get(Server.base().resolve("api/home"), "X-API-Key", TestKey.ONLY_KITCHEN.secret());
        assertThat(kitchen.body()).contains("kitchen").doesNotContain("attic", "hall");
    }

    private static void record(String entityId, String deviceClass, Instant at, Duration time) {
        HOME.recorded(entityId, deviceClass, "on", at);
        HOME.recorded(entityId, deviceClass, "off", at.plus(time));
    }

    private static void assertPastIsKnown(TestClient rooms, Instant emptied) {
        var kitchen = rooms.next("room_state_update", about("kitchen", "vacant")).getJsonObject("data");
        assertThat(Instant.parse(kitchen.getString("changed_at"))).isBetween(emptied, emptied.plus(Duration.ofMinutes(5)));
        assertThat(rooms.next("prediction_update", message -> message.getString("room_id").equals("kitchen")).getJsonObject("data")
                .getString("transition_type")).isEqualTo("occupied");
        assertThat(HOME.asked("history/history_during_period")).hasSizeGreaterThan(DAYS / 2);
    }

    private static Predicate<JsonObject> about(String room, String state) {
        return message -> message.getString("room_id").equals(room)
                && message.getJsonObject("data").getString("current_state").equals(state);
    }

    private static Predicate<JsonObject> isHealthy() {
        return update -> update.getJsonObject("data").getString("system_health").equals("healthy") && isConnected(update);
    }

    private static boolean isConnected(JsonObject update) {
        return update.getJsonObject("data").getJsonObject("home_assistant_status").getBoolean("connected");
    }
}
