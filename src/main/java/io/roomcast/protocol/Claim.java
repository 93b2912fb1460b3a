package io.roomcast.protocol;

import io.roomcast.access.RoomFilter;
import io.roomcast.tracking.Announcement;
import java.util.Objects;

/**
 * What a client may count on: a subscription, as far as the socket it was made on may see. Immutable.
 *
 * @param subscription what was asked for
 * @param rooms        the rooms that were in force for that socket
 */
public record Claim(Subscription subscription, RoomFilter rooms) {

    public Claim {
        Objects.requireNonNull(subscription, "subscription");
        Objects.requireNonNull(rooms, "rooms");
    }

    /** The stream it is about. */
    public StreamId stream() {
        return subscription.stream();
    }

    /** Whether the announcement, which is on this stream, is wanted and may be seen. */
    public boolean covers(Announcement announcement) {
        return announcement.roomId().map(rooms::permits).orElse(true) && subscription.wants(announcement);
    }
}
