package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.stream.FakeSocket.Mode;
import io.roomcast.tracking.StoreUnavailableException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Alerts while the clients they are for are here. */
class AlertDeliveryTest {

    private final TestHome home = new TestHome(TestSettings.with("maxPendingAcknowledgements", 10));

    @Test
    void anAlertAsksToBeAcknowledged() {
        TestClient client = home.owner("/ws/alerts");

        home.announce(Announcements.alert("a", "kitchen"), Announcements.drift("d", "hall"));

        List<Received> alerts = client.take();
        assertThat(alerts).extracting(alert -> alert.type() + " " + alert.text("requires_ack") + " " + alert.room().orElseThrow())
                .containsExactly("alert_notification true kitchen", "drift_notification true hall");
        assertThat(alerts).noneMatch(alert -> alert.isReplay() || alert.has("data.redelivery"));
        assertThat(home.store.pendingTotal()).isEqualTo(2);
    }

    @Test
    void whatCannotBeStoredIsNotToldToAnybody() {
        TestClient client = home.owner("/ws/alerts");
        home.store.away(true);

        assertThatThrownBy(() -> home.announce(Announcements.alert("a"))).isInstanceOf(StoreUnavailableException.class);

        assertThat(client.take()).isEmpty();
        home.store.away(false);
        home.announce(Announcements.alert("a"));
        assertThat(client.take()).hasSize(1);
    }

    @Test
    void anAlertThatIsAnnouncedAgainIsTheSameAlert() {
        TestClient client = home.owner("/ws/alerts");

        home.announce(Announcements.alert("a"), Announcements.alert("a"));

        client.acknowledge(client.takeOne().id());
        home.announce(Announcements.alert("a"));
        assertThat(client.take()).isEmpty();
        assertThat(home.store.pendingTotal()).isZero();
    }

    @Test
    void anAlertThatIsAcknowledgedWhileItIsAnnouncedAgainIsNotSentAgain() {
        TestClient client = home.owner("/ws/alerts");
        home.announce(Announcements.alert("a"));
        Received first = client.take("alert_notification").get(0);

        home.store.afterRecording(() -> client.acknowledge(first.id()));
        home.announce(Announcements.alert("a"));
        home.elapseSeconds(30);

        assertThat(client.take("alert_notification")).isEmpty();
    }

    @Test
    void anAlertWhoseSendingCannotBeNotedComesAgainWhenItIsAnnouncedAgain() {
        TestClient client = home.owner("/ws/alerts");
        home.store.afterRecording(() -> home.store.away(true));
        assertThatThrownBy(() -> home.announce(Announcements.alert("a"))).isInstanceOf(StoreUnavailableException.class);
        assertThat(client.take("alert_notification")).isEmpty();

        home.store.away(false);
        home.announce(Announcements.alert("a"));

        assertThat(client.take("alert_notification")).hasSize(1);
    }

    @Test
    void acknowledgingIsIdempotent() {
        TestClient client = home.owner("/ws/alerts");
        home.announce(Announcements.alert("a"));
        String id = client.takeOne().id();

        client.acknowledge(id).acknowledge(id).acknowledge(id.toUpperCase(Locale.ROOT));

        assertThat(client.take()).isEmpty();
        assertThat(home.store.pendingTotal()).isZero();
    }

    @Test
    void anIdThatThisClientNeverGotIsAnError() {
        TestClient client = home.owner("/ws/alerts");
        TestClient stranger = home.named("stranger", "/ws/system-status");
        home.announce(Announcements.alert("a"));
        String id = client.takeOne().id();

        stranger.acknowledge(id).acknowledge("nonsense");

        assertThat(stranger.take()).hasSize(2).allSatisfy(error -> {
            assertThat(error.text("data.error_code")).isEqualTo("WEBSOCKET_VALIDATION_ERROR");
            assertThat(error.text("data.field")).isEqualTo("data.message_id");
        });
        assertThat(home.store.pendingTotal()).isEqualTo(1);
    }

