package io.roomcast.home;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells a source whose clock was set back from one that delivers late, or once more. By a clock that was set back all that happens is
 * behind by the same; what is delivered late comes at once, or at any other pace than that at which it happened. For one thread.
 */
final class SourceClock {

    /** So many events in a row have to be behind by the same. */
    private static final int EVENTS = 3;
    /** For longer than that. */
    private static final Duration LONG_ENOUGH = OccupancyTracker.TOLERANCE;
    /** What is behind by so much more or less is behind by the same: an event takes some seconds now and then. */
    private static final Duration SAME = Duration.ofSeconds(15);

    private Duration behind = Duration.ZERO;
    private Instant since = Instant.MIN;
    private int events;

    /** Something came whose time is right, so the clock is. */
    void isRight() {
        events = 0;
    }

    /** Something came that is older than what its sensor has said; whether it shows, with what came before, that the clock was set back. */
    boolean isSetBack(Instant at, Instant now) {
        Duration lag = Duration.between(at, now);
        if (events == 0 || lag.minus(behind).abs().compareTo(SAME) > 0) {
            behind = lag;
            since = now;
            events = 0;
        }
        events++;
        return events >= EVENTS && now.isAfter(since.plus(LONG_ENOUGH));
    }
}
