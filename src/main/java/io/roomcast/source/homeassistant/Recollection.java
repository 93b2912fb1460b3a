package io.roomcast.source.homeassistant;

import io.roomcast.home.SensorEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Reads what a home does not know of its past: from where it is on, or from the beginning, as far back as is wanted. Where Home Assistant
 * does not tell the past there is none, and who is told it learns of which sensors something was known before, and nothing is of what came
 * next. Reads once. For one thread.
 */
final class Recollection {

    private static final Logger LOG = Logger.getLogger(Recollection.class.getPackageName());

    private final Duration history;
    private final InstantSource clock;
    private final Waiting waiting;
    private final Consumer<Instant> began;
    private final Consumer<List<String>> lost;
    private boolean reading;

    /**
     * @param history how far back to look when nothing is known yet
     * @param began   told from when on there is a past, if nothing was known
     * @param lost    told of which sensors nothing is known of what came after what was taken last
     */
    Recollection(Duration history, InstantSource clock, Waiting waiting, Consumer<Instant> began, Consumer<List<String>> lost) {
        this.history = history;
        this.clock = clock;
        this.waiting = waiting;
        this.began = began;
        this.lost = lost;
    }

    /**
     * Reads the past until now.
     *
     * @param reached up to when it is known; absent: nothing is
     * @param taker   takes a piece as of a {@link PastReader}
     */
    CompletableFuture<Void> read(Past past, Optional<Instant> reached,
            BiFunction<List<SensorEvent>, Instant, CompletableFuture<Void>> taker) {
        return from(past, reached)
                .thenCompose(from -> from.map(moment -> new PastReader(past, clock, waiting, (events, end) -> {
                    if (!reading) {
                        reading = true;
                        reached.ifPresent(known -> lost.accept(unsaid(past, events, known)));
                    }
                    return taker.apply(events, end);
                }).read(moment)).orElseGet(() -> CompletableFuture.completedFuture(null)))
                .exceptionally(failure -> withoutPast(past, failure));
    }

    /** Those of which the recorder does not know what they said at that moment: it begins later, or leaves them out. */
    private static List<String> unsaid(Past past, List<SensorEvent> events, Instant moment) {
        Set<String> said = events.stream().filter(event -> !event.at().isAfter(moment)).map(SensorEvent::entityId)
                .collect(Collectors.toSet());
        return past.entities().stream().filter(sensor -> !said.contains(sensor)).toList();
    }

    private CompletableFuture<Optional<Instant>> from(Past past, Optional<Instant> reached) {
        if (reached.isPresent() || history.isZero()) {
            return CompletableFuture.completedFuture(reached);
        }
        Instant now = clock.instant();
        return past.beginning(now.minus(history), now).thenApply(beginning -> {
            LOG.info(() -> "Home Assistant has recorded " + beginning.map(moment -> "what has happened since about " + moment)
                    .orElse("nothing of the past of these rooms"));
            beginning.ifPresent(began);
            return beginning;
        });
    }

    /** Home Assistant may be without a recorder, or its recorder is broken. */
    private Void withoutPast(Past past, Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof CommandFailedException || cause instanceof SlowAnswerException) {
            LOG.warning(() -> "Home Assistant does not tell the past: " + cause.getMessage());
            lost.accept(past.entities());
            return null;
        }
        throw cause instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
