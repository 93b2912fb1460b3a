package io.roomcast.stream;

import static io.roomcast.stream.TestHome.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A client that gives up a part of what it subscribed to is owed the rest. */
class GivenUpAlertsTest {

    private final TestHome home = new TestHome();

    @Test
    void whatConcernsARoomThatWasGivenUpDoesNotComeAgain() {
        TestClient client = ofKitchenAndBedroom();
        home.announce(Announcements.alert("a", "kitchen"), Announcements.alert("b", "bedroom"), Announcements.alert("c"));
        client.take();

        unsubscribeFromRoom(client, "kitchen");

        assertThat(pendingIds()).containsExactly("b", "c");
        home.elapseSeconds(31);
        assertThat(alertIds(client)).containsExactly("b", "c");
    }

    @Test
    void whatWasOnItsWayWhenItsRoomWasGivenUpDoesNotComeAgain() {
        TestClient client = ofKitchenAndBedroom();
        home.store.beforeSending(() -> unsubscribeFromRoom(client, "kitchen"));
        home.announce(Announcements.alert("a", "kitchen"));
        client.take();

        home.elapseSeconds(31);

        assertThat(alertIds(client)).isEmpty();
        assertThat(pendingIds()).isEmpty();
    }

    @Test
    void whatOnlyTheAlertsStreamWouldBringIsNotOwedWhenARoomIsKept() {
        TestClient client = home.named("panel", "/ws/alerts").subscribe("/ws/room/kitchen");
        home.announce(Announcements.alert("a", "kitchen"), Announcements.alert("b", "bedroom"), Announcements.alert("c"));
        client.take();

        client.unsubscribe("/ws/alerts");

        assertThat(pendingIds()).containsExactly("a");
        home.elapseSeconds(31);
        assertThat(alertIds(client)).containsExactly("a");
        client.vanish();
        TestClient back = home.open("/ws/room/kitchen").authenticate(KEY, "'client_name':'panel'");
        assertThat(back.takeOne("authentication").number("data.pending_acknowledgements")).isEqualTo(1);
    }

    @Test
    void whatAFilterShutsOutIsNotOwedAnyMore() {
        TestClient client = home.named("panel", "/ws/alerts");
        home.announce(Announcements.alert("warning", "kitchen"), Announcements.alert("critical"));

        client.subscribe("/ws/alerts", "'severities':['critical']");

        assertThat(pendingIds()).containsExactly("critical");
    }

    @Test
    void whatAnotherSocketOfTheClientWantsIsStillOwed() {
        TestClient stays = home.named("panel", "/ws/alerts");
        TestClient leaves = home.named("panel", "/ws/alerts").subscribe("/ws/room/kitchen");
        home.announce(Announcements.alert("a", "kitchen"), Announcements.alert("b", "bedroom"));
        stays.take();
        leaves.take();

        leaves.unsubscribe("/ws/alerts");

        assertThat(pendingIds()).containsExactly("a", "b");
        home.elapseSeconds(31);
        assertThat(alertIds(stays)).containsExactly("a", "b");
        assertThat(alertIds(leaves)).containsExactly("a");
    }

    @Test
    void aRoomIsGivenUpForSocketsThatAreAwayToo() {
        ofKitchenAndBedroom().vanish();
        home.named("panel", "/ws/system-status").subscribeToRoom("/ws/alerts", "kitchen").vanish();
        home.announce(Announcements.alert("a", "kitchen"), Announcements.alert("b", "bedroom"));

        TestClient client = home.named("panel", "/ws/system-status").subscribeToRoom("/ws/alerts", "kitchen");
        client.subscribeToRoom("/ws/alerts", "hall");
        unsubscribeFromRoom(client, "kitchen");

        assertThat(pendingIds()).containsExactly("b");
        home.announce(Announcements.alert("c", "kitchen"), Announcements.alert("d", "bedroom"), Announcements.alert("e", "hall"));
        assertThat(pendingIds()).containsExactly("b", "d", "e");
    }

