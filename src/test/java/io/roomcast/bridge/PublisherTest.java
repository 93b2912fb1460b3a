package io.roomcast.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.mqtt.CapturedLog;
import io.roomcast.mqtt.Delivery;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.mqtt.OutgoingMessage;
import io.roomcast.mqtt.PublishedMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private final List<OutgoingMessage> sent = new ArrayList<>();
    private final List<CompletableFuture<Delivery>> deliveries = new ArrayList<>();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final PublishedMessages published = new PublishedMessages();
    private final ManualTimer clock = new ManualTimer();
    private final List<String> taken = new ArrayList<>();
    private int seen;
    private int renewed;
    private final Publisher publisher = new Publisher(this::send, () -> renewed++, Runnable::run,
            new CriticalQueue(Duration.ofHours(1), clock, metrics), new ForbiddenTopics(clock), published, metrics);

    private CompletableFuture<Delivery> send(OutgoingMessage message) {
        sent.add(message);
        CompletableFuture<Delivery> delivery = new CompletableFuture<>();
        deliveries.add(delivery);
        if (!message.atLeastOnce()) {
            delivery.complete(Delivery.TAKEN);
        }
        return delivery;
    }

    private List<String> texts() {
        return sent.stream().map(OutgoingMessage::text).toList();
    }

    private static Letter state(String room, String text) {
        return Letter.saying(TopicKind.STATE, "p/" + room + "/state", text);
    }

    private static Letter alert(String text) {
        return Letter.saying(TopicKind.ALERT, "p/alerts", text);
    }

    @Test
    void nothingIsSentWithoutAConnectionAndThenTheLatestOfEachTopic() {
        publisher.send(state("hall", "old"));
        publisher.send(state("kitchen", "only"));
        publisher.send(state("hall", "new"));
        assertThat(sent).isEmpty();

        publisher.connected();

        assertThat(texts()).containsExactly("only", "new");
        assertThat(sent).allMatch(message -> message.retained() && message.atLeastOnce());
    }

    @Test
    void alertsAreSentOneAfterTheOther() {
        publisher.connected();
        publisher.send(alert("first"));
        publisher.send(alert("second"));
        assertThat(texts()).containsExactly("first");

        deliveries.get(0).complete(Delivery.TAKEN);

        assertThat(texts()).containsExactly("first", "second");
        assertThat(sent).noneMatch(OutgoingMessage::retained);
        assertThat(published.count()).isEqualTo(1);
        assertThat(metrics.count("mqtt_messages_published_total", "kind=alert")).isEqualTo(1);
    }

    @Test
    void whatTheConnectionLostIsSentAgainInItsPlace() {
        publisher.connected();
        publisher.send(alert("first"));
        publisher.send(alert("second"));
        publisher.send(state("hall", "lost"));
        publisher.disconnected();
        deliveries.forEach(delivery -> delivery.complete(Delivery.LOST));
        sent.clear();

        publisher.connected();
        deliveries.get(deliveries.size() - 2).complete(Delivery.TAKEN);

        assertThat(texts()).containsExactly("first", "lost", "second");
        assertThat(renewed).isZero();
    }

    @Test
    void whatIsNewerThanWhatWasLostStands() {
        publisher.connected();
        publisher.send(state("hall", "lost"));
        publisher.disconnected();
        publisher.send(state("hall", "newer"));
        deliveries.get(0).complete(Delivery.LOST);

        publisher.connected();

        assertThat(texts()).containsExactly("lost", "newer");
    }

    @Test
    void aConnectionThatLosesSomethingAndDoesNotNoticeIsMadeAnew() {
        publisher.connected();
        publisher.send(alert("first"));

        deliveries.get(0).complete(Delivery.LOST);

        assertThat(renewed).isEqualTo(1);
        assertThat(texts()).containsExactly("first");
    }

    @Test
    void whatTheBrokerRefusesHoldsNothingUp() {
        publisher.connected();
        publisher.send(alert("first"));
        publisher.send(alert("second"));

        deliveries.get(0).complete(Delivery.REFUSED);

        assertThat(texts()).containsExactly("first", "second");
        assertThat(metrics.count("mqtt_messages_dropped_total", "kind=alert")).isEqualTo(1);
    }

    @Test
    void onlySoManyAreUnderWayAtOnce() {
        publisher.connected();
        for (int i = 0; i < 100; i++) {
            publisher.send(state("room" + i, "vacant"));
        }
        assertThat(sent).hasSize(32);

        for (int i = 0; i < 100; i++) {
            deliveries.get(i).complete(Delivery.TAKEN);
        }

        assertThat(sent).hasSize(100);
    }

    @Test
    void alertsThatWaitedForLongerThanTheyAreKeptAreDroppedAndCounted() {
        publisher.send(alert("old"));
        clock.pass(Duration.ofMinutes(61));
        publisher.send(alert("new"));

        publisher.connected();

        assertThat(texts()).containsExactly("new");
        assertThat(metrics.count("mqtt_messages_dropped_total", "kind=alert")).isEqualTo(1);
    }

    @Test
    void ofTooManyAlertsTheOldestAreDropped() {
        for (int i = 0; i < CriticalQueue.MOST + 2; i++) {
            publisher.send(alert("alert " + i));
        }

        publisher.connected();

        assertThat(publisher.waiting()).isEqualTo(CriticalQueue.MOST - 1);
        assertThat(texts()).containsExactly("alert 2");
        assertThat(metrics.count("mqtt_messages_dropped_total", "kind=alert")).isEqualTo(2);
    }

    @Test
    void onceItIsStoppedItSendsNothing() {
        publisher.connected();
        publisher.stop();

        publisher.send(state("hall", "late"));

        assertThat(sent).isEmpty();
    }

    @Test
    void theTopicAtWhichTheBrokerEndsTheConnectionIsFoundNamedAndLeftOutAndAllElseIsPublished() {
        try (CapturedLog log = CapturedLog.of("io.roomcast.bridge")) {
            publisher.connected();
            IntStream.range(0, 40).forEach(i -> publisher.send(state("room" + i, "state " + i)));
            publisher.send(Letter.saying(TopicKind.DISCOVERY, "homeassistant/device/x/config", "config"));
            publisher.send(alert("first"));
            publisher.send(alert("second"));

            letABrokerTakeAllBut("homeassistant/device/x/config");

            assertThat(taken).contains("first", "second").hasSize(42).doesNotContain("config");
            assertThat(log.lines()).filteredOn(line -> line.contains("homeassistant/device/x/config")).hasSize(1);
        }
        publisher.send(Letter.saying(TopicKind.DISCOVERY, "homeassistant/device/x/config", "again"));
        assertThat(texts()).doesNotContain("again");
        clock.pass(ForbiddenTopics.LEFT_OUT_FOR.plusSeconds(1));
        publisher.send(Letter.saying(TopicKind.DISCOVERY, "homeassistant/device/x/config", "an hour later"));
        assertThat(texts()).contains("an hour later");
    }

    @Test
    void whatWaitsForATopicGoesOnOnceThatIsConfirmedRefusedOrLeftOut() {
        List<String> done = new ArrayList<>();
        publisher.connected();
        publisher.send(state("hall", "on"));
        publisher.send(state("kitchen", "on"));
        publisher.send(Letter.saying(TopicKind.DISCOVERY, "homeassistant/device/x/config", "config"));
        publisher.afterDelivery(List.of("p/hall/state", "p/kitchen/state"), () -> done.add("states"));
        publisher.afterDelivery(List.of("homeassistant/device/x/config"), () -> done.add("config"));
        publisher.afterDelivery(List.of("p/attic/state"), () -> done.add("nothing"));
        assertThat(done).containsExactly("nothing");

        deliveries.get(0).complete(Delivery.TAKEN);
        publisher.send(state("kitchen", "off"));
        deliveries.get(1).complete(Delivery.REFUSED);
        assertThat(done).containsExactly("nothing");
        letABrokerTakeAllBut("homeassistant/device/x/config");

        assertThat(done).containsExactlyInAnyOrder("nothing", "states", "config");
    }

    @Test
    void aKindOfWhichSeveralTopicsAreForbiddenIsLeftOutAsAWhole() {
        publisher.connected();
        IntStream.range(0, 300).forEach(i -> publisher.send(
                Letter.saying(TopicKind.DISCOVERY, "homeassistant/device/room" + i + "/config", "config " + i)));
        publisher.send(state("hall", "on"));

        int cuts = letABrokerTakeAllBut("homeassistant/");

        assertThat(taken).containsExactly("on");
        assertThat(cuts).isLessThanOrEqualTo(2 * ForbiddenTopics.CUTS * ForbiddenTopics.TOPICS_OF_A_KIND);
    }

    @Test
    void aForbiddenTopicWithoutConfirmationIsFoundToo() {
        publisher.connected();
        publisher.send(Letter.saying(TopicKind.STATUS, "p/system/status", "status"));
        publisher.send(state("hall", "on"));

        letABrokerTakeAllBut("p/system/status");
        publisher.send(Letter.saying(TopicKind.STATUS, "p/system/status", "next status"));
        letABrokerTakeAllBut("p/system/status");
        publisher.send(Letter.saying(TopicKind.STATUS, "p/system/status", "third status"));
        letABrokerTakeAllBut("p/system/status");
        publisher.send(Letter.saying(TopicKind.STATUS, "p/system/status", "fourth status"));

        assertThat(taken).containsExactly("on");
        assertThat(texts()).doesNotContain("fourth status");
    }

    @Test
    void connectionsThatEndNowAndThenForbidNothing() {
        for (int i = 0; i < 10; i++) {
            publisher.connected();
            publisher.send(state("hall", "state " + i));
            end();
            publisher.connected();
            deliveries.get(deliveries.size() - 1).complete(Delivery.TAKEN);
            taken.add(sent.get(sent.size() - 1).text());
        }

        assertThat(taken).hasSize(10);
    }

    /**
     * Confirms what is sent, in its order, and ends the connection at topics that begin so; it is there again at once.
     */
    private int letABrokerTakeAllBut(String forbidden) {
        int cuts = 0;
        for (; seen < sent.size(); seen++) {
            OutgoingMessage message = sent.get(seen);
            if (message.topic().startsWith(forbidden)) {
                cuts++;
                assertThat(cuts).as("ends of the connection").isLessThan(100);
                seen = sent.size() - 1;
                end();
                publisher.connected();
            } else if (deliveries.get(seen).complete(Delivery.TAKEN)) {
                taken.add(message.text());
            }
        }
        return cuts;
    }

    /** Ends the connection under what is under way. */
    private void end() {
        List<CompletableFuture<Delivery>> underWay = List.copyOf(deliveries);
        underWay.forEach(delivery -> delivery.complete(Delivery.LOST));
        publisher.ended();
        publisher.disconnected();
    }
}
