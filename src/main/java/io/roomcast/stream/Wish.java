package io.roomcast.stream;

import io.roomcast.protocol.Subscription;
import java.util.Optional;

/**
 * What a socket wants of a stream.
 *
 * @param subscription what it is subscribed to; nothing when it no longer is
 * @param givesUp      whether the client said that it no longer wants what it had, or a part of it
 */
record Wish(Optional<Subscription> subscription, boolean givesUp) {

    /** It is subscribed to that, perhaps in place of something else. */
    static Wish subscribed(Subscription subscription) {
        return new Wish(Optional.of(subscription), false);
    }

    /** It has given back a part, and that is left. */
    static Wish narrowed(Subscription rest) {
        return new Wish(Optional.of(rest), true);
    }

    /** It has given back the whole stream. */
    static Wish unsubscribed() {
        return new Wish(Optional.empty(), true);
    }

    /** What both come to, one after the other. */
    Wish then(Wish later) {
        return new Wish(later.subscription, givesUp || later.givesUp);
    }
}
