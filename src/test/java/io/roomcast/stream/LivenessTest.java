package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.stream.FakeSocket.Mode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LivenessTest {

    private final TestHome home = new TestHome();

    @Test
    void everyAuthenticatedSocketGetsAHeartbeatAndAPingPerInterval() {
        TestClient client = home.owner("/ws/alerts");

        home.elapseSeconds(150);

        List<Received> beats = client.take("heartbeat");
        assertThat(beats).hasSizeBetween(4, 5);
        assertThat(client.socket.pings()).isEqualTo(beats.size());
        assertThat(beats.get(0).endpoint()).isEqualTo("/ws/alerts");
        assertThat(beats.get(0).names("data")).containsExactly("server_time", "connection_uptime");
    }

    @Test
    void theBeatsOfManySocketsAreSpread() {
        List<TestClient> clients = IntStream.range(0, 100).mapToObj(number -> home.owner("/ws/predictions")).toList();

        Set<Integer> secondsWithBeats = new HashSet<>();
        int most = 0;
        for (int second = 0; second < 30; second++) {
            home.elapseSeconds(1);
            int beats = clients.stream().mapToInt(client -> client.take("heartbeat").size()).sum();
            most = Math.max(most, beats);
            if (beats > 0) {
                secondsWithBeats.add(second);
            }
        }

        assertThat(secondsWithBeats).hasSizeGreaterThan(10);
        assertThat(most).isLessThan(30);
    }

    @Test
    void aSocketThatSaysNothingIsClosedAsIdle() {
        TestClient client = home.owner("/ws/predictions");

        home.elapseSeconds(299);
        assertThat(client.isOpen()).isTrue();
        home.elapseSeconds(1);

        assertThat(client.closeCode()).isEqualTo(1001);
        assertThat(client.socket.closed().orElseThrow().reason()).isEqualTo("idle");
        assertThat(home.gateway.webSocketApiStatus().activeConnections()).isZero();
    }

    @Test
    void anythingReceivedIsALifeSign() {
        TestClient talking = home.owner("/ws/predictions");
        TestClient answeringPings = home.owner("/ws/predictions");
        TestClient talkingNonsense = home.owner("/ws/predictions");

        for (int round = 0; round < 3; round++) {
            home.elapseSeconds(200);
            talking.heartbeat();
            answeringPings.pong();
            talkingNonsense.send("nonsense");
        }

        assertThat(List.of(talking, answeringPings, talkingNonsense)).allMatch(TestClient::isOpen);
    }

    @Test
    void revokingAKeyClosesItsSockets() {
        TestClient owner = home.owner("/ws/predictions");
        TestClient cook = home.client("/ws/room/kitchen", TestHome.KITCHEN_KEY, "'features':[]");

        home.revoke("cook");
        home.elapseSeconds(1);

        assertThat(cook.closeCode()).isEqualTo(1008);
        assertThat(owner.isOpen()).isTrue();
    }

    @Test
    void closingWaitsForTheLastAnswersToBeRead() {
        FakeSocket slow = new FakeSocket();
        TestClient client = home.open("/ws/predictions", TestHome.ADDRESS, slow);
        slow.mode(Mode.WHEN_RELEASED);

        client.authenticate("wrong").authenticate("wrong").authenticate("wrong");

        assertThat(client.isOpen()).isTrue();
        slow.releaseAll();
        assertThat(client.take("error")).hasSize(3);
        assertThat(client.closeCode()).isEqualTo(1008);
    }

    @Test
    void closingDoesNotWaitForAClientThatDoesNotRead() {
        FakeSocket deaf = new FakeSocket();
        TestClient client = home.open("/ws/predictions", TestHome.ADDRESS, deaf);
        deaf.mode(Mode.WHEN_RELEASED);
        client.authenticate("wrong").authenticate("wrong").authenticate("wrong");

        home.elapseSeconds(2);
        assertThat(client.isOpen()).isTrue();
        home.elapseSeconds(1);

        assertThat(client.closeCode()).isEqualTo(1008);
        assertThat(home.gateway.webSocketApiStatus().activeConnections()).isZero();
    }

    @Test
    void aSocketThatIsClosingIsNotServed() {
        FakeSocket deaf = new FakeSocket();
        TestClient client = home.open("/ws/predictions", TestHome.ADDRESS, deaf);
        deaf.mode(Mode.WHEN_RELEASED);
        client.authenticate("wrong").authenticate("wrong").authenticate("wrong");

        client.authenticate(TestHome.KEY);
        deaf.releaseAll();

        assertThat(client.take("authentication")).isEmpty();
    }

    @Test
    void whoVanishesIsGoneFromEveryCount() {
        TestClient client = home.owner("/ws/predictions");

        client.vanish();
        client.vanish();
        home.announce(Announcements.prediction("kitchen"));

        assertThat(client.take()).isEmpty();
        assertThat(home.gateway.webSocketApiStatus().activeConnections()).isZero();
        assertThat(home.metrics.observations("websocket_connection_duration_seconds")).hasSize(1);
    }
}
