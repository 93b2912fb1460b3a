package io.roomcast.source.homeassistant;

import io.roomcast.home.SensorEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.logging.Logger;

/**
 * Reads the past from a moment on until now, piece by piece in the order of time. Pieces grow as long as they are small
 * and come soon, and shrink when they get large or come late; one that does not come in time is asked for again in
 * halves. For one thread.
 */
final class PastReader {

    /** What a piece may be as long as. */
    static final Duration LONGEST = Duration.ofHours(24);
    /** The recorder writes down what has happened only every few seconds; what is asked for later than that after a moment is complete. */
    static final Duration RECORDER_LAG = Duration.ofSeconds(8);

    private static final Logger LOG = Logger.getLogger(PastReader.class.getPackageName());
    private static final Duration FIRST = Duration.ofHours(6);
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    /** An answer that takes longer is a slow one. */
    private static final Duration SOON = Duration.ofSeconds(20);
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
        Instant asked = clock.instant();
        return past.between(from, end, from.equals(began)).handle((events, failure) -> failure == null
                ? take(began, end, until, events, Duration.between(asked, clock.instant()))
                : shorter(began, from, until, failure)).thenCompose(Function.identity());
    }

    private CompletableFuture<Void> take(Instant began, Instant end, Instant until, List<SensorEvent> events,
            Duration took) {
        adapt(events.size(), took);
        return taker.apply(events, end).thenCompose(taken -> {
            progressed(began, end, until);
            return pieces(began, end, until);
        });
    }

    /**
     * The same from there on in pieces half as long, if the last one was only too long; nothing of it was taken yet.
     */
    private CompletableFuture<Void> shorter(Instant began, Instant from, Instant until, Throwable failure) {
        if (!(Recollection.cause(failure) instanceof SlowAnswerException) || piece.compareTo(SHORTEST) <= 0) {
            return CompletableFuture.failedFuture(failure);
        }
        halve();
        LOG.info(() -> "Home Assistant takes too long to tell a piece of the past; it is asked for " + piece.toMinutes()
                + " minutes at a time");
        return pieces(began, from, until);
    }

    private void halve() {
        Duration half = piece.dividedBy(2);
        piece = half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
    }

    private CompletableFuture<Void> last(Instant began, Instant from, Instant until) {
        Duration early = Duration.between(clock.instant(), until.plus(RECORDER_LAG));
        return waiting.of(early.isNegative() ? Duration.ZERO : early)
                .thenCompose(written -> past.between(from, until.plus(AHEAD), from.equals(began)))
                .handle((events, failure) -> failure == null
                        ? taker.apply(events, Instant.MAX)
                        : shorter(began, from, until, failure)).thenCompose(Function.identity());
    }

    private void adapt(int events, Duration took) {
        if ((events > MANY_EVENTS || took.compareTo(SOON.multipliedBy(2)) > 0) && piece.compareTo(SHORTEST) > 0) {
            halve();
        } else if (events < FEW_EVENTS && took.compareTo(SOON) < 0 && piece.compareTo(LONGEST) < 0) {
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