    @Test
    void anAcknowledgementThatCannotBeStoredIsRefusedAndTheAlertStaysOpen() {
        TestClient client = home.owner("/ws/alerts");
        home.announce(Announcements.alert("a"));
        String id = client.takeOne().id();
        home.store.away(true);

        client.acknowledge(id);

        assertThat(client.takeOne().text("data.error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
        home.store.away(false);
        client.acknowledge(id);
        assertThat(client.take()).isEmpty();
        assertThat(home.store.pendingTotal()).isZero();
    }

    @Test
    void allSocketsOfAClientGetItAndTheFirstAcknowledgementSettlesForAll() {
        TestClient one = home.named("panel", "/ws/alerts");
        TestClient other = home.named("panel", "/ws/alerts");
        home.announce(Announcements.alert("a"));

        String id = one.takeOne().id();
        assertThat(other.takeOne().id()).isEqualTo(id);
        one.acknowledge(id);

        home.elapseSeconds(31);
        assertThat(one.take("alert_notification")).isEmpty();
        assertThat(other.take("alert_notification")).isEmpty();
    }

    @Test
    void aSocketThatDidNotGetItMaySettleItForTheOthers() {
        TestClient one = home.named("panel", "/ws/alerts");
        TestClient other = home.named("panel", "/ws/system-status");
        home.announce(Announcements.alert("a"));

        other.acknowledge(one.takeOne().id());

        home.elapseSeconds(31);
        assertThat(one.take("alert_notification")).isEmpty();
    }

    @Test
    void aSocketIsNotDeprivedByOneOfTheSameClientThatWantsLess() {
        TestClient wide = home.owner("/ws/alerts");
        TestClient filtered = home.owner("/ws/system-status").subscribe("/ws/alerts", "'severities':['critical']");
        TestClient narrow = home.client("/ws/room/kitchen", TestHome.KEY, "'room_filters':['kitchen']");
        filtered.take();

        home.announce(Announcements.alert("a", "hall"));

        assertThat(wide.take("alert_notification")).hasSize(1);
        assertThat(filtered.take()).isEmpty();
        assertThat(narrow.take()).isEmpty();
    }

    @Test
    void aClientTheStoreDoesNotKnowYetIsOwedWhatItWasPromised() {
        home.store.away(true);
        TestClient client = home.owner("/ws/alerts");
        home.store.away(false);

        home.announce(Announcements.alert("a"));

        client.acknowledge(client.takeOne().id());
        assertThat(client.take()).isEmpty();
    }

    @Test
    void onTwoStreamsItIsOneAlertAndEitherMessageSettlesIt() {
        TestClient client = home.owner("/ws/alerts").subscribe("/ws/room/kitchen");
        client.take();
        home.announce(Announcements.alert("a", "kitchen"), Announcements.alert("b", "kitchen"));

        List<Received> alerts = client.take();
        assertThat(alerts).extracting(Received::endpoint).containsExactlyInAnyOrder(
                "/ws/alerts", "/ws/room/kitchen", "/ws/alerts", "/ws/room/kitchen");
        assertThat(alerts).extracting(Received::id).doesNotHaveDuplicates();
        client.acknowledge(idOf(alerts, "a", "/ws/alerts")).acknowledge(idOf(alerts, "b", "/ws/room/kitchen"));

        home.elapseSeconds(31);
        assertThat(client.take("alert_notification")).isEmpty();
        assertThat(home.store.pendingTotal()).isZero();
    }

    @Test
    void otherClientsAcknowledgeForThemselves() {
        TestClient one = home.named("one", "/ws/alerts");
        TestClient other = home.named("other", "/ws/alerts");
        home.announce(Announcements.alert("a"));

        one.acknowledge(one.takeOne().id());
        other.take();
        home.elapseSeconds(31);

        assertThat(one.take("alert_notification")).isEmpty();
        assertThat(other.take("alert_notification")).hasSize(1);
    }

    @Test
    void whatIsNotAcknowledgedComesAgainWithItsIdAndACount() {
        TestClient client = home.owner("/ws/alerts");
        home.announce(Announcements.alert("a"));
        Received first = client.takeOne();

        home.elapseSeconds(29);
        assertThat(client.take("alert_notification")).isEmpty();
        home.elapseSeconds(1);
        Received second = client.takeOne("alert_notification");
        home.elapseSeconds(30);
        Received third = client.takeOne("alert_notification");

        assertThat(List.of(second, third)).extracting(Received::id).containsOnly(first.id());
        assertThat(List.of(second, third)).extracting(again -> again.text("timestamp")).containsOnly(first.text("timestamp"));
        assertThat(second.number("data.redelivery")).isEqualTo(1);
        assertThat(third.number("data.redelivery")).isEqualTo(2);
        assertThat(home.metrics.count("websocket_messages_redelivered")).isEqualTo(2);
    }

    @Test
    void whatAnotherNodeHasSettledDoesNotComeAgain() {
        TestClient client = home.named("panel", "/ws/alerts");
        home.announce(Announcements.alert("a"));
        Received first = client.take("alert_notification").get(0);

        home.store.acknowledge(new ClientId("owner", "panel"), UUID.fromString(first.id()), home.clock.instant());
        home.elapseSeconds(30);

        assertThat(client.take("alert_notification")).isEmpty();
    }

    @Test
    void redeliveryGoesOnWhileTheStoreIsAway() {
        TestClient client = home.owner("/ws/alerts");
        home.announce(Announcements.alert("a"));
        client.take();
        home.store.away(true);

        home.elapseSeconds(30);

        assertThat(client.take("alert_notification")).hasSize(1);
    }

    @Test
    void aClientThatAcknowledgesNothingIsClosedAndLosesNothing() {
        TestClient client = home.owner("/ws/alerts");

        IntStream.range(0, 10).forEach(number -> home.announce(Announcements.alert("a" + number)));
        assertThat(client.isOpen()).isTrue();
        home.announce(Announcements.alert("a10"));

        assertThat(client.take()).hasSize(10);
        assertThat(client.closeCode()).isEqualTo(1013);
        assertThat(home.store.pendingTotal()).isEqualTo(11);
    }

    @Test
    void aClientWhoseCriticalQueueIsFullIsClosed() {
        FakeSocket deaf = new FakeSocket();
        TestClient client = home.open("/ws/alerts", TestHome.ADDRESS, deaf).authenticate(TestHome.KEY);
        deaf.mode(Mode.WHEN_RELEASED);
        for (int number = 0; number < 10; number++) {
            home.announce(Announcements.alert("a" + number));
        }

        IntStream.range(0, 40).forEach(redelivery -> {
            home.elapseSeconds(30);
            client.pong();
        });

        assertThat(client.closeCode()).isEqualTo(1013);
        assertThat(home.metrics.count("websocket_slow_consumers")).isEqualTo(1);
        assertThat(home.store.pendingTotal()).isEqualTo(10);
    }

    private static String idOf(List<Received> alerts, String alertId, String endpoint) {
        return alerts.stream()
                .filter(alert -> alert.text("data.alert_id").equals(alertId) && alert.endpoint().equals(endpoint))
                .findFirst().orElseThrow().id();
    }
}
