package io.roomcast.stream;

import io.roomcast.access.Rights;
import java.time.Instant;
import java.util.Objects;

/**
 * A client that is owed alerts even while it is away.
 *
 * @param id            who it is
 * @param rights        what the socket may see that subscribed last; goes for those subscriptions that do not say it themselves
 * @param subscriptions its last subscriptions, as text that only the stream package reads
 * @param since         when its first subscription to alerts began: nothing older is owed to it
 * @param lastSeen      when it was last connected
 */
public record DurableClient(ClientId id, Rights rights, String subscriptions, Instant since, Instant lastSeen) {
    public DurableClient {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(rights, "rights");
        Objects.requireNonNull(subscriptions, "subscriptions");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(lastSeen, "lastSeen");
    }
}
