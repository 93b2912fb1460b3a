package io.roomcast.stream;

import static io.roomcast.stream.TestHome.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.Capability;
import io.roomcast.access.Rights;
import io.roomcast.access.RoomFilter;
import io.roomcast.home.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several sockets are one durable client and want different things. It is owed what any of them wants. */
class SocketsOfOneClientTest {

    private static final String ONLY_KITCHEN = "'room_filters':['kitchen']";

    private final TestHome home = new TestHome();

    @ParameterizedTest
    @ValueSource(strings = {"/ws/predictions", "/ws/room/kitchen", "/ws/alerts"})
    void aSocketThatMaySeeLessTakesNothingFromOneThatLeaves(String path) {
        TestClient wide = home.owner("/ws/alerts");
        home.client(path, KEY, ONLY_KITCHEN);
        wide.vanish();

        home.announce(Announcements.alert("a", "bedroom"));

        assertThat(caughtUp("/ws/alerts")).containsExactly("a");
    }

    @Test
    void aSocketThatMaySeeLessTakesNothingFromOneThatHasLeft() {
        home.owner("/ws/alerts").vanish();
        home.client("/ws/alerts", KEY, ONLY_KITCHEN);

        home.announce(Announcements.alert("a", "bedroom"));

        assertThat(caughtUp("/ws/alerts")).containsExactly("a");
    }

    @Test
    void aSocketThatFiltersTakesNothingFromOneThatHasLeft() {
        home.owner("/ws/alerts").vanish();
        TestClient filtering = home.owner("/ws/alerts").subscribe("/ws/alerts", "'severities':['critical']");
        filtering.take();

        home.announce(Announcements.alert("a", "bedroom"));

        assertThat(filtering.take()).isEmpty();
        assertThat(caughtUp("/ws/alerts")).containsExactly("a");
    }

    @Test
    void whicheverComesBackFirstAfterARestartTheOthersAreOwedWhatTheyAskedFor() {
        home.owner("/ws/alerts");
        home.client("/ws/alerts", KEY, ONLY_KITCHEN);
        home.restart();
        home.client("/ws/alerts", KEY, ONLY_KITCHEN);

        home.announce(Announcements.alert("a", "bedroom"));

        assertThat(caughtUp("/ws/alerts")).containsExactly("a");
    }

    @Test
    void aSocketThatUnsubscribesLeavesTheOtherItsRooms() {
        TestClient stays = home.owner("/ws/alerts");
        TestClient leaves = home.client("/ws/alerts", KEY, ONLY_KITCHEN);

        leaves.unsubscribe("/ws/alerts");
        stays.vanish();
        home.announce(Announcements.alert("a", "bedroom"), Announcements.alert("b", "kitchen"));

        assertThat(caughtUp("/ws/alerts")).containsExactly("a", "b");
    }

    @Test
    void aSocketCannotGiveUpForOthersWhatItMayNotSee() {
        home.owner("/ws/alerts").vanish();

        home.client("/ws/alerts", KEY, ONLY_KITCHEN).unsubscribe("/ws/alerts");
        home.announce(Announcements.alert("a", "bedroom"));

        assertThat(caughtUp("/ws/alerts")).containsExactly("a");
    }

    @Test
    void unsubscribingGoesForSocketsThatHaveLeft() {
        home.client("/ws/alerts", KEY, ONLY_KITCHEN).vanish();

        home.owner("/ws/alerts").unsubscribe("/ws/alerts");
        home.announce(Announcements.alert("a", "kitchen"));

        assertThat(home.store.pendingTotal()).isZero();
        assertThat(home.store.clients()).isEmpty();
    }

    @Test
    void aSocketThatSubscribesToSomethingElseIsNoLongerOwedWhatItHad() {
        TestClient client = home.named("panel", "/ws/alerts").subscribe("/ws/alerts", "'severities':['critical']");

        home.announce(Announcements.alert("a", "bedroom"), Announcements.alert("b"));

        assertThat(client.take("alert_notification")).extracting(alert -> alert.text("data.alert_id")).containsExactly("b");
        assertThat(home.store.pendingTotal()).isEqualTo(1);
    }

