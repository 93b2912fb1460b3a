package io.roomcast.store;

import static io.roomcast.store.Fixtures.NOON;
import static io.roomcast.store.Fixtures.alert;
import static io.roomcast.store.Fixtures.client;
import static io.roomcast.store.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.stream.AlertStore.Acknowledgement;
import io.roomcast.stream.AlertStore.Sending;
import io.roomcast.stream.ClientId;
import io.roomcast.stream.PendingAlert;
import io.roomcast.stream.StoredAlert;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the store promises about alerts and acknowledgements. */
interface AlertContract {

    ClientId ALICE = client("alice");
    ClientId BOB = client("bob");

    JpaAlertStore store();

    @Test
    default void aRecordedAlertIsPendingForEachRecipient() {
        Set<ClientId> open = store().record(alert("a1", NOON), Set.of(ALICE, BOB));

        assertThat(open).containsExactlyInAnyOrder(ALICE, BOB);
        assertThat(store().pending(ALICE, Set.of(), 10)).containsExactly(new PendingAlert(alert("a1", NOON), 0));
        assertThat(store().pendingCount(BOB)).isEqualTo(1);
        assertThat(store().pendingTotal()).isEqualTo(2);
    }

    @Test
    default void anAlertWithoutARoomAndWithLongTextIsReadBackAsItWas() {
        String json = "{\"message\":\"" + "ä€😀\\u0000\\n".repeat(100_000) + "\"}";
        StoredAlert drift = new StoredAlert("d".repeat(128), StoredAlert.Kind.DRIFT, Optional.empty(), json,
                UUID.randomUUID(), Optional.empty(), NOON);
        ClientId longest = new ClientId("k".repeat(128), "n".repeat(128));

        store().record(drift, Set.of(longest));

        assertThat(store().pending(longest, Set.of(), 1)).containsExactly(new PendingAlert(drift, 0));
    }

    @Test
    default void recordingAnIdAgainAddsNothingAndTellsWhoIsStillOpen() {
        store().record(alert("a1", NOON), Set.of(ALICE, BOB));
        store().acknowledge(BOB, message("a1"), NOON);

        Set<ClientId> open = store().record(alert("a1", NOON.plusSeconds(5)), Set.of(BOB, client("carol")));

        assertThat(open).containsExactly(ALICE);
        assertThat(store().pending(ALICE, Set.of(), 10)).containsExactly(new PendingAlert(alert("a1", NOON), 0));
        assertThat(store().pendingCount(client("carol"))).isZero();
    }

    @Test
    default void pendingComesOldestFirstWithoutTheExceptedAndWithinTheLimit() {
        for (int i : new int[] {3, 1, 4, 2, 0}) {
            store().record(alert("a" + i, NOON.plusSeconds(i)), Set.of(ALICE));
        }

        List<PendingAlert> pending = store().pending(ALICE, Set.of("a1", "unknown"), 3);

        assertThat(pending).extracting(found -> found.alert().alertId()).containsExactly("a0", "a2", "a3");
        assertThat(store().pending(ALICE, Set.of(), 0)).isEmpty();
        assertThat(store().pending(ALICE, Set.of(), Integer.MAX_VALUE)).hasSize(5);
    }

    @Test
    default void twoThousandExceptedAlertsAreNotTooMany() {
        store().record(alert("a1", NOON), Set.of(ALICE));

        Set<String> except = IntStream.range(0, 2_000).mapToObj(i -> "x" + i).collect(Collectors.toSet());

        assertThat(store().pending(ALICE, except, 10)).hasSize(1);
    }

    @Test
    default void eitherMessageSettlesTheAlertOnceAndForThatClientOnly() {
        store().record(alert("a1", NOON), Set.of(ALICE, BOB));

        assertThat(store().acknowledge(ALICE, message("a1/room"), NOON)).isEqualTo(Acknowledgement.SETTLED);
        assertThat(store().acknowledge(ALICE, message("a1"), NOON)).isEqualTo(Acknowledgement.ALREADY_SETTLED);
        assertThat(store().acknowledge(client("stranger"), message("a1"), NOON)).isEqualTo(Acknowledgement.UNKNOWN);
        assertThat(store().acknowledge(BOB, message("other"), NOON)).isEqualTo(Acknowledgement.UNKNOWN);
        assertThat(store().pendingCount(ALICE)).isZero();
        assertThat(store().pendingCount(BOB)).isEqualTo(1);
    }

