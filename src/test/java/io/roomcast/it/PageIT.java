package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page, in a real browser. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PageIT {

    private static final TestKey ROOM_BY_ROOM = TestKey.of("room-by-room", "room_specific");
    private static final TestKey OWNER = TestKey.FULL.named("owner-of-the-page");
    private static final TestKey ONE_ROOM = ROOM_BY_ROOM.named("one-room").limitedTo("kitchen");
    private static final String KITCHEN = "[data-room-id=kitchen]";
    private static final String OFFICE = "[data-room-id=office]";

    private static Tracker tracker;
    private static Browser browser;

    @Deployment(testable = false)
    static WebArchive roomcast() {
        tracker = new Tracker();
        return Deployments.with(settings());
    }

    @BeforeAll
    static void openTheBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
        tracker.close();
    }

    @BeforeEach
    void openThePage() {
        Api.awaitBroker(true);
        browser.visit(Server.base());
    }

    @AfterEach
    void leaveThePageWhichComplainedOfNothing() {
        browser.evaluate("sessionStorage.clear(); return ''");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aWrongKeyIsRefusedInPlainWords() {
        login("no-such-key");

        browser.awaitText("#login-error", "the API key is not accepted");
        assertThat(browser.text("#connection")).isEqualTo("Refused");
        assertThat(browser.isVisible("#live")).isFalse();
        assertKeptSecret("no-such-key");
    }

    @Test
    void roomsAppearAndChangeAsTheyArePredicted() {
        login(TestKey.FULL.secret());
        browser.awaitText("#connection", "Connected");
        assertThat(browser.isVisible("#login")).isFalse();

        tracker.publish(Payloads.topic("kitchen", "prediction"), Payloads.prediction(0.87));
        browser.awaitText(KITCHEN, "87 %");
        assertThat(browser.text(KITCHEN)).contains("Kitchen", "Occupied at").containsPattern("in (30m 00s|29m)");

        tracker.publish(Payloads.topic("kitchen", "prediction"), Payloads.prediction(0.45));
        browser.awaitText(KITCHEN, "45 %");
        tracker.publish(Payloads.topic("kitchen", "state"), Payloads.state("vacant", "occupied"));
        browser.awaitText(KITCHEN, "Since");
        browser.awaitText("#system-health", "Healthy");
    }

    @Test
    void whereAnotherTracksTheHomeItSaysThatTheSensorsAreNotKnown() {
        login(TestKey.ONLY_STATUS.secret());

        browser.awaitText("#home", "which sensors they have it does not tell.");
        assertThat(browser.isVisible("#home-table")).isFalse();
    }

    @Test
    void aKeyThatDoesNotOpenTheStatusShowsNothingOfTheHome() {
        login(TestKey.ONLY_PREDICTIONS.secret());
        browser.awaitText("#connection", "Connected");

        assertThat(browser.isVisible("#home")).isFalse();
    }

    @Test
    void theHomeIsShownWithTheSensorsOfItsRoomsOrWhatTheyLack() {
        login(TestKey.ONLY_STATUS.secret());
        browser.awaitText("#home", "which sensors they have it does not tell.");

        show(home());

        assertThat(browser.text("[data-home-room=hall]")).contains("Hall", "binary_sensor.hall (motion)", "binary_sensor.hall_door (door)");
        assertThat(browser.text("[data-home-room=attic]")).contains("<b>Attic</b>", "Not predicted", "There is no motion sensor.");
        assertThat(browser.text("[data-home-room=ground_floor]")).contains("Ground floor", "Room attic", "Room hall");
        assertThat(browser.text("#home-notes"))
                .contains("Home Assistant has not answered yet", "In no area, so not used: binary_sensor.lost.");
        assertThat(browser.evaluate("return String(document.documentElement.scrollWidth <= window.innerWidth)")).isEqualTo("true");
    }

    @Test
    void anAlertIsShownUntilItIsAcknowledged() {
        var text = "The model has aged " + UUID.randomUUID();
        login(OWNER.secret());
        browser.awaitText("#no-alerts", "Nothing to acknowledge");
        var id = UUID.randomUUID().toString();

        tracker.publish(Payloads.ALERTS, Payloads.alert(id, "kitchen").add("message", text).build().toString());
        browser.awaitText("[data-alert-id='" + id + "']", text);
        assertThat(browser.text("#alert-count")).isEqualTo("1");
        assertThat(pendingOf(OWNER)).isOne();
        browser.click("[data-alert-id='" + id + "'] button");

        browser.awaitText("#no-alerts", "Nothing to acknowledge");
        await("nothing waits for the page").atMost(Duration.ofSeconds(15)).until(() -> pendingOf(OWNER) == 0);
    }

    @Test
    void aLostConnectionIsShownAndComesBack() {
        var port = Machine.freePort();
        try (var cable = new Cable(port, Server.base().getPort()).plugIn()) {
            browser.visit(URI.create("http://127.0.0.1:" + port + "/"));
            login(TestKey.FULL.secret());
            browser.awaitText("#connection", "Connected");
            tracker.publish(Payloads.topic("office", "prediction"), Payloads.prediction(0.31));
            browser.awaitText(OFFICE, "31 %");

            cable.pullOut();
            browser.awaitText("#connection", "Connection lost");
            assertThat(browser.text(OFFICE)).contains("31 %");
            tracker.publish(Payloads.topic("office", "prediction"), Payloads.prediction(0.62));
            cable.plugIn();

            browser.awaitText("#connection", "Connected");
            browser.awaitText(OFFICE, "62 %");
            browser.visit(Server.base());
        }
        assertThat(browser.complaints()).allMatch(complaint ->
                complaint.contains("WebSocket connection to") || complaint.contains("Failed to load resource"));
    }

    @Test
    void aRevokedKeyLeadsBackToTheForm() {
        var key = TestKey.FULL.named("soon-revoked");
        write(key);
        await("the key works").atMost(Duration.ofSeconds(15)).until(() -> statusOf(key) == 200);
        login(key.secret());
        browser.awaitText("#connection", "Connected");

        write();

        browser.awaitText("#login-error", "revoked");
        assertThat(browser.isVisible("#live")).isFalse();
        assertThat(browser.isVisible("#login")).isTrue();
    }

    @Test
    void theKeyIsRememberedOnlyByTheTabThatWasAskedTo() {
        var secret = TestKey.SECOND.secret();
        login(secret);
        browser.awaitText("#connection", "Connected");
        assertKeptSecret(secret);

        browser.visit(Server.base());
        browser.awaitVisible("#login", true);
        browser.click("#remember");
        login(secret);
        browser.awaitText("#connection", "Connected");
        browser.visit(Server.base());
        browser.awaitText("#connection", "Connected");

        browser.click("#disconnect");
        browser.awaitVisible("#login", true);
        assertKeptSecret(secret);
    }

    @Test
    void aKeyForOneRoomShowsThatRoom() {
        login(ONE_ROOM.secret());
        browser.awaitText("#connection", "Connected");

        tracker.publish(Payloads.topic("office", "prediction"), Payloads.prediction(0.52));
        tracker.publish(Payloads.topic("kitchen", "prediction"), Payloads.prediction(0.53));

        browser.awaitText(KITCHEN, "53 %");
        assertThat(browser.text("#room-list")).doesNotContain("Office");
        assertThat(browser.isVisible("#room-form")).isFalse();
    }

    @Test
    void aKeyThatOpensRoomsOneByOneAsksForThem() {
        login(ROOM_BY_ROOM.secret());
        browser.awaitVisible("#room-form", true);
        tracker.publish(Payloads.topic("office", "prediction"), Payloads.prediction(0.71));

        show("cellar");
        browser.awaitText("#room-error", "cellar");
        show("office");

        browser.awaitText(OFFICE, "71 %");
        assertThat(browser.text("#room-error")).isEmpty();
    }

    /** What is told of a home that Home Assistant has; one of its rooms has a name that looks like markup. */
    private static JsonObject home() {
        return Json.createObjectBuilder().add("source", "home_assistant").add("known", true).add("certain", false)
                .add("rooms", Json.createArrayBuilder()
                        .add(room("hall", "Hall").add("predicted", true).add("sensors", Json.createArrayBuilder()
                                .add(Json.createObjectBuilder().add("entity_id", "binary_sensor.hall").add("class", "motion"))
                                .add(Json.createObjectBuilder().add("entity_id", "binary_sensor.hall_door").add("class", "door"))))
                        .add(room("attic", "<b>Attic</b>").add("predicted", false).add("lacks", "there is no motion sensor"))
                        .add(room("ground_floor", "Ground floor").add("predicted", true)
                                .add("made_of", Json.createArrayBuilder().add("attic").add("hall"))))
                .add("notes", Json.createArrayBuilder().add("in no area, so not used: binary_sensor.lost")).build();
    }

    private static JsonObjectBuilder room(String id, String name) {
        return Json.createObjectBuilder().add("room_id", id).add("room_name", name);
    }

    /** Has the page's own script show that home. */
    private static void show(JsonObject home) {
        browser.evaluate("""
                return import(new URL('home.js', document.baseURI)).then((module) => {
                  new module.Home(() => null).show(JSON.parse(arguments[0]));
                  return '';
                })""", home.toString());
    }

    private static Settings settings() {
        return Settings.standard().broker(tracker.port()).keys(keys()).api("max_login_failures_per_ip", 0);
    }

    private static TestKey[] keys(TestKey... further) {
        List<TestKey> keys = new ArrayList<>(TestKey.ALL);
        keys.addAll(List.of(OWNER, ROOM_BY_ROOM, ONE_ROOM));
        keys.addAll(List.of(further));
        return keys.toArray(TestKey[]::new);
    }

    private static void write(TestKey... further) {
        settings().keys(keys(further)).writeKeysTo(Server.configDirectory());
    }

    /** How many acknowledgements the page with this key still owes. */
    private static int pendingOf(TestKey key) {
        try (var client = TestClient.authenticated("/ws/system-status", key, "page")) {
            return client.next("authentication").getJsonObject("data").getInt("pending_acknowledgements");
        }
    }

    private static int statusOf(TestKey key) {
        return Api.get(Server.base().resolve("api/websocket/status"), "X-API-Key", key.secret()).statusCode();
    }

    private static void login(String key) {
        browser.awaitVisible("#login", true);
        browser.type("#api-key", key);
        browser.click("#connect");
    }

    private static void show(String room) {
        browser.type("#room-id", room);
        browser.click("#show-room");
    }

    /** Nobody who looks at the screen, the address or what the browser keeps finds the key. */
    private static void assertKeptSecret(String key) {
        assertThat(browser.evaluate("""
                return [location.href, document.documentElement.outerHTML, document.cookie,
                  ...[...document.querySelectorAll('input')].map((one) => one.value),
                  JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\\n')""")).doesNotContain(key);
    }
}
