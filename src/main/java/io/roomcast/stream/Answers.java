package io.roomcast.stream;

import io.roomcast.protocol.ControlMessages;
import io.roomcast.protocol.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Tells clients what went wrong, at most so often that errors do not amplify what a client does. Thread-safe. */
final class Answers {

    private final InstantSource clock;
    private final InstantSource steady;
    private final StreamMetrics metrics;

    Answers(InstantSource clock, InstantSource steady, StreamMetrics metrics) {
        this.clock = clock;
        this.steady = steady;
        this.metrics = metrics;
    }

    /** Tells of an error, unless the client was told of too many within a minute. */
    void error(ClientSession session, ProtocolException error) {
        metrics.error(error.code());
        if (session.limits().mayTellError(steady.instant())) {
            session.tell(ControlMessages.error(clock.instant(), session.path(), error));
        }
    }

    /** Tells that a rate limit is near or was reached. */
    void rateLimit(ClientSession session, String text, MessageLimit limit) {
        Instant now = clock.instant();
        Instant measured = steady.instant();
        Instant reset = now.plus(Duration.between(measured, limit.resetAt(measured)));
        session.tell(ControlMessages.rateLimit(now, session.path(), text, limit.max(), limit.countAt(measured), roundedUp(reset)));
    }

    /** To what a message can tell: whoever sends again at that time is not too early. */
    private static Instant roundedUp(Instant time) {
        return time.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
    }
}
