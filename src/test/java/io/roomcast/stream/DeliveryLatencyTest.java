package io.roomcast.stream;

import static io.roomcast.stream.TestHome.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long it took from an event to the end of its way into the network: what is no event, or is told again, says nothing of that. */
class DeliveryLatencyTest {

    private final TestHome home = new TestHome();
    private final FakeSocket socket = new FakeSocket();

    @Test
    void eachAnnouncementOfAFrameCountsByItself() {
        TestClient client = home.open("/ws/predictions", TestHome.ADDRESS, socket).authenticate(KEY, "'features':['batch']");
        socket.mode(FakeSocket.Mode.WHEN_RELEASED);
        client.subscribe("/ws/nowhere");
        home.announce(Announcements.prediction("kitchen"));
        home.clock.advance(Duration.ofSeconds(2));
        home.announce(Announcements.prediction("hall"), Announcements.alert("of nobody here"));
        home.clock.advance(Duration.ofSeconds(1));

        socket.releaseAll();

        assertThat(socket.frames()).last().asString().startsWith("[");
        assertThat(latencies()).containsExactly(3.0, 1.0);
    }

    @Test
    void welcomesConfirmationsHeartbeatsAndErrorsDoNotCount() {
        TestClient client = home.open("/ws/predictions").authenticate(KEY).subscribe("/ws/alerts").subscribe("/ws/nowhere");
        home.elapseSeconds(60);

        assertThat(client.take("heartbeat")).isNotEmpty();
        assertThat(latencies()).isEmpty();
    }

    @Test
    void whatIsReplayedOrSentAgainDoesNotCount() {
        TestClient client = home.named("panel", "/ws/alerts");
        home.announce(Announcements.alert("a"), Announcements.prediction("kitchen"));
        assertThat(latencies()).hasSize(1);

        home.elapseSeconds(31);
        client.subscribe("/ws/alerts").subscribe("/ws/predictions");

        assertThat(client.take("alert_notification")).hasSize(3);
        assertThat(latencies()).hasSize(1);
    }

    private List<Double> latencies() {
        return home.metrics.observations("websocket_delivery_latency_seconds");
    }
}
