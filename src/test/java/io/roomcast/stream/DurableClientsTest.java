package io.roomcast.stream;

import static io.roomcast.stream.TestHome.KEY;
import static io.roomcast.stream.TestHome.KITCHEN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.Rights;
import io.roomcast.home.Occupancy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts for clients that go and come back. */
class DurableClientsTest {

    private final TestHome home = new TestHome(TestSettings.with("maxPendingAcknowledgements", 10));

    @Test
    void whatCameWhileItWasAwayAwaitsTheClient() {
        home.named("panel", "/ws/alerts").vanish();
        home.announce(Announcements.alert("a"));

        TestClient back = home.open("/ws/alerts").authenticate(KEY, "'client_name':'panel'");

        List<Received> messages = back.take();
        assertThat(messages).extracting(Received::type)
                .containsExactly("connection", "authentication", "subscription_status", "alert_notification");
        assertThat(messages.get(1).number("data.pending_acknowledgements")).isEqualTo(1);
        assertThat(messages.get(3).isReplay()).isTrue();
        assertThat(messages.get(3).has("data.redelivery")).isFalse();
    }

    @Test
    void whatWasSentBeforeComesAgainWithACount() {
        TestClient client = home.named("panel", "/ws/alerts");
        home.announce(Announcements.alert("a"));
        Received first = client.takeOne();
        home.elapseSeconds(30);
        client.vanish();

        Received again = home.open("/ws/alerts").authenticate(KEY, "'client_name':'panel'").takeOne("alert_notification");

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.text("timestamp")).isEqualTo(first.text("timestamp"));
        assertThat(again.isReplay()).isTrue();
        assertThat(again.number("data.redelivery")).isEqualTo(2);
    }

    @Test
    void redeliveriesAreCountedForEachClient() {
        List<String> names = List.of("one", "other");
        names.forEach(name -> home.named(name, "/ws/alerts"));
        home.announce(Announcements.alert("a"));
        home.elapseSeconds(30);
        home.restart();

        assertThat(names).allSatisfy(name -> assertThat(home.open("/ws/alerts").authenticate(KEY, "'client_name':'" + name + "'")
                .takeOne("alert_notification").number("data.redelivery")).isEqualTo(2));
    }

    @Test
    void anotherProcessOnTheSameDatabaseGivesTheSameIds() {
        TestClient client = home.named("panel", "/ws/alerts").subscribe("/ws/room/kitchen");
        client.take();
        home.announce(Announcements.alert("a", "kitchen"), Announcements.drift("d", "kitchen"));
        Set<String> ids = ids(client.take());

        home.restart();
        TestClient back = home.named("panel", "/ws/system-status").subscribe("/ws/alerts").subscribe("/ws/room/kitchen");

        List<Received> again = back.take();
        assertThat(again.removeIf(message -> message.type().equals("subscription_status"))).isTrue();
        assertThat(ids(again)).hasSize(4).isEqualTo(ids);
        back.acknowledge(again.get(0).id());
        assertThat(back.take()).isEmpty();
        assertThat(home.store.pendingTotal()).isEqualTo(1);
    }

    @Test
    void whatWasAcknowledgedDoesNotComeAgain() {
        TestClient client = home.named("panel", "/ws/alerts");
        home.announce(Announcements.alert("a"));
        client.acknowledge(client.takeOne().id()).vanish();

        assertThat(home.open("/ws/alerts").authenticate(KEY, "'client_name':'panel'").take("alert_notification")).isEmpty();
    }

    @Test
    void aNewClientIsNotOwedTheAlertsOfThePast() {
        home.named("panel", "/ws/alerts");
        home.announce(Announcements.alert("a"));

        assertThat(home.open("/ws/alerts").authenticate(KEY, "'client_name':'new'").take("alert_notification")).isEmpty();
    }

    @Test
    void aClientWithoutANameIsItsKey() {
        home.owner("/ws/alerts").vanish();
        home.announce(Announcements.alert("a"));

        assertThat(home.open("/ws/alerts").authenticate(KEY).take("alert_notification")).hasSize(1);
        assertThat(home.open("/ws/alerts").authenticate(KITCHEN_KEY).take("alert_notification")).isEmpty();
    }

    @Test
    void aClientThatUnsubscribesIsOwedNothing() {
        TestClient client = home.named("panel", "/ws/alerts");
        home.announce(Announcements.alert("before"));
        client.unsubscribe("/ws/alerts");
        home.announce(Announcements.alert("after"));

        assertThat(client.take("alert_notification")).hasSize(1);
        assertThat(home.store.pendingTotal()).isZero();
        home.elapseSeconds(31);
        assertThat(client.take("alert_notification")).isEmpty();
    }

    @Test
    void aClientIsOwedOnlyWhatItMaySeeAndAskedFor() {
        home.client("/ws/alerts", KITCHEN_KEY, "'client_name':'oven'").vanish();
        home.named("panel", "/ws/system-status").subscribe("/ws/alerts", "'severities':['critical']").vanish();
        home.announce(Announcements.alert("hall", "hall"), Announcements.alert("kitchen", "kitchen"), Announcements.alert("home"));

        TestClient oven = home.open("/ws/alerts").authenticate(KITCHEN_KEY, "'client_name':'oven'");
        TestClient panel = home.open("/ws/alerts").authenticate(KEY, "'client_name':'panel'");

        assertThat(oven.take("alert_notification")).extracting(alert -> alert.text("data.alert_id"))
                .containsExactly("kitchen", "home");
        assertThat(panel.take("alert_notification")).extracting(alert -> alert.text("data.alert_id")).containsExactly("home");
    }

    @Test
    void resumingRestoresTheSubscriptionsWithTheirFilters() {
        TestClient client = home.named("panel", "/ws/alerts");
        client.subscribe("/ws/predictions", "'min_confidence':0.7").subscribeToRoom("/ws/system-status", "kitchen");
        client.vanish();

        TestClient back = home.open("/ws/room/hall").authenticate(KEY, "'client_name':'panel','resume':true");

        List<Received> messages = back.take();
        assertThat(messages.get(1).text("data.resumed")).isEqualTo("true");
        assertThat(messages.subList(2, messages.size())).allSatisfy(message ->
                assertThat(message.text("data.automatic")).isEqualTo("true"))
                .extracting(Received::endpoint)
                .containsExactlyInAnyOrder("/ws/room/hall", "/ws/alerts", "/ws/predictions", "/ws/system-status");
        home.announce(Announcements.prediction("hall", "unsure", 0.6, Occupancy.VACANT));
        assertThat(back.take()).extracting(Received::endpoint).containsExactly("/ws/room/hall");
    }

    @Test
    void thereMayBeNothingToResume() {
        TestClient client = home.open("/ws/predictions").authenticate(KEY, "'client_name':'new','resume':true");

        assertThat(client.takeOne("authentication").text("data.resumed")).isEqualTo("false");
    }

    @Test
    void aClientThatSubscribesWhileTheStoreIsAwayIsServedAndMadeDurableLater() {
        home.store.away(true);
        TestClient client = home.open("/ws/alerts").authenticate(KEY, "'client_name':'panel'");
        client.subscribe("/ws/predictions");
        home.announce(Announcements.prediction("kitchen"));

        assertThat(client.take()).extracting(Received::type).containsExactly(
                "connection", "authentication", "subscription_status", "subscription_status", "prediction_update");

        home.store.away(false);
        home.elapseSeconds(1);
        client.vanish();
        home.announce(Announcements.alert("a"));
        assertThat(home.open("/ws/alerts").authenticate(KEY, "'client_name':'panel'").take("alert_notification")).hasSize(1);
    }

    @Test
    void aClientThatUnsubscribesWhileTheStoreIsAwayIsOwedNothingOnceItIsBack() {
        TestClient client = home.named("panel", "/ws/alerts");
        home.store.away(true);

        client.unsubscribe("/ws/alerts");

        assertThat(client.takeOne().text("data.was_subscribed")).isEqualTo("true");
        home.store.away(false);
        home.elapseSeconds(1);
        home.announce(Announcements.alert("a"));
        assertThat(home.store.pendingTotal()).isZero();
        assertThat(home.store.clients()).isEmpty();
    }

    @Test
    void theLastWordCountsWhenTheStoreIsBack() {
        home.store.away(true);
        TestClient client = home.named("panel", "/ws/alerts");
        client.unsubscribe("/ws/alerts").subscribe("/ws/alerts").subscribe("/ws/predictions").unsubscribe("/ws/predictions");
        home.store.away(false);

        home.elapseSeconds(1);
        client.vanish();

        TestClient back = home.open("/ws/system-status").authenticate(KEY, "'client_name':'panel','resume':true");
        assertThat(back.take("subscription_status")).extracting(Received::endpoint)
                .containsExactlyInAnyOrder("/ws/system-status", "/ws/alerts");
    }

    @Test
    void oneSocketOfAClientMayUnsubscribeWhileAnotherStays() {
        TestClient stays = home.named("panel", "/ws/alerts");
        TestClient leaves = home.named("panel", "/ws/alerts");

        leaves.unsubscribe("/ws/alerts");
        stays.vanish();
        home.announce(Announcements.alert("a"));

        assertThat(home.open("/ws/alerts").authenticate(KEY, "'client_name':'panel'").take("alert_notification")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "[{}]", "[{\"endpoint\":\"/ws/alerts\",\"rooms\":[\"a b\"]}]",
        "[{\"endpoint\":\"/ws/alerts\",\"rooms\":[],\"filters\":{\"unheard_of\":1}}]"})
    void whatCannotBeReadOfOneClientHarmsNobody(String subscriptions) {
        home.named("panel", "/ws/alerts").vanish();
        home.store.save(new DurableClient(new ClientId("owner", "odd"), Rights.full(), subscriptions, home.clock.instant(), home.clock.instant()));

        home.announce(Announcements.alert("a"));

        assertThat(home.open("/ws/alerts").authenticate(KEY, "'client_name':'panel'").take("alert_notification")).hasSize(1);
        TestClient odd = home.open("/ws/alerts").authenticate(KEY, "'client_name':'odd','resume':true");
        assertThat(odd.take()).extracting(Received::type).containsExactly("connection", "authentication", "subscription_status");
        home.announce(Announcements.alert("b"));
        assertThat(odd.take("alert_notification")).hasSize(1);
    }

    @Test
    void alertsThatAreNotAcknowledgedInTimeLapse() {
        TestClient client = home.named("panel", "/ws/alerts");
        home.announce(Announcements.alert("a"));
        client.take();
        home.clock.advance(Duration.ofHours(72).plusSeconds(1));

        home.gateway.sweep();

        assertThat(home.store.pendingTotal()).isZero();
        assertThat(home.metrics.count("websocket_acknowledgements_expired")).isEqualTo(1);
        client.pong();
        home.elapseSeconds(31);
        assertThat(client.take("alert_notification")).isEmpty();
    }

    @Test
    void clientsThatStayAwayAreForgottenAndThoseThatAreHereAreNot() {
        home.named("gone", "/ws/alerts").vanish();
        home.named("here", "/ws/alerts");
        home.clock.advance(Duration.ofHours(72).plusSeconds(1));

        home.gateway.sweep();

        assertThat(home.store.clients()).extracting(client -> client.id().clientName()).containsExactly("here");
    }

    private static Set<String> ids(List<Received> messages) {
        Set<String> ids = new TreeSet<>();
        messages.forEach(message -> ids.add(message.id()));
        return ids;
    }
}