    @Test
    void givingUpTheLastRoomGivesUpNoOther() {
        home.named("panel", "/ws/system-status").subscribeToRoom("/ws/alerts", "bedroom").vanish();
        TestClient client = home.named("panel", "/ws/system-status").subscribeToRoom("/ws/alerts", "kitchen");
        home.announce(Announcements.alert("a", "kitchen"), Announcements.alert("b", "bedroom"));

        unsubscribeFromRoom(client, "kitchen");

        assertThat(pendingIds()).containsExactly("b");
    }

    @Test
    void whatASocketThatIsAwayWantsWholeIsStillOwed() {
        home.named("panel", "/ws/alerts").vanish();
        TestClient client = ofKitchenAndBedroom();
        home.announce(Announcements.alert("a", "kitchen"), Announcements.alert("b", "bedroom"));

        unsubscribeFromRoom(client, "kitchen");

        assertThat(pendingIds()).containsExactly("a", "b");
    }

    @Test
    void whatASocketWantsThatTheStoreDoesNotKnowYetIsStillOwed() {
        TestClient client = ofKitchenAndBedroom();
        home.store.away(true);
        home.named("panel", "/ws/room/kitchen");
        home.store.away(false);
        home.announce(Announcements.alert("a", "kitchen"));

        unsubscribeFromRoom(client, "kitchen");

        assertThat(pendingIds()).containsExactly("a");
    }

    @Test
    void whatIsGivenUpWhileTheStoreIsAwayIsNotOwedOnceItIsBack() {
        TestClient client = ofKitchenAndBedroom();
        home.announce(Announcements.alert("a", "kitchen"), Announcements.alert("b", "bedroom"));
        home.store.away(true);
        unsubscribeFromRoom(client, "kitchen");
        home.store.away(false);

        home.elapseSeconds(1);

        assertThat(pendingIds()).containsExactly("b");
    }

    @Test
    void whatIsGivenUpWhileTheStoreFailsHalfWayIsNotOwedOnceItIsBack() {
        TestClient client = ofKitchenAndBedroom();
        home.announce(Announcements.alert("a", "kitchen"), Announcements.alert("b", "bedroom"));
        home.store.afterSaving(() -> home.store.away(true));
        unsubscribeFromRoom(client, "kitchen");
        home.store.afterSaving(() -> { });
        home.store.away(false);

        home.elapseSeconds(1);

        assertThat(pendingIds()).containsExactly("b");
    }

    @Test
    void howeverMuchIsGivenUpNothingOfItIsOwed() {
        home.named("panel", "/ws/alerts").subscribe("/ws/room/kitchen").vanish();
        for (int number = 0; number < 1_200; number++) {
            home.announce(Announcements.alert("a" + number, number % 300 == 0 ? "kitchen" : "hall"));
        }

        home.named("panel", "/ws/alerts").unsubscribe("/ws/alerts");

        assertThat(pendingIds()).containsExactly("a0", "a300", "a600", "a900");
    }

    private TestClient ofKitchenAndBedroom() {
        TestClient client = home.named("panel", "/ws/system-status")
                .subscribeToRoom("/ws/alerts", "kitchen").subscribeToRoom("/ws/alerts", "bedroom");
        client.take();
        return client;
    }

    private static void unsubscribeFromRoom(TestClient client, String room) {
        client.send("unsubscribe", "'endpoint':'/ws/alerts','room_id':'" + room + "'");
    }

    private List<String> pendingIds() {
        return home.store.pending(new ClientId("owner", "panel"), Set.of(), 2_000).stream()
                .map(pending -> pending.alert().alertId()).toList();
    }

    private static List<String> alertIds(TestClient client) {
        return client.take("alert_notification").stream().map(alert -> alert.text("data.alert_id")).toList();
    }
}
