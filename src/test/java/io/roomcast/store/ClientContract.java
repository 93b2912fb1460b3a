package io.roomcast.store;

import static io.roomcast.store.Fixtures.NOON;
import static io.roomcast.store.Fixtures.alert;
import static io.roomcast.store.Fixtures.client;
import static io.roomcast.store.Fixtures.clients;
import static io.roomcast.store.Fixtures.durable;
import static io.roomcast.store.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.roomcast.access.Capability;
import io.roomcast.access.Rights;
import io.roomcast.access.RoomFilter;
import io.roomcast.home.RoomId;
import io.roomcast.stream.AlertStore.Acknowledgement;
import io.roomcast.stream.ClientId;
import io.roomcast.stream.DurableClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the store promises about durable clients. */
interface ClientContract {

    ClientId ALICE = client("alice");
    ClientId BOB = client("bob");

    TestDatabase database();

    JpaAlertStore store();

    @Test
    default void aSavedClientIsReadBackAsItWas() {
        Rights rights = new Rights(
                Set.of(Capability.ALERTS, Capability.ROOM_SPECIFIC),
                RoomFilter.of(List.of(new RoomId("kitchen"), new RoomId("attic_2"))));
        DurableClient client = new DurableClient(ALICE, rights, "{\"rooms\":[\"Küche\"]}".repeat(5_000), NOON, NOON.plusSeconds(1));

        store().save(client);

        assertThat(store().clients()).containsExactly(client);
        assertThat(store().client(ALICE)).contains(client);
        assertThat(store().client(BOB)).isEmpty();
    }

    @Test
    default void rightsStandReadablyInTheTable() throws Exception {
        store().save(new DurableClient(ALICE, new Rights(Set.of(Capability.ALERTS, Capability.SYSTEM_STATUS),
                RoomFilter.of(List.of(new RoomId("kitchen"), new RoomId("hall")))), "[]", NOON, NOON));

        try (Connection connection = database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT capabilities, rooms FROM durable_client")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("system_status,alerts");
            assertThat(row.getString(2)).isEqualTo("hall,kitchen");
        }
    }

    @Test
    default void savingAgainReplaces() {
        store().save(durable(ALICE, NOON));

        DurableClient other = new DurableClient(ALICE, new Rights(Set.of(Capability.ALERTS), RoomFilter.all()), "[1]", NOON, NOON.plusSeconds(9));
        store().save(other);

        assertThat(store().clients()).containsExactly(other);
    }

    @Test
    default void theClientWithoutANameIsOneOfItsOwn() {
        store().save(durable(new ClientId("panel", ""), NOON));
        store().save(durable(new ClientId("panel", "x"), NOON));

        assertThat(store().clients()).extracting(DurableClient::id)
                .containsExactlyInAnyOrder(new ClientId("panel", ""), new ClientId("panel", "x"));
    }

    @Test
    default void seenMovesOnlyKnownClientsAndOnlyForward() {
        store().save(durable(ALICE, NOON));
        store().save(durable(BOB, NOON));

        store().seen(List.of(ALICE, client("stranger")), NOON.plusSeconds(60));
        store().seen(List.of(ALICE), NOON.plusSeconds(30));
        store().seen(List.of(), NOON.plusSeconds(90));

        assertThat(store().clients()).extracting(DurableClient::id, DurableClient::lastSeen)
                .containsExactlyInAnyOrder(
                        tuple(ALICE, NOON.plusSeconds(60)),
                        tuple(BOB, NOON));
    }

    @Test
    default void aRemovedClientOwesNothingButMayRepeatItsAcknowledgements() {
        store().save(durable(ALICE, NOON));
        store().record(alert("a1", NOON), Set.of(ALICE, BOB));
        store().record(alert("a2", NOON), Set.of(ALICE));
        store().acknowledge(ALICE, message("a1"), NOON);

        store().remove(ALICE);

        assertThat(store().clients()).isEmpty();
        assertThat(store().pendingCount(ALICE)).isZero();
        assertThat(store().pendingTotal()).isEqualTo(1);
        assertThat(store().acknowledge(ALICE, message("a1"), NOON)).isEqualTo(Acknowledgement.ALREADY_SETTLED);
        assertThat(store().acknowledge(ALICE, message("a2"), NOON)).isEqualTo(Acknowledgement.UNKNOWN);
    }

    @Test
    default void clientsThatStayAwayAreForgottenWithWhatTheyOwe() {
        store().save(durable(ALICE, NOON));
        store().save(durable(BOB, NOON.plusSeconds(1)));
        store().record(alert("a1", NOON), Set.of(ALICE, BOB));

        assertThat(store().expireClients(NOON.plusSeconds(1))).containsExactly(ALICE);

        assertThat(store().clients()).extracting(DurableClient::id).containsExactly(BOB);
        assertThat(store().pendingTotal()).isEqualTo(1);
    }
}
