package io.roomcast.store;

import static io.roomcast.store.Fixtures.NOON;
import static io.roomcast.store.Fixtures.alert;
import static io.roomcast.store.Fixtures.client;
import static io.roomcast.store.Fixtures.clients;
import static io.roomcast.store.Fixtures.durable;
import static io.roomcast.store.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.roomcast.access.Capability;
import io.roomcast.access.Rights;
import io.roomcast.access.RoomFilter;
import io.roomcast.home.RoomId;
import io.roomcast.stream.AlertStore.Acknowledgement;
import io.roomcast.stream.ClientId;
import io.roomcast.stream.DurableClient;
import io.roomcast.stream.PendingAlert;
import io.roomcast.stream.StoredAlert;
import io.roomcast.tracking.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the store promises, on whichever database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AlertStoreContract {

    private static final ClientId ALICE = client("alice");
    private static final ClientId BOB = client("bob");

    private TestDatabase database;
    private JpaAlertStore store;

    abstract TestDatabase open() throws Exception;

    @BeforeAll
    void openDatabase() throws Exception {
        database = open();
        store = database.store();
    }

    @BeforeEach
    void empty() throws Exception {
        try (Connection connection = database.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            for (String table : List.of("acknowledgement", "critical_alert", "durable_client")) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        }
    }

    @AfterAll
    void closeDatabase() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void aSavedClientIsReadBackAsItWas() {
        Rights rights = new Rights(
                Set.of(Capability.ALERTS, Capability.ROOM_SPECIFIC),
                RoomFilter.of(List.of(new RoomId("kitchen"), new RoomId("attic_2"))));
        DurableClient client = new DurableClient(ALICE, rights, "{\"rooms\":[\"Küche\"]}".repeat(5_000), NOON, NOON.plusSeconds(1));

        store.save(client);

        assertThat(store.clients()).containsExactly(client);
        assertThat(store.client(ALICE)).contains(client);
        assertThat(store.client(BOB)).isEmpty();
    }

    @Test
    void rightsStandReadablyInTheTable() throws Exception {
        store.save(new DurableClient(ALICE, new Rights(Set.of(Capability.ALERTS, Capability.SYSTEM_STATUS),
                RoomFilter.of(List.of(new RoomId("kitchen"), new RoomId("hall")))), "[]", NOON, NOON));

        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT capabilities, rooms FROM durable_client")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("system_status,alerts");
            assertThat(row.getString(2)).isEqualTo("hall,kitchen");
        }
    }

    @Test
    void savingAgainReplaces() {
        store.save(durable(ALICE, NOON));

        DurableClient other = new DurableClient(ALICE, new Rights(Set.of(Capability.ALERTS), RoomFilter.all()), "[1]", NOON, NOON.plusSeconds(9));
        store.save(other);

        assertThat(store.clients()).containsExactly(other);
    }

    @Test
    void theClientWithoutANameIsOneOfItsOwn() {
        store.save(durable(new ClientId("panel", ""), NOON));
        store.save(durable(new ClientId("panel", "x"), NOON));

        assertThat(store.clients()).extracting(DurableClient::id)
                .containsExactlyInAnyOrder(new ClientId("panel", ""), new ClientId("panel", "x"));
    }

    @Test
    void seenMovesOnlyKnownClientsAndOnlyForward() {
        store.save(durable(ALICE, NOON));
        store.save(durable(BOB, NOON));

        store.seen(List.of(ALICE, client("stranger")), NOON.plusSeconds(60));
        store.seen(List.of(ALICE), NOON.plusSeconds(30));
        store.seen(List.of(), NOON.plusSeconds(90));

        assertThat(store.clients()).extracting(DurableClient::id, DurableClient::lastSeen)
                .containsExactlyInAnyOrder(
                        tuple(ALICE, NOON.plusSeconds(60)),
                        tuple(BOB, NOON));
    }

    @Test
    void aRecordedAlertIsPendingForEachRecipient() {
        Set<ClientId> open = store.record(alert("a1", NOON), Set.of(ALICE, BOB));

        assertThat(open).containsExactlyInAnyOrder(ALICE, BOB);
        assertThat(store.pending(ALICE, Set.of(), 10)).containsExactly(new PendingAlert(alert("a1", NOON), 0));
        assertThat(store.pendingCount(BOB)).isEqualTo(1);
        assertThat(store.pendingTotal()).isEqualTo(2);
    }

    @Test
    void anAlertWithoutARoomAndWithLongTextIsReadBackAsItWas() {
        String json = "{\"message\":\"" + "ä€😀\\u0000\\n".repeat(100_000) + "\"}";
        StoredAlert drift = new StoredAlert("d".repeat(128), StoredAlert.Kind.DRIFT, Optional.empty(), json,
                UUID.randomUUID(), Optional.empty(), NOON);
        ClientId longest = new ClientId("k".repeat(128), "n".repeat(128));

        store.record(drift, Set.of(longest));

        assertThat(store.pending(longest, Set.of(), 1)).containsExactly(new PendingAlert(drift, 0));
    }

    @Test
    void recordingAnIdAgainAddsNothingAndTellsWhoIsStillOpen() {
        store.record(alert("a1", NOON), Set.of(ALICE, BOB));
        store.acknowledge(BOB, message("a1"), NOON);

        Set<ClientId> open = store.record(alert("a1", NOON.plusSeconds(5)), Set.of(BOB, client("carol")));

        assertThat(open).containsExactly(ALICE);
        assertThat(store.pending(ALICE, Set.of(), 10)).containsExactly(new PendingAlert(alert("a1", NOON), 0));
        assertThat(store.pendingCount(client("carol"))).isZero();
    }

    @Test
    void pendingComesOldestFirstWithoutTheExceptedAndWithinTheLimit() {
        for (int i : new int[] {3, 1, 4, 2, 0}) {
            store.record(alert("a" + i, NOON.plusSeconds(i)), Set.of(ALICE));
        }

        List<PendingAlert> pending = store.pending(ALICE, Set.of("a1", "unknown"), 3);

        assertThat(pending).extracting(found -> found.alert().alertId()).containsExactly("a0", "a2", "a3");
        assertThat(store.pending(ALICE, Set.of(), 0)).isEmpty();
        assertThat(store.pending(ALICE, Set.of(), Integer.MAX_VALUE)).hasSize(5);
    }

    @Test
    void twoThousandExceptedAlertsAreNotTooMany() {
        store.record(alert("a1", NOON), Set.of(ALICE));

        Set<String> except = IntStream.range(0, 2_000).mapToObj(i -> "x" + i).collect(Collectors.toSet());

        assertThat(store.pending(ALICE, except, 10)).hasSize(1);
    }

    @Test
    void eitherMessageSettlesTheAlertOnceAndForThatClientOnly() {
        store.record(alert("a1", NOON), Set.of(ALICE, BOB));

        assertThat(store.acknowledge(ALICE, message("a1/room"), NOON)).isEqualTo(Acknowledgement.SETTLED);
        assertThat(store.acknowledge(ALICE, message("a1"), NOON)).isEqualTo(Acknowledgement.ALREADY_SETTLED);
        assertThat(store.acknowledge(client("stranger"), message("a1"), NOON)).isEqualTo(Acknowledgement.UNKNOWN);
        assertThat(store.acknowledge(BOB, message("other"), NOON)).isEqualTo(Acknowledgement.UNKNOWN);
        assertThat(store.pendingCount(ALICE)).isZero();
        assertThat(store.pendingCount(BOB)).isEqualTo(1);
    }

    @Test
    void sentIsKeptForTheNamedClientsOnly() {
        store.record(alert("a1", NOON), Set.of(ALICE, BOB));

        store.sent(List.of(ALICE, client("stranger")), "a1", 2);
        store.sent(List.of(BOB), "unknown", 7);
        store.sent(List.of(), "a1", 9);

        assertThat(store.pending(ALICE, Set.of(), 1)).extracting(PendingAlert::timesSent).containsExactly(2);
        assertThat(store.pending(BOB, Set.of(), 1)).extracting(PendingAlert::timesSent).containsExactly(0);
    }

    @Test
    void aRemovedClientOwesNothingButMayRepeatItsAcknowledgements() {
        store.save(durable(ALICE, NOON));
        store.record(alert("a1", NOON), Set.of(ALICE, BOB));
        store.record(alert("a2", NOON), Set.of(ALICE));
        store.acknowledge(ALICE, message("a1"), NOON);

        store.remove(ALICE);

        assertThat(store.clients()).isEmpty();
        assertThat(store.pendingCount(ALICE)).isZero();
        assertThat(store.pendingTotal()).isEqualTo(1);
        assertThat(store.acknowledge(ALICE, message("a1"), NOON)).isEqualTo(Acknowledgement.ALREADY_SETTLED);
        assertThat(store.acknowledge(ALICE, message("a2"), NOON)).isEqualTo(Acknowledgement.UNKNOWN);
    }

    @Test
    void oldAlertsLapseWithACountOfWhatWasStillOpen() {
        store.record(alert("old1", NOON), Set.of(ALICE, BOB));
        store.record(alert("old2", NOON.plusSeconds(1)), Set.of(ALICE));
        store.record(alert("new", NOON.plusSeconds(10)), Set.of(ALICE));
        store.acknowledge(BOB, message("old1"), NOON);

        Map<ClientId, Integer> lapsed = store.expireAlerts(NOON.plusSeconds(10));

        assertThat(lapsed).isEqualTo(Map.of(ALICE, 2));
        assertThat(store.pending(ALICE, Set.of(), 10)).extracting(found -> found.alert().alertId()).containsExactly("new");
        assertThat(store.acknowledge(BOB, message("old1"), NOON)).isEqualTo(Acknowledgement.UNKNOWN);
        assertThat(store.expireAlerts(NOON.plusSeconds(10))).isEmpty();
    }

    @Test
    void clientsThatStayAwayAreForgottenWithWhatTheyOwe() {
        store.save(durable(ALICE, NOON));
        store.save(durable(BOB, NOON.plusSeconds(1)));
        store.record(alert("a1", NOON), Set.of(ALICE, BOB));

        assertThat(store.expireClients(NOON.plusSeconds(1))).containsExactly(ALICE);

        assertThat(store.clients()).extracting(DurableClient::id).containsExactly(BOB);
        assertThat(store.pendingTotal()).isEqualTo(1);
    }

    @Test
    void timesAreTheSameInstantWhateverTheServersTimeZone() {
        TimeZone before = TimeZone.getDefault();
        // The hour that clocks run through twice in Berlin.
        Instant ambiguous = Instant.parse("2026-10-25T01:30:00Z");
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            store.record(alert("a1", ambiguous), Set.of(ALICE));
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));

            assertThat(store.pending(ALICE, Set.of(), 1)).extracting(found -> found.alert().storedAt()).containsExactly(ambiguous);
            assertThat(store.expireAlerts(ambiguous)).isEmpty();
            assertThat(store.expireAlerts(ambiguous.plus(1, ChronoUnit.MICROS))).hasSize(1);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aRecordThatFailsHalfWayLeavesNothing() {
        ClientId tooLong = new ClientId("k".repeat(129), "");

        assertThatThrownBy(() -> store.record(alert("a1", NOON), Set.of(ALICE, tooLong)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith("The database could not store an alert: it does not take this value");

        assertThat(store.pendingTotal()).isZero();
        assertThat(store.record(alert("a1", NOON), Set.of(ALICE))).containsExactly(ALICE);
    }

    @Test
    void ofManyNodesRecordingTheSameAlertOneStandsAndAllAgree() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = "race-" + round;
            List<Set<ClientId>> answers = atOnce(IntStream.range(0, 8)
                    .<Callable<Set<ClientId>>>mapToObj(node -> () -> store.record(alert(id, NOON.plusSeconds(node)), Set.of(client("n" + node), ALICE)))
                    .toList());

            assertThat(Set.copyOf(answers)).hasSize(1);
            assertThat(answers.get(0)).hasSize(2).contains(ALICE);
        }
        assertThat(store.pendingTotal()).isEqualTo(20);
    }

    @Test
    void ofManySimultaneousAcknowledgementsExactlyOneSettles() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = "ack-" + round;
            store.record(alert(id, NOON), Set.of(ALICE));

            List<Acknowledgement> answers = atOnce(IntStream.range(0, 8)
                    .<Callable<Acknowledgement>>mapToObj(i -> () -> store.acknowledge(ALICE, message(i % 2 == 0 ? id : id + "/room"), NOON))
                    .toList());

            assertThat(answers).containsOnlyOnce(Acknowledgement.SETTLED);
            assertThat(answers).filteredOn(Acknowledgement.SETTLED::equals).hasSize(1);
            assertThat(answers).filteredOn(Acknowledgement.ALREADY_SETTLED::equals).hasSize(7);
        }
    }

    @Test
    void whatLapsesIsCountedOnceHoweverManyNodesCleanUp() throws Exception {
        IntStream.range(0, 20).forEach(i -> store.record(alert("a" + i, NOON), Set.of(ALICE, BOB)));

        List<Map<ClientId, Integer>> answers = atOnce(IntStream.range(0, 4)
                .<Callable<Map<ClientId, Integer>>>mapToObj(i -> () -> store.expireAlerts(NOON.plusSeconds(1)))
                .toList());

        assertThat(answers.stream().mapToInt(lapsed -> lapsed.getOrDefault(ALICE, 0)).sum()).isEqualTo(20);
        assertThat(store.pendingTotal()).isZero();
    }

    @Test
    void savingOneClientFromManyNodesAtOnceKeepsOne() throws Exception {
        atOnce(IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    store.save(durable(ALICE, NOON.plusSeconds(i)));
                    return true;
                })
                .toList());

        assertThat(store.clients()).hasSize(1);
    }

    @Test
    void fiveHundredRecipientsAreQuick() {
        Set<ClientId> recipients = clients(500);
        recipients.forEach(client -> store.save(durable(client, NOON)));
        for (String warmUp : List.of("w1", "w2", "w3")) {
            store.record(alert(warmUp, NOON), recipients);
            store.sent(recipients, warmUp, 1);
            store.seen(recipients, NOON.plusSeconds(1));
            store.acknowledge(ALICE, message(warmUp), NOON);
        }

        Duration record = timed(() -> store.record(alert("a1", NOON), recipients));
        Duration sent = timed(() -> store.sent(recipients, "a1", 1));
        Duration seen = timed(() -> store.seen(recipients, NOON.plusSeconds(5)));
        Duration settle = timed(() -> recipients.forEach(client -> store.acknowledge(client, message("a1"), NOON)));
        Duration pending = timed(() -> store.pending(ALICE, Set.of(), 100));
        Duration expire = timed(() -> store.expireAlerts(NOON.plusSeconds(1)));

        Logger.getLogger("io.roomcast.store").info(() -> getClass().getSimpleName() + ", 500 recipients: record "
                + record.toMillis() + " ms, sent " + sent.toMillis() + " ms, seen " + seen.toMillis() + " ms, 500 acknowledgements "
                + settle.toMillis() + " ms, pending " + pending.toMillis() + " ms, expire " + expire.toMillis() + " ms");
        assertThat(record).isLessThan(Duration.ofSeconds(2));
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(calls.size());
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> call : calls) {
                futures.add(threads.submit(() -> {
                    barrier.await();
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
