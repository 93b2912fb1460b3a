package io.roomcast.store;

import static io.roomcast.store.Fixtures.NOON;
import static io.roomcast.store.Fixtures.alert;
import static io.roomcast.store.Fixtures.client;
import static io.roomcast.store.Fixtures.clients;
import static io.roomcast.store.Fixtures.durable;
import static io.roomcast.store.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.stream.AlertStore.Acknowledgement;
import io.roomcast.stream.AlertStore.Sending;
import io.roomcast.stream.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the store promises when several nodes or many clients use it at once. */
interface ConcurrencyContract {

    ClientId ALICE = client("alice");
    ClientId BOB = client("bob");

    JpaAlertStore store();

    @Test
    default void ofManyNodesRecordingTheSameAlertOneStandsAndAllAgree() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = "race-" + round;
            List<Set<ClientId>> answers = atOnce(IntStream.range(0, 8)
                    .<Callable<Set<ClientId>>>mapToObj(node -> () -> store().record(alert(id, NOON.plusSeconds(node)), Set.of(client("n" + node), ALICE)))
                    .toList());

            assertThat(Set.copyOf(answers)).hasSize(1);
            assertThat(answers.get(0)).hasSize(2).contains(ALICE);
        }
        assertThat(store().pendingTotal()).isEqualTo(20);
    }

    @Test
    default void ofManySimultaneousAcknowledgementsExactlyOneSettles() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = "ack-" + round;
            store().record(alert(id, NOON), Set.of(ALICE));

            List<Acknowledgement> answers = atOnce(IntStream.range(0, 8)
                    .<Callable<Acknowledgement>>mapToObj(i -> () -> store().acknowledge(ALICE, message(i % 2 == 0 ? id : id + "/room"), NOON))
                    .toList());

            assertThat(answers).containsOnlyOnce(Acknowledgement.SETTLED);
            assertThat(answers).filteredOn(Acknowledgement.SETTLED::equals).hasSize(1);
            assertThat(answers).filteredOn(Acknowledgement.ALREADY_SETTLED::equals).hasSize(7);
        }
    }

    @Test
    default void whatLapsesIsCountedOnceHoweverManyNodesCleanUp() throws Exception {
        IntStream.range(0, 20).forEach(i -> store().record(alert("a" + i, NOON), Set.of(ALICE, BOB)));

        List<Map<ClientId, Integer>> answers = atOnce(IntStream.range(0, 4)
                .<Callable<Map<ClientId, Integer>>>mapToObj(i -> () -> store().expireAlerts(NOON.plusSeconds(1)))
                .toList());

        assertThat(answers.stream().mapToInt(lapsed -> lapsed.getOrDefault(ALICE, 0)).sum()).isEqualTo(20);
        assertThat(store().pendingTotal()).isZero();
    }

    @Test
    default void savingOneClientFromManyNodesAtOnceKeepsOne() throws Exception {
        atOnce(IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    store().save(durable(ALICE, NOON.plusSeconds(i)));
                    return true;
                })
                .toList());

        assertThat(store().clients()).hasSize(1);
    }

    @Test
    default void fiveHundredRecipientsAreAllServedAndAllSettled() {
        Set<ClientId> recipients = clients(500);
        Set<Sending> sendings = recipients.stream().map(client -> new Sending(client, "a1", 1)).collect(Collectors.toSet());

        assertThat(store().record(alert("a1", NOON), recipients)).isEqualTo(recipients);
        assertThat(store().sent(sendings)).isEqualTo(sendings);
        recipients.forEach(client -> store().acknowledge(client, message("a1"), NOON));

        assertThat(store().pendingTotal()).isZero();
        assertThat(store().sent(sendings)).isEmpty();
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
