package io.roomcast.source.homeassistant;

import io.roomcast.home.SensorEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.logging.Logger;

/**
 * Reads the past from a moment on until now, piece by piece in the order of time. Pieces grow as long as they are small, and shrink when
 * they get large. For one thread.
 */
final class PastReader {

    /** What a piece may be as long as. */
    static final Duration LONGEST = Duration.ofHours(24);
    /** The recorder writes down what has happened only every few seconds; what is asked for later than that after a moment is complete. */
    static final Duration RECORDER_LAG = Duration.ofSeconds(8);

    private static final Logger LOG = Logger.getLogger(PastReader.class.getPackageName());
    private static final Duration FIRST = Duration.ofHours(6);
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final int FEW_EVENTS = 20_000;
    private static final int MANY_EVENTS = 100_000;
    /** Home Assistant's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int LOGGED_STEP_PERCENT = 10;

    private final Past past;
    private final InstantSource clock;
    private final Waiting waiting;
    private final BiFunction<List<SensorEvent>, Instant, CompletableFuture<Void>> taker;
    private Duration piece = FIRST;
    private int percentLogged;

    /** @param taker takes a piece and the moment before which it ends, and says when it has room for the next; the last piece ends late */
    PastReader(Past past, InstantSource clock, Waiting waiting, BiFunction<List<SensorEvent>, Instant, CompletableFuture<Void>> taker) {
        this.past = past;
        this.clock = clock;
        this.waiting = waiting;
        this.taker = taker;
    }

    /** Reads from that moment to now, which is known completely then; what was said at that moment comes first. */
    CompletableFuture<Void> read(Instant from) {
        return pieces(from, from, clock.instant());
    }

    private CompletableFuture<Void> pieces(Instant began, Instant from, Instant until) {
        Instant end = from.plus(piece);
        if (!end.isBefore(until)) {
            return last(began, from, until);
        }
        return past.between(from, end, from.equals(began)).thenCompose(events -> {
            adapt(events.size());
            return taker.apply(events, end);
        }).thenCompose(taken -> {
            progressed(began, end, until);
            return pieces(began, end, until);
        });
    }

    private CompletableFuture<Void> last(Instant began, Instant from, Instant until) {
        Duration early = Duration.between(clock.instant(), until.plus(RECORDER_LAG));
        return waiting.of(early.isNegative() ? Duration.ZERO : early)
                .thenCompose(written -> past.between(from, until.plus(AHEAD), from.equals(began)))
                .thenCompose(events -> taker.apply(events, Instant.MAX));
    }

    private void adapt(int events) {
        if (events > MANY_EVENTS && piece.compareTo(SHORTEST) > 0) {
            piece = piece.dividedBy(2);
        } else if (events < FEW_EVENTS && piece.compareTo(LONGEST) < 0) {
            piece = piece.multipliedBy(2);
        }
    }

    private void progressed(Instant began, Instant end, Instant until) {
        int percent = (int) (100 * Duration.between(began, end).toMillis() / Math.max(1, Duration.between(began, until).toMillis()));
        if (percent / LOGGED_STEP_PERCENT > percentLogged / LOGGED_STEP_PERCENT) {
            percentLogged = percent;
            LOG.info(() -> "The past that Home Assistant has recorded is read up to " + end + ", " + percent + " %");
        }
    }
}
