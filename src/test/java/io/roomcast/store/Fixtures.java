package io.roomcast.store;

import io.roomcast.access.Rights;
import io.roomcast.home.RoomId;
import io.roomcast.stream.ClientId;
import io.roomcast.stream.DurableClient;
import io.roomcast.stream.StoredAlert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clients and alerts to test with. */
final class Fixtures {

    static final Instant NOON = Instant.parse("2026-01-15T12:00:00.123456Z");

    private Fixtures() {
    }

    static ClientId client(String name) {
        return new ClientId("panel", name);
    }

    static Set<ClientId> clients(int count) {
        return IntStream.range(0, count).mapToObj(i -> client("client-" + i)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static DurableClient durable(ClientId id, Instant lastSeen) {
        return new DurableClient(id, Rights.full(), "[]", NOON, lastSeen);
    }

    static UUID message(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
    }

    /** An alert about the kitchen whose message ids are {@code message(id)} and {@code message(id + "/room")}. */
    static StoredAlert alert(String id, Instant storedAt) {
        return new StoredAlert(
                id,
                StoredAlert.Kind.ALERT,
                Optional.of(new RoomId("kitchen")),
                "{\"alert_id\":\"" + id + "\"}",
                message(id),
                Optional.of(message(id + "/room")),
                storedAt);
    }
}