    @Test
    default void sentIsKeptForTheNamedClientsAndAlertsOnly() {
        store().record(alert("a1", NOON), Set.of(ALICE, BOB));
        store().record(alert("a2", NOON.plusSeconds(1)), Set.of(ALICE, BOB));
        Sending open = new Sending(ALICE, "a1", 2);

        Set<Sending> answer = store().sent(List.of(open, new Sending(client("stranger"), "a1", 3), new Sending(BOB, "unknown", 7)));

        assertThat(answer).containsExactly(open);
        assertThat(store().sent(List.of())).isEmpty();

        assertThat(store().pending(ALICE, Set.of(), 1)).extracting(PendingAlert::timesSent).containsExactly(2);
        assertThat(store().pending(ALICE, Set.of("a1"), 1)).extracting(PendingAlert::timesSent).containsExactly(0);
        assertThat(store().pending(BOB, Set.of(), 1)).extracting(PendingAlert::timesSent).containsExactly(0);
    }

    @Test
    default void whatIsWaivedIsNoLongerOwedByThatClientUnlessItWasSettled() {
        for (String id : List.of("a1", "a2", "a3")) {
            store().record(alert(id, NOON), Set.of(ALICE, BOB));
        }
        store().acknowledge(ALICE, message("a3"), NOON);

        store().waive(ALICE, Set.of("a1", "a3", "unknown"));

        assertThat(store().pending(ALICE, Set.of(), 10)).extracting(found -> found.alert().alertId()).containsExactly("a2");
        assertThat(store().pendingCount(BOB)).isEqualTo(3);
        assertThat(store().acknowledge(ALICE, message("a1"), NOON)).isEqualTo(Acknowledgement.UNKNOWN);
        assertThat(store().acknowledge(ALICE, message("a3"), NOON)).isEqualTo(Acknowledgement.ALREADY_SETTLED);
    }

    @Test
    default void socketsOfOneClientThatHaveSentItDifferentlyOftenAreAllAnswered() {
        store().record(alert("a1", NOON), Set.of(ALICE));
        Set<Sending> bySockets = Set.of(new Sending(ALICE, "a1", 2), new Sending(ALICE, "a1", 4), new Sending(ALICE, "a1", 3));

        assertThat(store().sent(bySockets)).isEqualTo(bySockets);

        assertThat(store().pending(ALICE, Set.of(), 1)).extracting(PendingAlert::timesSent).containsExactly(4);
    }

    @Test
    default void whatIsSettledIsNoLongerToBeSent() {
        store().record(alert("a1", NOON), Set.of(ALICE, BOB));
        store().acknowledge(ALICE, message("a1"), NOON);

        assertThat(store().sent(List.of(new Sending(ALICE, "a1", 2), new Sending(BOB, "a1", 2))))
                .containsExactly(new Sending(BOB, "a1", 2));
    }

    @Test
    default void oldAlertsLapseWithACountOfWhatWasStillOpen() {
        store().record(alert("old1", NOON), Set.of(ALICE, BOB));
        store().record(alert("old2", NOON.plusSeconds(1)), Set.of(ALICE));
        store().record(alert("new", NOON.plusSeconds(10)), Set.of(ALICE));
        store().acknowledge(BOB, message("old1"), NOON);

        Map<ClientId, Integer> lapsed = store().expireAlerts(NOON.plusSeconds(10));

        assertThat(lapsed).isEqualTo(Map.of(ALICE, 2));
        assertThat(store().pending(ALICE, Set.of(), 10)).extracting(found -> found.alert().alertId()).containsExactly("new");
        assertThat(store().acknowledge(BOB, message("old1"), NOON)).isEqualTo(Acknowledgement.UNKNOWN);
        assertThat(store().expireAlerts(NOON.plusSeconds(10))).isEmpty();
    }

    @Test
    default void timesAreTheSameInstantWhateverTheServersTimeZone() {
        TimeZone before = TimeZone.getDefault();
        // The hour that clocks run through twice in Berlin.
        Instant ambiguous = Instant.parse("2026-10-25T01:30:00Z");
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            store().record(alert("a1", ambiguous), Set.of(ALICE));
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));

            assertThat(store().pending(ALICE, Set.of(), 1)).extracting(found -> found.alert().storedAt()).containsExactly(ambiguous);
            assertThat(store().expireAlerts(ambiguous)).isEmpty();
            assertThat(store().expireAlerts(ambiguous.plus(1, ChronoUnit.MICROS))).hasSize(1);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    default void aRecordThatFailsHalfWayLeavesNothing() {
        ClientId tooLong = new ClientId("k".repeat(129), "");

        assertThatThrownBy(() -> store().record(alert("a1", NOON), Set.of(ALICE, tooLong)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith("The database could not store an alert: it does not take this value");

        assertThat(store().pendingTotal()).isZero();
        assertThat(store().record(alert("a1", NOON), Set.of(ALICE))).containsExactly(ALICE);
    }
}
