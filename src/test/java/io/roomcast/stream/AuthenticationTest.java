package io.roomcast.stream;

import static io.roomcast.stream.TestHome.KEY;
import static io.roomcast.stream.TestHome.KITCHEN_KEY;
import static io.roomcast.stream.TestHome.WRONG_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.ApiKey;
import io.roomcast.access.Capability;
import io.roomcast.access.KeyHash;
import io.roomcast.access.Rights;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private final TestHome home = new TestHome(TestSettings.with("maxLoginFailuresPerIp", 5));

    @Test
    void theAnswerSaysWhatIsInForce() {
        TestClient client = home.open("/ws/predictions").authenticate(KITCHEN_KEY, "'client_name':'oven'");

        Received answer = client.takeOne("authentication");

        assertThat(answer.names("data")).containsExactly("success", "message", "capabilities", "room_filters", "features",
                "session_expires_in_seconds", "resumed", "pending_acknowledgements");
        assertThat(answer.text("data.session_expires_in_seconds")).isEqualTo("null");
        assertThat(answer.texts("data.capabilities")).containsExactly("predictions", "system_status", "alerts", "room_specific");
        assertThat(answer.texts("data.room_filters")).containsExactly("kitchen");
        assertThat(answer.text("data.resumed")).isEqualTo("false");
        assertThat(answer.number("data.pending_acknowledgements")).isZero();
    }

    @Test
    void aKeyThatExpiresSaysWhen() {
        home.add(new ApiKey("guest", KeyHash.of("key-of-the-guest"), Rights.full(), true,
                Optional.of(Announcements.NOON.plusSeconds(90)), OptionalInt.empty()));

        Received answer = home.open("/ws/predictions").authenticate("key-of-the-guest").takeOne("authentication");

        assertThat(answer.number("data.session_expires_in_seconds")).isEqualTo(90);
    }

    @Test
    void unknownDisabledAndExpiredKeysGetTheSameText() {
        home.add(new ApiKey("off", KeyHash.of("key-that-is-off-1"), Rights.full(), false, Optional.empty(),
                OptionalInt.empty()));
        home.add(new ApiKey("old", KeyHash.of("key-that-is-old-1"), Rights.full(), true, Optional.of(
                Announcements.NOON), OptionalInt.empty()));

        List<Received> refusals = List.of(WRONG_KEY, "key-that-is-off-1", "key-that-is-old-1").stream()
                .map(key -> home.open("/ws/predictions").authenticate(key).takeOne("error"))
                .toList();

        assertThat(refusals).extracting(refusal -> refusal.text("data.error_code")).containsOnly("WEBSOCKET_AUTH_ERROR");
        assertThat(refusals).extracting(refusal -> refusal.text("data.error")).containsOnly(refusals.get(0).text("data.error"));
    }

    @Test
    void theThirdFailureClosesTheSocketAfterItsAnswer() {
        TestClient client = home.open("/ws/predictions");

        client.authenticate(WRONG_KEY).authenticate(WRONG_KEY);
        assertThat(client.isOpen()).isTrue();
        client.authenticate(WRONG_KEY);

        assertThat(client.take("error")).hasSize(3);
        assertThat(client.closeCode()).isEqualTo(1008);
    }

    @Test
    void tooManyFailuresBanTheAddressFromLoggingIn() {
        for (int failure = 0; failure < 5; failure++) {
            home.open("/ws/predictions").authenticate(WRONG_KEY);
        }

        TestClient banned = home.open("/ws/predictions").authenticate(KEY);
        TestClient elsewhere = home.open("/ws/predictions", "192.0.2.2").authenticate(KEY);

        assertThat(banned.takeOne("error").text("data.error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
        assertThat(banned.closeCode()).as("it is to come back").isEqualTo(1013);
        assertThat(elsewhere.take("authentication")).hasSize(1);

        home.elapseSeconds(600);
        assertThat(home.open("/ws/predictions").authenticate(KEY).take("authentication")).hasSize(1);
    }

    @Test
    void theWrongKeyThatBringsTheBanIsRefusedForWhatItIs() {
        TestClient guessing = home.open("/ws/predictions");
        guessing.authenticate(WRONG_KEY).authenticate(WRONG_KEY).authenticate(WRONG_KEY);
        TestClient last = home.open("/ws/predictions");

        last.authenticate(WRONG_KEY).authenticate(WRONG_KEY);
        assertThat(last.take("error")).extracting(error -> error.text("data.error_code"))
                .containsExactly("WEBSOCKET_AUTH_ERROR", "WEBSOCKET_AUTH_ERROR");
        assertThat(last.isOpen()).isTrue();
        last.authenticate(WRONG_KEY);

        assertThat(last.takeOne("error").text("data.error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
        assertThat(last.closeCode()).isEqualTo(1013);
        assertThat(home.metrics.count("websocket_authentications", "result=failure")).isEqualTo(6);
    }

    @Test
    void aSecondAuthenticationIsAnErrorAndChangesNothing() {
        TestClient client = home.client("/ws/predictions", KITCHEN_KEY, "'features':[]");

        client.authenticate(KEY);

        assertThat(client.takeOne().text("data.error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
        home.announce(Announcements.prediction("hall"), Announcements.prediction("kitchen"));
        assertThat(client.take()).extracting(message -> message.room().orElseThrow()).containsExactly("kitchen");
    }

    @Test
    void aSocketThatDoesNotSayWhoItIsIsClosed() {
        TestClient client = home.open("/ws/predictions");

        home.elapseSeconds(9);
        assertThat(client.isOpen()).isTrue();
        client.take();
        home.elapseSeconds(1);

        assertThat(client.takeOne().text("data.error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
        assertThat(client.closeCode()).isEqualTo(1008);
    }

    @Test
    void beforeItNothingElseIsTakenButAHeartbeat() {
        TestClient client = home.open("/ws/predictions");
        client.take();

        client.heartbeat();
        assertThat(client.take()).isEmpty();
        client.subscribe("/ws/predictions").unsubscribe("/ws/predictions").acknowledge("x");

        assertThat(client.take()).extracting(message -> message.text("data.error_code"))
                .containsExactly("WEBSOCKET_AUTH_ERROR", "WEBSOCKET_AUTH_ERROR", "WEBSOCKET_AUTH_ERROR");
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void unknownCapabilitiesAreNotReadAsAskingForAll() {
        TestClient client = home.open("/ws/predictions").authenticate(KEY, "'capabilities':['time_travel']");

        assertThat(client.takeOne("error").text("data.error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
    }

    @Test
    void roomsOutsideTheKeysAreNotReadAsAskingForAll() {
        TestClient client = home.open("/ws/predictions").authenticate(KITCHEN_KEY, "'room_filters':['hall']");

        assertThat(client.takeOne("error").text("data.error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
    }

    @Test
    void aKeyWithoutTheCapabilityOfThePathIsToldAndStaysOpen() {
        home.add(TestHome.key("alarm", "key-of-the-alarm", EnumSet.of(Capability.ALERTS)));

        TestClient client = home.open("/ws/predictions").authenticate("key-of-the-alarm");

        assertThat(client.take()).extracting(Received::type).containsExactly("connection", "authentication", "error");
        client.subscribe("/ws/alerts");
        assertThat(client.takeOne().type()).isEqualTo("subscription_status");
    }

    @Test
    void noAnswerShowsTheKey() {
        TestClient client = home.open("/ws/predictions");
        client.send("{'type':'authentication','data':{'api_key':'" + WRONG_KEY + "'}}")
                .send("{'type':'authentication','data':{'api_key':['" + WRONG_KEY + "']}}")
                .authenticate(KEY);

        assertThat(String.join("", client.socket.frames())).doesNotContain(WRONG_KEY).doesNotContain(KEY);
    }

    @Test
    void succeedingAndFailingAreCounted() {
        home.open("/ws/predictions").authenticate(WRONG_KEY).authenticate(KEY);

        assertThat(home.metrics.count("websocket_authentications", "result=success")).isEqualTo(1);
        assertThat(home.metrics.count("websocket_authentications", "result=failure")).isEqualTo(1);
        assertThat(home.metrics.count("websocket_errors", "code=WEBSOCKET_AUTH_ERROR")).isEqualTo(1);
    }
}
