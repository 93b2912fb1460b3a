package io.roomcast.stream;

import io.roomcast.protocol.ControlMessages;
import io.roomcast.protocol.ProtocolException;
import java.time.Instant;
import java.time.InstantSource;

/** Tells clients what went wrong, at most so often that errors do not amplify what a client does. Thread-safe. */
final class Answers {

    private final InstantSource clock;
    private final StreamMetrics metrics;

    Answers(InstantSource clock, StreamMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Tells of an error, unless the client was told of too many within a minute. */
    void error(ClientSession session, ProtocolException error) {
        Instant now = clock.instant();
        metrics.error(error.code());
        if (session.limits().mayTellError(now)) {
            session.tell(ControlMessages.error(now, session.path(), error));
        }
    }

    /** Tells that a rate limit is near or was reached. */
    void rateLimit(ClientSession session, String text, MessageLimit limit) {
        Instant now = clock.instant();
        session.tell(ControlMessages.rateLimit(
                now, session.path(), text, limit.max(), limit.countAt(now), limit.resetAt(now)));
    }
}
