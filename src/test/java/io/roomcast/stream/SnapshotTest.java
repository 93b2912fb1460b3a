package io.roomcast.stream;

import static io.roomcast.stream.TestHome.KEY;
import static io.roomcast.stream.TestHome.KITCHEN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import io.roomcast.stream.FakeSocket.Mode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private final TestHome home = new TestHome();

    @Test
    void aNewSubscriberGetsTheLatestOfEachRoomAsItWasTold() {
        TestClient witness = home.owner("/ws/predictions");
        home.announce(Announcements.prediction("kitchen", "old"), Announcements.prediction("kitchen", "new"),
                Announcements.state("kitchen", Occupancy.VACANT), Announcements.prediction("hall", "other"),
                Announcements.accuracy("hall"));
        List<Received> told = witness.take();
        home.clock.advance(Duration.ofMinutes(5));

        List<Received> replayed = home.open("/ws/predictions").authenticate(KEY).take();

        List<Received> present = replayed.subList(3, replayed.size());
        assertThat(present).extracting(Received::id).containsExactlyInAnyOrder(told.get(1).id(), told.get(2).id(), told.get(3).id());
        assertThat(present).allMatch(Received::isReplay)
                .allMatch(message -> message.text("timestamp").equals("2026-01-15T12:00:00.000Z"));
        assertThat(told).noneMatch(Received::isReplay);
    }

    @Test
    void aReplayedPredictionSaysHowLongItIsFromNow() {
        home.announce(Announcements.prediction("kitchen"));
        home.clock.advance(Duration.ofMinutes(5));

        Received replayed = home.open("/ws/room/kitchen").authenticate(KEY).takeOne("prediction_update");

        assertThat(replayed.number("data.time_until_seconds")).isEqualTo(20 * 60);
        assertThat(replayed.text("data.time_until_human")).isEqualTo("20m");
    }

    @Test
    void theLatestStatusIsReplayedAndAProgressIsNot() {
        home.announce(Announcements.status(), Announcements.training(1));

        assertThat(home.open("/ws/system-status").authenticate(KEY).take()).extracting(Received::type)
                .containsExactly("connection", "authentication", "subscription_status", "system_status_update");
    }

    @Test
    void theSnapshotHoldsOnlyTheRoomsTheClientMaySee() {
        home.announce(Announcements.prediction("kitchen"), Announcements.prediction("hall"));

        assertThat(home.open("/ws/predictions").authenticate(KITCHEN_KEY).take("prediction_update"))
                .extracting(update -> update.room().orElseThrow()).containsExactly("kitchen");
    }

    @Test
    void anUpdateThatComesWhileTheSnapshotWaitsTakesItsPlace() {
        home.announce(Announcements.prediction("kitchen", "old"));
        FakeSocket slow = new FakeSocket();
        slow.mode(Mode.WHEN_RELEASED);
        TestClient client = home.open("/ws/predictions", TestHome.ADDRESS, slow).authenticate(KEY);

        home.announce(Announcements.prediction("kitchen", "new"));
        slow.releaseAll();

        Received update = client.takeOne("prediction_update");
        assertThat(update.text("data.prediction_id")).isEqualTo("new");
        assertThat(update.isReplay()).isFalse();
    }

    @Test
    void aClientThatReadsSlowlyLagsInDetailAndNotInTime() {
        FakeSocket slow = new FakeSocket();
        TestClient client = home.open("/ws/predictions", TestHome.ADDRESS, slow).authenticate(KEY);
        TestClient quick = home.owner("/ws/predictions");
        slow.mode(Mode.WHEN_RELEASED);
        home.announce(Announcements.prediction("hall", "under way"));
        client.take();

        for (int number = 0; number < 1_000; number++) {
            home.announce(Announcements.prediction("kitchen", "p" + number), Announcements.state("kitchen", Occupancy.VACANT));
        }

        assertThat(quick.take()).hasSize(2_001);
        slow.releaseAll();
        List<Received> late = client.take();
        assertThat(late).extracting(Received::type).containsExactly("prediction_update", "room_state_update");
        assertThat(late.get(0).text("data.prediction_id")).isEqualTo("p999");
        assertThat(home.metrics.count("websocket_messages_conflated")).isEqualTo(2 * 999);
    }

    @Test
    void unsubscribingDropsWhatWaits() {
        FakeSocket slow = new FakeSocket();
        TestClient client = home.open("/ws/predictions", TestHome.ADDRESS, slow).authenticate(KEY);
        slow.mode(Mode.WHEN_RELEASED);
        home.announce(Announcements.prediction("hall"), Announcements.prediction("kitchen"));

        client.unsubscribe("/ws/predictions");
        slow.releaseAll();

        assertThat(client.take("prediction_update")).extracting(update -> update.room().orElseThrow()).containsExactly("hall");
    }

    @Test
    void aClientThatAskedForBatchesGetsWhatWaitsInOneFrame() {
        home.announce(Announcements.prediction("kitchen"), Announcements.prediction("hall"));
        FakeSocket slow = new FakeSocket();
        TestClient client = home.open("/ws/system-status", TestHome.ADDRESS, slow).authenticate(KEY, "'features':['batch','future']");
        assertThat(client.takeOne("authentication").texts("data.features")).containsExactly("batch");
        slow.mode(Mode.WHEN_RELEASED);
        client.heartbeat();
        int before = slow.frames().size();

        client.subscribe("/ws/predictions");
        slow.releaseAll();

        assertThat(slow.frames().subList(before, slow.frames().size())).hasSizeLessThan(3)
                .last().asString().startsWith("[{").endsWith("}]");
        assertThat(client.take()).extracting(Received::type)
                .containsExactly("subscription_status", "prediction_update", "prediction_update");
    }

    @Test
    void aClientThatDidNotAskNeverSeesABatch() {
        home.announce(Announcements.prediction("kitchen"), Announcements.prediction("hall"));
        FakeSocket slow = new FakeSocket();
        slow.mode(Mode.WHEN_RELEASED);
        home.open("/ws/predictions", TestHome.ADDRESS, slow).authenticate(KEY);

        slow.releaseAll();

        assertThat(slow.frames()).hasSize(5).noneMatch(frame -> frame.startsWith("["));
    }

    @Test
    void aBrokenConnectionIsClosedAndGone() {
        FakeSocket broken = new FakeSocket();
        home.open("/ws/predictions", TestHome.ADDRESS, broken).authenticate(KEY);
        broken.mode(Mode.FAILING);

        home.announce(Announcements.prediction("kitchen"));

        assertThat(broken.closed()).isPresent();
        assertThat(home.gateway.webSocketApiStatus().activeConnections()).isZero();
    }
}
