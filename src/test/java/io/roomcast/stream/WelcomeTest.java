package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import io.roomcast.protocol.CloseCode;
import io.roomcast.protocol.StreamId;
import io.roomcast.tracking.WebSocketApiStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WelcomeTest {

    private final TestHome home = new TestHome();

    @Test
    void theFirstMessageSaysWhereTheClientIsAndWhatIsExpectedOfIt() {
        Received welcome = home.open("/ws/predictions").takeOne();

        assertThat(welcome.type()).isEqualTo("connection");
        assertThat(welcome.text("timestamp")).isEqualTo("2026-01-15T12:00:00.000Z");
        assertThat(welcome.names("data")).containsExactly(
                "message", "connection_id", "server_time", "api_version", "authentication_required",
                "authentication_timeout_seconds", "heartbeat_interval_seconds", "connection_timeout_seconds",
                "max_messages_per_minute", "max_message_bytes", "supported_message_types");
        assertThat(welcome.text("data.api_version")).isEqualTo("1.0.0");
        assertThat(welcome.text("data.authentication_required")).isEqualTo("true");
        assertThat(welcome.number("data.authentication_timeout_seconds")).isEqualTo(10);
        assertThat(welcome.number("data.heartbeat_interval_seconds")).isEqualTo(30);
        assertThat(welcome.number("data.connection_timeout_seconds")).isEqualTo(300);
        assertThat(welcome.number("data.max_messages_per_minute")).isEqualTo(60);
        assertThat(welcome.number("data.max_message_bytes")).isEqualTo(65_536);
        assertThat(welcome.texts("data.supported_message_types")).containsExactly(
                "connection", "authentication", "subscription_status", "prediction_update", "room_state_update",
                "accuracy_update", "training_progress", "system_status_update", "alert_notification", "drift_notification",
                "heartbeat", "error", "rate_limit_warning");
    }

    @Test
    void everyMessageHasTheSameMembersInTheSameOrder() {
        TestClient client = home.owner("/ws/predictions");
        home.announce(Announcements.prediction("kitchen"), Announcements.state("hall", Occupancy.VACANT));
        client.send("not json").heartbeat();

        assertThat(client.take()).allSatisfy(message -> assertThat(message.names("").stream().filter(name -> !name.equals("room_id")))
                .containsExactly("message_id", "message_type", "timestamp", "endpoint", "requires_ack", "data"));
    }

    @Test
    void theRoomStandsInTheEnvelopeOnlyWhereThereIsOne() {
        TestClient client = home.owner("/ws/room/kitchen");
        home.announce(Announcements.prediction("kitchen"));

        Received update = client.takeOne();
        assertThat(update.names("")).containsExactly(
                "message_id", "message_type", "timestamp", "endpoint", "room_id", "requires_ack", "data");
        assertThat(update.room()).contains("kitchen");
        assertThat(home.open("/ws/room/kitchen").takeOne().room()).isEmpty();
    }

    @Test
    void controlMessagesCarryThePathOfTheSocketAndSubscriptionsThatOfTheStream() {
        TestClient client = home.open("/ws/room/kitchen").authenticate(TestHome.KEY);
        client.subscribe("/ws/alerts").subscribe("/ws/nowhere");

        assertThat(client.take()).extracting(message -> message.type() + " " + message.endpoint()).containsExactly(
                "connection /ws/room/kitchen",
                "authentication /ws/room/kitchen",
                "subscription_status /ws/room/kitchen",
                "subscription_status /ws/alerts",
                "error /ws/room/kitchen");
    }

    @Test
    void anAnswerNamesTheMessageThatCausedIt() {
        TestClient client = home.open("/ws/predictions");
        client.take();

        client.send("{'type':'authentication','message_id':'a1','data':{'api_key':'" + TestHome.KEY + "'}}");
        client.send("{'type':'subscribe','message_id':'s1','data':{'endpoint':'/ws/alerts'}}");
        client.send("{'type':'unsubscribe','message_id':'u1','data':{'endpoint':'/ws/alerts'}}");
        client.send("{'type':'subscribe','message_id':'e1','data':{'endpoint':'/ws/alerts','filters':{'min_confidence':'x'}}}");
        client.send("{'type':'acknowledge','message_id':'e2','data':{'message_id':'0'}}");

        assertThat(client.take()).filteredOn(message -> message.has("data.in_reply_to"))
                .extracting(message -> message.type() + " " + message.text("data.in_reply_to"))
                .containsExactly("authentication a1", "subscription_status s1", "subscription_status u1", "error e1", "error e2");
    }

    @Test
    void aSocketThatComesWhenTheServerStopsIsToldSoAndTurnedAway() {
        home.gateway.stop();

        TestClient late = home.open("/ws/predictions");

        assertThat(late.takeOne().text("data.error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
        assertThat(late.closeCode()).isEqualTo(1001);
        assertThat(home.gateway.webSocketApiStatus().activeConnections()).isZero();
    }

    @Test
    void stoppingTellsEverySocketAndClosesIt() throws InterruptedException {
        TestClient waiting = home.open("/ws/predictions");
        TestClient client = home.owner("/ws/alerts");

        home.gateway.stop();

        Received farewell = client.takeOne();
        assertThat(farewell.text("data.error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
        assertThat(farewell.text("data.error")).isEqualTo("The server is stopping");
        assertThat(waiting.takeOne("error").text("data.error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
        assertThat(waiting.closeCode()).isEqualTo(1001);
        assertThat(client.closeCode()).isEqualTo(1001);
        assertThat(home.gateway.awaitClosed(Duration.ofSeconds(1))).isTrue();
        assertThat(home.gateway.webSocketApiStatus().running()).isFalse();
    }

    @Test
    void stoppingDoesNotWaitForAClientThatDoesNotRead() throws InterruptedException {
        FakeSocket stalled = new FakeSocket();
        TestClient client = home.open("/ws/predictions", TestHome.ADDRESS, stalled);
        stalled.mode(FakeSocket.Mode.WHEN_RELEASED);
        client.authenticate(TestHome.KEY);

        home.gateway.stop();
        assertThat(client.isOpen()).isTrue();

        assertThat(home.gateway.awaitClosed(Duration.ofMillis(100))).isTrue();
        assertThat(client.closeCode()).isEqualTo(1001);
    }

    @Test
    void whoCannotBeToldIsClosedForTheSameReason() {
        FakeSocket broken = new FakeSocket();
        TestClient client = home.open("/ws/predictions", TestHome.ADDRESS, broken);
        broken.mode(FakeSocket.Mode.WHEN_RELEASED);
        client.authenticate(TestHome.KEY);
        home.gateway.stop();

        broken.mode(FakeSocket.Mode.FAILING);
        broken.release();

        assertThat(broken.closed().orElseThrow().reason()).isEqualTo("server stopping");
    }

    @Test
    void aSocketThatIsNotTakenIsToldWhyFirst() {
        FakeSocket socket = new FakeSocket();

        home.gateway.turnAway(socket, StreamId.ALERTS, CloseCode.TRY_AGAIN_LATER, "the handshake took too long");

        Received error = Received.frame(socket.frames().get(0)).get(0);
        assertThat(error.endpoint()).isEqualTo("/ws/alerts");
        assertThat(error.text("data.error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
        assertThat(error.text("data.error")).isEqualTo("the handshake took too long");
        assertThat(socket.closed().orElseThrow().code()).isEqualTo(CloseCode.TRY_AGAIN_LATER);
    }

    @Test
    void awaitingSocketsThatDoNotCloseEnds() throws InterruptedException {
        FakeSocket deaf = new FakeSocket();
        home.gateway.open(deaf, StreamId.ALERTS, TestHome.ADDRESS);

        home.gateway.stop();

        assertThat(home.gateway.awaitClosed(Duration.ofMillis(50))).isFalse();
    }

    @Test
    void theStatusCountsWhatIsOpenAndWhatWas() {
        home.owner("/ws/predictions");
        home.owner("/ws/room/kitchen");
        home.open("/ws/alerts").authenticate(TestHome.WRONG_KEY);
        home.owner("/ws/system-status").vanish();

        WebSocketApiStatus status = home.gateway.webSocketApiStatus();

        assertThat(status.activeConnections()).isEqualTo(3);
        assertThat(status.authenticatedConnections()).isEqualTo(2);
        assertThat(status.totalConnectionsServed()).isEqualTo(4);
        assertThat(status.predictionsConnections()).isEqualTo(1);
        assertThat(status.roomSpecificConnections()).isEqualTo(1);
        assertThat(status.alertsConnections()).isEqualTo(1);
        assertThat(status.systemStatusConnections()).isZero();
        assertThat(status.totalMessagesReceived()).isEqualTo(4);
        assertThat(status.totalMessagesSent()).isEqualTo(4 + 3 * 2 + 1);
        assertThat(status.authenticationFailures()).isEqualTo(1);
        assertThat(home.metrics.gaugeValue("websocket_connections", "endpoint=room")).isEqualTo(1);
        assertThat(home.metrics.observations("websocket_connection_duration_seconds")).hasSize(1);
    }

    @Test
    void theStatusSaysWhetherATrackingManagerFeedsIt() {
        assertThat(home.gateway.webSocketApiStatus().trackingManagerIntegrated()).isTrue();

        home.trackerAtWork = false;

        assertThat(home.gateway.webSocketApiStatus().trackingManagerIntegrated()).isFalse();
    }

    @Test
    void messagesThatAreNoTextClose() {
        TestClient binary = home.owner("/ws/predictions");
        TestClient tooLong = home.owner("/ws/predictions");

        binary.binary();
        tooLong.tooLong();

        assertThat(binary.closeCode()).isEqualTo(1003);
        assertThat(tooLong.closeCode()).isEqualTo(1009);
    }
}
