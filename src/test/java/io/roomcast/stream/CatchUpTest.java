package io.roomcast.stream;

import static io.roomcast.stream.TestHome.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.stream.FakeSocket.Mode;
import io.roomcast.tracking.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients that come back to more than a few alerts. */
class CatchUpTest {

    private final TestHome home = new TestHome(TestSettings.with("maxPendingAcknowledgements", 10));

    @Test
    void aClientThatIsOwedMoreThanItMayHaveOpenGetsTheRestAsItAcknowledges() {
        home.named("panel", "/ws/alerts").vanish();
        announce(25);

        TestClient back = home.named("panel", "/ws/system-status").subscribe("/ws/alerts");

        assertThat(acknowledgeAll(back)).containsExactlyElementsOf(ids(25));
        assertThat(home.store.pendingTotal()).isZero();
    }

    @Test
    void aSocketThatLeavesAcknowledgingToAnotherGetsTheRestToo() {
        home.named("panel", "/ws/alerts").vanish();
        announce(25);
        TestClient silent = home.named("panel", "/ws/system-status").subscribe("/ws/alerts");
        TestClient busy = home.named("panel", "/ws/system-status").subscribe("/ws/alerts");

        acknowledgeAll(busy);

        assertThat(alertIds(silent.take("alert_notification"))).containsExactlyElementsOf(ids(25));
    }

    @Test
    void whatComesWhileTheClientSubscribesIsSentAndCountedOnce() {
        TestClient first = home.named("panel", "/ws/system-status");
        home.store.afterSaving(() -> announce(1));
        first.subscribe("/ws/alerts");
        assertThat(first.take("alert_notification")).singleElement()
                .satisfies(alert -> assertThat(alert.has("data.redelivery")).isFalse());
        home.store.afterSaving(() -> { });
        first.vanish();

        TestClient back = home.named("panel", "/ws/system-status").subscribe("/ws/alerts");

        assertThat(back.take("alert_notification")).singleElement()
                .satisfies(again -> assertThat(again.number("data.redelivery")).isEqualTo(1));
    }

    @Test
    void whatTheClientNoLongerWantsDoesNotStandInTheWay() {
        home.named("panel", "/ws/alerts").vanish();
        for (int number = 0; number < 1_500; number++) {
            home.announce(Announcements.alert("info" + number, Optional.empty(), Alert.Type.RETRAINING_STARTED, Alert.Severity.INFO));
        }
        home.announce(Announcements.alert("critical"));

        TestClient back = home.named("panel", "/ws/system-status").subscribe("/ws/alerts", "'severities':['critical']");

        assertThat(alertIds(back.take("alert_notification"))).containsExactly("critical");
    }

    @Test
    void manyAlertsOnTwoStreamsFitThroughASlowSocket() {
        TestHome large = new TestHome(TestSettings.with("maxPendingAcknowledgements", 400));
        large.named("panel", "/ws/alerts").subscribe("/ws/room/kitchen").vanish();
        IntStream.range(0, 400).forEach(number -> large.announce(Announcements.alert("a" + number, "kitchen")));
        FakeSocket slow = new FakeSocket();
        slow.mode(Mode.WHEN_RELEASED);

        TestClient back = large.open("/ws/alerts", TestHome.ADDRESS, slow).authenticate(KEY, "'client_name':'panel','resume':true");
        slow.releaseAll();

        assertThat(back.isOpen()).isTrue();
        assertThat(back.take("alert_notification")).hasSize(800);
    }

    @Test
    void subscribingAgainShowsAgainWhatIsNotAcknowledged() {
        TestClient client = home.named("panel", "/ws/alerts");
        announce(2);
        List<Received> first = client.take();
        client.acknowledge(first.get(0).id());

        client.subscribe("/ws/alerts");

        assertThat(client.take("alert_notification")).singleElement().satisfies(again -> {
            assertThat(again.id()).isEqualTo(first.get(1).id());
            assertThat(again.isReplay()).isTrue();
            assertThat(again.number("data.redelivery")).isEqualTo(1);
        });
    }

    @Test
    void subscribingToASecondStreamShowsItsAlertsThereOnly() {
        TestClient client = home.named("panel", "/ws/alerts");
        home.announce(Announcements.alert("a", "kitchen"));
        client.take();

        client.subscribe("/ws/room/kitchen");

        assertThat(client.take("alert_notification")).extracting(Received::endpoint).containsExactly("/ws/room/kitchen");
        home.elapseSeconds(30);
        assertThat(client.take("alert_notification")).extracting(Received::endpoint)
                .containsExactlyInAnyOrder("/ws/alerts", "/ws/room/kitchen");
    }

    private void announce(int count) {
        ids(count).forEach(id -> home.announce(Announcements.alert(id)));
    }

    /** Acknowledges until nothing more comes, and tells what came. */
    private static List<String> acknowledgeAll(TestClient client) {
        List<String> seen = new ArrayList<>();
        for (List<Received> batch = client.take("alert_notification"); !batch.isEmpty(); batch = client.take("alert_notification")) {
            assertThat(batch).hasSizeLessThanOrEqualTo(10);
            seen.addAll(alertIds(batch));
            batch.forEach(alert -> client.acknowledge(alert.id()));
        }
        return seen;
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(number -> "a" + number).toList();
    }

    private static List<String> alertIds(List<Received> alerts) {
        return alerts.stream().map(alert -> alert.text("data.alert_id")).toList();
    }
}
