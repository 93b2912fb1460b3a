package io.roomcast.stream;

import static io.roomcast.stream.TestHome.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import io.roomcast.tracking.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Announcements race with clients that come, subscribe again and go. */
class FanoutConcurrencyTest {

    private static final List<String> ROOMS = List.of("kitchen", "bedroom", "hall");
    private static final int UPDATES = 200;
    private static final int CLIENTS = 20;

    private final TestHome home = new TestHome(TestSettings.with("maxMessagesPerMinute", 1_000_000, "maxPendingAcknowledgements", 100_000));

    @Test
    void everySubscriberSeesEachRoomGoForwardToTheNewest() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        List<AtOnce.Task> tasks = new ArrayList<>();
        ROOMS.forEach(room -> tasks.add(() -> IntStream.range(0, UPDATES).forEach(number ->
                home.announce(Announcements.prediction(room, Integer.toString(number), 0.5, Occupancy.VACANT)))));
        tasks.add(() -> IntStream.range(0, CLIENTS).forEach(number -> clients.add(home.open("/ws/predictions").authenticate(KEY))));
        tasks.add(() -> IntStream.range(0, CLIENTS).forEach(number -> home.open("/ws/predictions").authenticate(KEY).vanish()));

        AtOnce.run(tasks);

        for (TestClient client : clients) {
            List<Received> updates = client.take("prediction_update");
            for (String room : ROOMS) {
                List<Integer> numbers = numbers(updates, room);
                assertThat(numbers).isNotEmpty().doesNotHaveDuplicates().isSorted().endsWith(UPDATES - 1);
            }
        }
        assertThat(home.gateway.webSocketApiStatus().activeConnections()).isEqualTo(CLIENTS);
    }

    @Test
    void subscribingAgainNeverShowsARoomSomethingOlder() throws Exception {
        TestClient client = home.owner("/ws/predictions");
        AtOnce.run(List.of(
                () -> IntStream.range(0, UPDATES).forEach(number ->
                        home.announce(Announcements.prediction("kitchen", Integer.toString(number), 0.5, Occupancy.VACANT))),
                () -> IntStream.range(0, 200).forEach(number -> client.subscribe("/ws/predictions"))));

        List<Integer> numbers = numbers(client.take("prediction_update"), "kitchen");

        assertThat(numbers).isSorted().endsWith(UPDATES - 1);
    }

    @Test
    void noAlertIsLostToAClientThatHasItsConfirmation() throws Exception {
        AtomicInteger announced = new AtomicInteger();
        List<TestClient> clients = new ArrayList<>();
        List<Integer> announcedBefore = new ArrayList<>();
        IntConsumer announce = number -> {
            home.announce(Announcements.alert(Integer.toString(number), Optional.empty(), Alert.Type.SYSTEM_ERROR, Alert.Severity.INFO));
            announced.incrementAndGet();
        };
        AtOnce.run(List.of(
                () -> IntStream.range(0, 300).forEach(announce),
                () -> IntStream.range(0, CLIENTS).forEach(number -> {
                    clients.add(home.named("c" + number, "/ws/alerts"));
                    announcedBefore.add(announced.get());
                })));

        for (int i = 0; i < CLIENTS; i++) {
            int from = announcedBefore.get(i) + 1;
            List<Integer> seen = new ArrayList<>();
            clients.get(i).socket.frames().forEach(frame -> Received.frame(frame).stream()
                    .filter(message -> message.type().equals("alert_notification"))
                    .forEach(message -> seen.add(message.number("data.alert_id"))));
            assertThat(seen).doesNotHaveDuplicates().containsAll(IntStream.range(from, 300).boxed().toList());
        }
    }

    @Test
    void nothingIsSentAgainOnAStreamThatWasUnsubscribedFromMeanwhile() throws Exception {
        TestClient client = home.named("panel", "/ws/system-status");
        AtOnce.run(List.of(
                () -> IntStream.range(0, 200).forEach(number -> home.announce(Announcements.alert("a" + number))),
                () -> IntStream.range(0, 200).forEach(number -> client.subscribe("/ws/alerts").unsubscribe("/ws/alerts"))));
        client.take();

        home.elapseSeconds(31);

        assertThat(client.take("alert_notification")).isEmpty();
    }

    @Test
    void whatOneEventCausesLeavesInOneFrameForAClientThatTakesBatches() throws Exception {
        TestClient client = home.client("/ws/predictions", KEY, "'features':['batch']");
        List<AtOnce.Task> tasks = new ArrayList<>();
        for (String room : ROOMS) {
            client.subscribe("/ws/room/" + room);
            tasks.add(() -> IntStream.range(0, 5 * UPDATES).forEach(number ->
                    home.announce(Announcements.prediction(room, room + number, 0.5, Occupancy.VACANT))));
        }
        client.subscribe("/ws/alerts");
        tasks.add(() -> IntStream.range(0, UPDATES).forEach(number ->
                home.announce(Announcements.alert("a" + number, "kitchen"))));

        AtOnce.run(tasks);

        assertThat(client.socket.frames().stream().flatMap(frame -> halves(frame).stream())).isEmpty();
        assertThat(client.take("alert_notification")).hasSize(2 * UPDATES);
    }

    /** The events that a frame tells on one of their two streams only. */
    private static List<String> halves(String frame) {
        Map<String, Long> streams = Received.frame(frame).stream()
                .flatMap(message -> Stream.of("data.prediction_id", "data.alert_id").filter(message::has).map(message::text))
                .collect(Collectors.groupingBy(event -> event, Collectors.counting()));
        return streams.keySet().stream().filter(event -> streams.get(event) != 2).toList();
    }

    private static List<Integer> numbers(List<Received> updates, String room) {
        return updates.stream()
                .filter(update -> update.room().equals(Optional.of(room)))
                .map(update -> update.number("data.prediction_id"))
                .toList();
    }
}
