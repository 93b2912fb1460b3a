package io.roomcast.stream;

import static io.roomcast.stream.TestHome.KITCHEN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private final TestHome home = new TestHome();

    @Test
    void openingAPathSubscribesToIt() {
        TestClient client = home.open("/ws/room/kitchen").authenticate(TestHome.KEY);

        Received confirmation = client.takeOne("subscription_status");

        assertThat(confirmation.names("data")).containsExactly(
                "action", "success", "endpoint", "room_id", "message", "filters", "automatic");
        assertThat(confirmation.text("data.action")).isEqualTo("subscribe");
        assertThat(confirmation.text("data.endpoint")).isEqualTo("/ws/room/kitchen");
        assertThat(confirmation.text("data.room_id")).isEqualTo("kitchen");
        assertThat(confirmation.text("data.automatic")).isEqualTo("true");
    }

    @Test
    void subscribingTwiceSucceedsAndDoublesNothing() {
        TestClient client = home.owner("/ws/predictions");

        client.subscribe("/ws/predictions");

        assertThat(client.takeOne().text("data.success")).isEqualTo("true");
        home.announce(Announcements.prediction("kitchen"));
        assertThat(client.take()).hasSize(1);
    }

    @Test
    void aSocketMayHaveAnyNumberOfStreamsAndGetsEachOfThem() {
        TestClient client = home.owner("/ws/predictions");
        client.subscribe("/ws/room/kitchen").subscribe("/ws/system-status");
        client.take();

        home.announce(Announcements.prediction("kitchen"), Announcements.status());

        assertThat(client.take()).extracting(message -> message.type() + " " + message.endpoint()).containsExactly(
                "prediction_update /ws/predictions", "prediction_update /ws/room/kitchen", "system_status_update /ws/system-status");
    }

    @Test
    void anEventHasOneIdOnAStreamForEverybodyAndAnotherOnAnother() {
        TestClient one = home.owner("/ws/predictions");
        TestClient other = home.owner("/ws/predictions");
        TestClient room = home.owner("/ws/room/kitchen");

        home.announce(Announcements.prediction("kitchen"));

        String id = one.takeOne().id();
        assertThat(other.takeOne().id()).isEqualTo(id);
        assertThat(room.takeOne().id()).isNotEqualTo(id);
    }

    @Test
    void eachStreamCarriesWhatBelongsOnIt() {
        TestClient predictions = home.owner("/ws/predictions");
        TestClient kitchen = home.owner("/ws/room/kitchen");
        TestClient system = home.owner("/ws/system-status");
        TestClient alerts = home.owner("/ws/alerts");

        home.announce(Announcements.prediction("kitchen"), Announcements.state("kitchen", Occupancy.OCCUPIED),
                Announcements.accuracy("kitchen"), Announcements.training(5), Announcements.status(),
                Announcements.alert("a", "kitchen"), Announcements.drift("d", "kitchen"), Announcements.alert("b"));

        assertThat(predictions.take()).extracting(Received::type)
                .containsExactly("prediction_update", "room_state_update", "accuracy_update");
        assertThat(kitchen.take()).extracting(Received::type).containsExactly(
                "prediction_update", "room_state_update", "accuracy_update", "alert_notification", "drift_notification");
        assertThat(system.take()).extracting(Received::type).containsExactly("training_progress", "system_status_update");
        assertThat(alerts.take()).extracting(Received::type)
                .containsExactly("alert_notification", "drift_notification", "alert_notification");
    }

    @Test
    void narrowingsOfAStreamByRoomAddUp() {
        TestClient client = home.owner("/ws/system-status");
        client.subscribeToRoom("/ws/predictions", "kitchen");
        assertThat(client.takeOne().text("data.room_id")).isEqualTo("kitchen");
        client.subscribeToRoom("/ws/predictions", "hall");
        client.take();

        home.announce(Announcements.prediction("kitchen"), Announcements.prediction("bedroom"), Announcements.prediction("hall"));

        assertThat(client.take()).extracting(message -> message.room().orElseThrow()).containsExactly("kitchen", "hall");
    }

    @Test
    void oneRoomCanBeGivenBackAndTheOthersStay() {
        TestClient client = home.owner("/ws/system-status");
        client.subscribeToRoom("/ws/predictions", "kitchen").subscribeToRoom("/ws/predictions", "hall");
        client.take();

        client.send("unsubscribe", "'endpoint':'/ws/predictions','room_id':'hall'");

        assertThat(client.takeOne().text("data.was_subscribed")).isEqualTo("true");
        home.announce(Announcements.prediction("kitchen"), Announcements.prediction("hall"));
        assertThat(client.take()).extracting(message -> message.room().orElseThrow()).containsExactly("kitchen");
    }

    @Test
    void givingBackTheLastRoomEndsTheSubscription() {
        TestClient client = home.owner("/ws/system-status");
        client.subscribeToRoom("/ws/predictions", "hall");
        client.send("unsubscribe", "'endpoint':'/ws/predictions','room_id':'hall'");
        client.take();

        home.announce(Announcements.prediction("kitchen"), Announcements.prediction("hall"));

        assertThat(client.take()).isEmpty();
    }

    @Test
    void afterUnsubscribingNothingMoreComes() {
        TestClient client = home.owner("/ws/predictions");

        client.unsubscribe("/ws/predictions");

        Received confirmation = client.takeOne();
        assertThat(confirmation.text("data.action")).isEqualTo("unsubscribe");
        assertThat(confirmation.text("data.was_subscribed")).isEqualTo("true");
        home.announce(Announcements.prediction("kitchen"));
        assertThat(client.take()).isEmpty();
    }

    @Test
    void unsubscribingFromWhatIsNotSubscribedSucceeds() {
        TestClient client = home.owner("/ws/predictions");

        client.unsubscribe("/ws/alerts");
        assertThat(client.takeOne().text("data.was_subscribed")).isEqualTo("false");
        client.send("unsubscribe", "'endpoint':'/ws/predictions','room_id':'hall'");
        assertThat(client.takeOne().text("data.was_subscribed")).isEqualTo("false");

        home.announce(Announcements.prediction("hall"));
        assertThat(client.take()).hasSize(1);
    }

    @Test
    void whatDoesNotExistOrMayNotBeSeenIsRefused() {
        TestClient cook = home.client("/ws/room/kitchen", KITCHEN_KEY, "'capabilities':['room_specific']");

        cook.subscribe("/ws/nowhere").subscribe("/ws/room/cellar").subscribe("/ws/room/hall").subscribe("/ws/predictions")
                .subscribe("/ws/room/a-b");

        assertThat(cook.take()).extracting(message -> message.text("data.error_code"))
                .containsExactly("SUBSCRIPTION_ERROR", "SUBSCRIPTION_ERROR", "SUBSCRIPTION_ERROR", "SUBSCRIPTION_ERROR", "SUBSCRIPTION_ERROR");
        TestClient owner = home.owner("/ws/predictions");
        owner.subscribe("/ws/room/cellar").subscribeToRoom("/ws/predictions", "cellar");
        assertThat(owner.take()).extracting(message -> message.text("data.error_code"))
                .containsExactly("SUBSCRIPTION_ERROR", "SUBSCRIPTION_ERROR");
    }

    @Test
    void aRefusedSubscriptionLeavesTheOldOneAsItWas() {
        TestClient client = home.owner("/ws/predictions");

        client.subscribeToRoom("/ws/predictions", "cellar");
        client.take();

        home.announce(Announcements.prediction("hall"));
        assertThat(client.take()).hasSize(1);
    }

    @Test
    void aRestrictedKeySeesItsRoomsAndWhatConcernsNone() {
        TestClient cook = home.client("/ws/predictions", KITCHEN_KEY, "'features':[]");
        cook.subscribe("/ws/alerts").subscribe("/ws/system-status");
        cook.take();

        home.announce(Announcements.prediction("hall"), Announcements.prediction("kitchen"), Announcements.alert("a", "hall"),
                Announcements.alert("b", "kitchen"), Announcements.alert("c"), Announcements.drift("d", "hall"));

        assertThat(cook.take()).extracting(message -> message.type() + " " + message.room().orElse("-")).containsExactly(
                "prediction_update kitchen", "alert_notification kitchen", "alert_notification -");
    }

    @Test
    void theStatusShowsARestrictedClientOnlyItsRooms() {
        TestClient early = home.client("/ws/system-status", KITCHEN_KEY, "'features':[]");
        TestClient owner = home.owner("/ws/system-status");

        home.announce(Announcements.status("hall", "kitchen"));
        TestClient late = home.open("/ws/system-status").authenticate(KITCHEN_KEY);

        assertThat(early.takeOne().names("data.model_accuracy")).containsExactly("kitchen");
        assertThat(late.takeOne("system_status_update").names("data.model_accuracy")).containsExactly("kitchen");
        assertThat(owner.takeOne().names("data.model_accuracy")).containsExactly("hall", "kitchen");
    }
}