    @Test
    void nobodyGetsMoreThanTheKeyGrantsNowThoughMoreIsOwed() {
        home.owner("/ws/alerts").vanish();
        home.announce(Announcements.alert("a", "bedroom"), Announcements.alert("b", "kitchen"));
        home.revoke("owner");
        home.add(TestHome.key("owner", KEY, EnumSet.allOf(Capability.class), "kitchen"));

        TestClient back = home.open("/ws/alerts").authenticate(KEY, "'resume':true");
        home.announce(Announcements.alert("c", "bedroom"), Announcements.alert("d", "kitchen"));

        assertThat(alertIds(back)).containsExactly("b", "d");
    }

    @Test
    void whatWasKeptWithoutRoomsGoesForTheRoomsOfTheClient() {
        Instant now = home.clock.instant();
        home.store.save(new DurableClient(new ClientId("owner", "panel"), kitchenOnly(),
                "[{\"endpoint\":\"/ws/alerts\",\"rooms\":[],\"filters\":{}}]", now, now));

        home.announce(Announcements.alert("a", "bedroom"), Announcements.alert("b", "kitchen"));
        home.named("panel", "/ws/predictions");
        home.announce(Announcements.alert("c", "bedroom"), Announcements.alert("d", "kitchen"));

        assertThat(home.store.pending(new ClientId("owner", "panel"), Set.of(), 10))
                .extracting(pending -> pending.alert().alertId()).containsExactly("b", "d");
    }

    @Test
    void whatNoSocketHasHadForTheRetentionTimeLapsesThoughTheClientIsHere() {
        home.owner("/ws/alerts").vanish();
        home.client("/ws/alerts", KEY, ONLY_KITCHEN);
        sweepFor(Duration.ofHours(71));
        home.announce(Announcements.alert("before", "bedroom"));
        assertThat(home.store.pendingTotal()).isEqualTo(1);

        sweepFor(Duration.ofHours(2));

        home.announce(Announcements.alert("after", "bedroom"), Announcements.alert("kitchen", "kitchen"));
        assertThat(pendingIds()).containsExactly("kitchen");
    }

    @Test
    void aSocketThatStaysLongerThanTheRetentionTimeKeepsWhatItHasAfterwards() {
        TestClient wide = home.owner("/ws/alerts");
        TestClient narrow = home.client("/ws/alerts", KEY, ONLY_KITCHEN);
        sweepFor(Duration.ofHours(200));
        wide.vanish();
        sweepFor(Duration.ofHours(60));

        home.announce(Announcements.alert("a", "bedroom"));

        assertThat(narrow.take("alert_notification")).isEmpty();
        assertThat(pendingIds()).containsExactly("a");
    }

    @Test
    void theLastWordOnAStreamIsWhatIsResumed() {
        home.named("panel", "/ws/predictions").vanish();
        TestClient first = home.named("panel", "/ws/alerts").subscribe("/ws/predictions", "'min_confidence':0.5");
        TestClient second = home.named("panel", "/ws/system-status").subscribe("/ws/predictions", "'min_confidence':0.7");

        assertThat(resumedConfidence()).isEqualTo("0.7");
        second.unsubscribe("/ws/predictions");
        assertThat(resumedConfidence()).isEqualTo("0.5");
        first.unsubscribe("/ws/predictions");
        assertThat(home.open("/ws/system-status").authenticate(KEY, "'client_name':'panel','resume':true").take("subscription_status"))
                .extracting(Received::endpoint).doesNotContain("/ws/predictions");
    }

    /** Opens a socket only to see what is restored, and takes none of it back. */
    private String resumedConfidence() {
        TestClient back = home.open("/ws/system-status").authenticate(KEY, "'client_name':'panel','resume':true");
        List<Received> resumed = back.take("subscription_status");
        back.vanish();
        return resumed.stream().filter(status -> status.endpoint().equals("/ws/predictions")).findFirst().orElseThrow()
                .text("data.filters.min_confidence");
    }

    private List<String> caughtUp(String path) {
        return alertIds(home.open(path).authenticate(KEY));
    }

    private static List<String> alertIds(TestClient client) {
        return client.take("alert_notification").stream().map(alert -> alert.text("data.alert_id")).toList();
    }

    private List<String> pendingIds() {
        return home.store.pending(new ClientId("owner", ""), Set.of(), 10).stream()
                .map(pending -> pending.alert().alertId()).toList();
    }

    private void sweepFor(Duration time) {
        for (int hour = 0; hour < time.toHours(); hour++) {
            home.clock.advance(Duration.ofHours(1));
            home.gateway.sweep();
        }
    }

    private static Rights kitchenOnly() {
        return new Rights(EnumSet.allOf(Capability.class), RoomFilter.of(List.of(new RoomId("kitchen"))));
    }
}
